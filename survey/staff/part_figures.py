"""The figures of the quarter under way in somebody's part, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from sqlalchemy import select

from analysis.verdicts import Status
from survey import cells
from survey.database import db
from survey.folding import folded
from survey.matters import Day
from survey.models import Counter, Office
from survey.parts import Part, is_open, within
from survey.reporting.served import served
from survey.staff import quarters
from survey.standing import Served, Standing, parts_of, standings
from survey.volumes import Quarter

MEASURES = ("transaction", "sipas", "service")
"""Dossiers first."""
ORDER = (Status.BELOW, Status.ABOVE, Status.MISSED, Status.MET, None, Status.TOO_FEW)
"""Of offices in a table: those first for which more answers would tell most."""


@dataclass(frozen=True)
class Section:
    """How a part of the tree stands, of one measure: all of it, and its offices if there are
    several."""

    whole: Standing
    offices: Sequence[Standing]


@dataclass(frozen=True)
class PartFigures:
    """The figures of a part."""

    standings: Sequence[Standing]
    names: Mapping[int, str]
    unheard: Sequence[str]
    """Offices with counters about which nobody answered yet."""

    @classmethod
    def of(cls, day: Day, part: Part) -> PartFigures:
        parts = parts_of(day.precedence, part)
        ids = None if part.is_everything else {each for some in parts.values() for each in some}
        quarter = quarter_of(day)
        counted = cells.read(day.session, quarter.period, ids)
        found = standings(
            day.precedence, counted, parts, quarter.year, _served(day, quarter, counted, ids)
        )
        offices = select(Office.id, Office.name).where(within(Office.id, part))
        names = {id_: name for id_, name in db.session.execute(offices)}  # noqa: C416 rows
        heard = {each.office for each in found}
        return cls(
            found,
            names,
            sorted((names[id_] for id_ in _with_counters(part, day) - heard), key=folded),
        )

    @cached_property
    def sections(self) -> list[Section]:
        """The figures by part and measure, dossiers first."""
        keyed = sorted(self.standings, key=lambda each: (each.root, each.measure != "transaction"))
        found = []
        for _, group in groupby(keyed, key=lambda each: (each.root, each.measure)):
            whole, *offices = group
            found.append(Section(whole, sorted(offices, key=self._place)))
        return found

    @property
    def offices(self) -> list[Standing]:
        """Each office of its own, of each measure."""
        return [each for each in self.standings if each.office is not None]

    def _place(self, each: Standing) -> tuple[bool, int, str]:
        """Where an office stands in the table. Of those not shown nothing tells them apart."""
        is_shown, name = each.main.is_shown, folded(self.names[each.office or each.root])
        return not is_shown, ORDER.index(each.main.status) if is_shown else 0, name


def _served(day: Day, quarter: Quarter, counted: cells.Cells, offices: set[int] | None) -> Served:
    """Where people are served, which takes a while to find: asked for once numbers of dossiers are
    known, as before there is no response rate anyway."""
    if not counted.dossiers:
        return {}
    everywhere = day.precedence.codes if offices is None else offices
    return served(day.session, quarter.period, everywhere, counted)


def _with_counters(part: Part, day: Day) -> set[int]:
    standing = select(Counter.office_id).where(
        within(Counter.office_id, part), is_open(day.today, Counter)
    )
    return set(db.session.scalars(standing.distinct()))


def quarter_of(day: Day) -> Quarter:
    """The quarter under way."""
    return quarters.current(day.today)

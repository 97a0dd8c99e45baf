"""The first page: what needs whoever is there today, and how their offices stand this quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from analysis.verdicts import Status
from forms.web import translatable
from survey import cells
from survey.access import here, needs, needs_sign_in, part
from survey.database import db
from survey.folding import folded
from survey.matters import Day, Matter, Urgency, matters
from survey.models import Counter, Office
from survey.parts import Part, is_open, within
from survey.roles import MAY, Permission
from survey.staff import figure_words, quarters
from survey.standing import Standing, parts_of, standings
from survey.volumes import Quarter

bp = Blueprint("staff", __name__, url_prefix="/staff")

ORDER = (Status.BELOW, Status.ABOVE, Status.MISSED, Status.MET, None, Status.TOO_FEW)
"""Of offices in a table: those first for which more answers would tell most."""
READERS_OF_FIGURES = frozenset({Permission.FOLLOW_UP, Permission.READ_LOG})
"""Whoever may do one of these comes for the figures; the others come for what to do."""


@dataclass(frozen=True)
class Section:
    """How a part of the tree stands, of one measure: all of it, and its offices if there are
    several."""

    whole: Standing
    offices: Sequence[Standing]


UNCERTAIN = translatable("Offices whose verdict is uncertain, and needs more answers")


@bp.get("/")
@needs_sign_in
def start() -> ResponseReturnValue:
    """What needs somebody today, and the figures of the quarter so far."""
    person = here().person
    if not person.may(Permission.READ):
        return redirect(url_for("account.show"))
    day = _day()
    page = _Page.of(day, person.part(Permission.READ)) if _comes_for_figures() else None
    return render_template(
        "staff/today.html",
        matters=[
            *matters(current_app.config["MATTERS"], day, person.part),
            *(page.matters() if page and person.may(Permission.FOLLOW_UP) else ()),
        ],
        opens=current_app.view_functions,
        acts_first=person.may(Permission.OPERATE),
        page=page,
        quarter=quarters.name(_quarter(day)),
        period=_quarter(day).period,
        today=day.today,
        said=figure_words,
    )


@bp.get("/standing/<int:office_id>")
@needs(Permission.READ)
def standing(office_id: int) -> ResponseReturnValue:
    """How one office stands this quarter, for those who come for figures."""
    mine = select(Office).where(Office.id == office_id, within(Office.id, part()))
    office: Office = db.first_or_404(mine)
    day = _day()
    page = _Page.of(day, part())
    return render_template(
        "staff/standing.html",
        office=office,
        quarter_key=_quarter(day).key,
        standings=[each for each in page.standings if each.office == office.id],
        quarter=quarters.name(_quarter(day)),
        period=_quarter(day).period,
        today=day.today,
        said=figure_words,
    )


@dataclass(frozen=True)
class _Page:
    """The figures of a part."""

    standings: Sequence[Standing]
    names: Mapping[int, str]
    unheard: Sequence[str]
    """Offices with counters about which nobody answered yet."""

    @classmethod
    def of(cls, day: Day, part: Part) -> _Page:
        parts = parts_of(day.precedence, part)
        ids = None if part.is_everything else {each for some in parts.values() for each in some}
        quarter = _quarter(day)
        counted = cells.read(day.session, quarter.period, ids)
        found = standings(day.precedence, counted, parts, quarter.year)
        offices = select(Office.id, Office.name).where(within(Office.id, part))
        names = {id_: name for id_, name in db.session.execute(offices)}  # noqa: C416 rows
        heard = {each.office for each in found}
        return cls(
            found,
            names,
            sorted((names[id_] for id_ in _with_counters(part, day) - heard), key=folded),
        )

    def matters(self) -> Iterator[Matter]:
        """How many offices need more answers, until their verdict is certain."""
        of_offices = (each.main for each in self.standings if each.office is not None)
        number = sum(main.is_shown and main.is_uncertain for main in of_offices)
        if number:
            query = {"_anchor": "figures"}
            yield Matter(gettext(UNCERTAIN), number, Urgency.SOON, "staff.start", query)

    @property
    def sections(self) -> list[Section]:
        """The figures by part and measure, dossiers first."""
        keyed = sorted(self.standings, key=lambda each: (each.root, each.measure != "transaction"))
        found = []
        for _, group in groupby(keyed, key=lambda each: (each.root, each.measure)):
            whole, *offices = group
            found.append(Section(whole, sorted(offices, key=self._place)))
        return found

    def _place(self, each: Standing) -> tuple[bool, int, str]:
        """Where an office stands in the table. Of those not shown nothing tells them apart."""
        is_shown, name = each.main.is_shown, folded(self.names[each.office or each.root])
        return not is_shown, ORDER.index(each.main.status) if is_shown else 0, name


def _with_counters(part: Part, day: Day) -> set[int]:
    standing = select(Counter.office_id).where(
        within(Counter.office_id, part), is_open(day.today, Counter)
    )
    return set(db.session.scalars(standing.distinct()))


def _comes_for_figures() -> bool:
    """Whether whoever is there has, somewhere, a role that is about figures."""
    return any(MAY[each.role] & READERS_OF_FIGURES for each in here().person.held)


def _quarter(day: Day) -> Quarter:
    return quarters.current(day.today)


def _day() -> Day:
    return Day(db.session(), current_app.config["CLOCK"](), current_app.config)

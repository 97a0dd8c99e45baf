"""Which target holds where: the most specific one for an office, a field and a year.

The one of the nearest office up the tree; there, one for a group with the field before one for all
fields; between equals the larger precedence, which the later document is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from analysis.targets import Target as Threshold
from survey.models import FieldGroup, Office, Target
from survey.parts import is_open

PEOPLE, ORGANISATIONS = "people", "organisations"
WHOM = (PEOPLE, ORGANISATIONS)


@dataclass(frozen=True)
class Aim:
    """A target as a plan set it."""

    id: int
    scope: str
    scope_name: str
    measure: str
    group: str | None
    """The code of the group of fields; none: all fields."""
    group_vi: str
    group_en: str
    fields: frozenset[int]
    """The fields of the group."""
    whom: frozenset[str]
    first_year: int
    last_year: int
    comparator: str
    threshold: Decimal
    document: str
    precedence: int

    @property
    def demand(self) -> Threshold:
        """What `analysis` holds a share against."""
        return Threshold(self.threshold, self.comparator)

    def is_for(self, field: int | None) -> bool:
        """Whether it speaks of a field; of all fields together only one without a group does."""
        return self.group is None or field in self.fields


@dataclass(frozen=True)
class Holding:
    """The target that holds somewhere, and why it does."""

    aim: Aim
    steps: int
    """How many offices up the tree its scope is."""
    rivals: tuple[Aim, ...]
    """Equally specific ones that demand something else: nobody has said which holds."""
    overruled: tuple[Aim, ...]
    """Those that would hold without it, the nearest first."""


@dataclass(frozen=True)
class Precedence:
    """Every target, and the tree of offices that they hold in."""

    aims: tuple[Aim, ...]
    codes: Mapping[int, str]
    parents: Mapping[int, int | None]
    open_scopes: frozenset[str]
    """The codes of the offices that are open today."""

    @classmethod
    def read(cls, session: Session, today: date) -> Precedence:
        """All that decides, in four statements however much there is."""
        loaded = selectinload(Target.group).selectinload(FieldGroup.fields)
        targets = session.scalars(select(Target).options(loaded).order_by(Target.id))
        columns = (Office.id, Office.code, Office.parent_id, is_open(today))
        offices = session.execute(select(*columns)).all()
        return cls(
            tuple(map(aim_of, targets)),
            {id_: code for id_, code, _, _ in offices},
            {id_: parent for id_, _, parent, _ in offices},
            frozenset(code for _, code, _, stands in offices if stands),
        )

    def holding(
        self, office: int, field: int | None, year: int, measure: str, whom: str
    ) -> Holding | None:
        """The target that holds for an office and a field, or for all its fields together."""
        chain = self.chain(office)
        found = [
            aim
            for aim in self.aims
            if aim.scope in chain
            and aim.measure == measure
            and whom in aim.whom
            and aim.first_year <= year <= aim.last_year
            and aim.is_for(field)
        ]
        if not found:
            return None
        ranked = sorted(found, key=lambda aim: (*_specific(aim, chain), -aim.threshold, aim.id))
        first, *others = ranked
        equals = [a for a in others if _specific(a, chain) == _specific(first, chain)]
        return Holding(
            first,
            chain.index(first.scope),
            tuple(aim for aim in equals if aim.demand != first.demand),
            tuple(aim for aim in others if aim not in equals),
        )

    def chain(self, office: int) -> list[str]:
        """The codes of an office and of those above it, the nearest first."""
        return [self.codes[each] for each in self.upwards(office)]

    def upwards(self, office: int) -> list[int]:
        """An office and those above it, the nearest first."""
        found: list[int] = []
        here: int | None = office
        while here is not None and here not in found:
            found.append(here)
            here = self.parents[here]
        return found

    @property
    def scopes_here(self) -> frozenset[str]:
        """The codes that are offices here; a province may keep another's targets."""
        return frozenset(self.codes.values())


def _specific(aim: Aim, chain: list[str]) -> tuple[int, bool, int]:
    """How specific a target is for an office, the most specific first."""
    return chain.index(aim.scope), aim.group is None, -aim.precedence


@dataclass(frozen=True)
class Conflict:
    """Two targets of which nobody has said which holds, in the years that both are for."""

    one: Aim
    other: Aim
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Troubles:
    """What somebody should look at among targets."""

    conflicts: tuple[Conflict, ...]
    ended: tuple[Aim, ...]
    """They have ended, and nothing follows them."""
    ending: tuple[Aim, ...]
    """They end this year, and nothing follows them yet."""
    elsewhere: tuple[Aim, ...]
    """Their scope is no office here, so they hold nowhere."""

    def __bool__(self) -> bool:
        return bool(self.conflicts or self.ended or self.ending or self.elsewhere)


def troubles(precedence: Precedence, scopes: frozenset[str] | None, year: int) -> Troubles:
    """What is wrong among the targets of some scopes, or of all: conflicts that are still to come
    or under way, and gaps behind targets of offices here that are still open."""
    mine = [aim for aim in precedence.aims if scopes is None or aim.scope in scopes]
    here = [aim for aim in mine if aim.scope in precedence.open_scopes]
    gone = tuple(ended(here, year))
    return Troubles(
        tuple(each for each in conflicts(mine) if each.last_year >= year),
        gone,
        tuple(aim for aim in ended(here, year + 1) if aim not in gone),
        tuple(aim for aim in mine if aim.scope not in precedence.scopes_here),
    )


def conflicts(aims: Iterable[Aim]) -> Iterator[Conflict]:
    """Every pair that is equally specific somewhere and demands something else."""
    for one, other in combinations(aims, 2):
        first, last = (
            max(one.first_year, other.first_year),
            min(one.last_year, other.last_year),
        )
        if first <= last and _are_equals(one, other) and one.demand != other.demand:
            yield Conflict(one, other, first, last)


def _are_equals(one: Aim, other: Aim) -> bool:
    same = (one.scope, one.measure, one.precedence) == (
        other.scope,
        other.measure,
        other.precedence,
    )
    fields_meet = one.group == other.group or bool(
        one.group and other.group and one.fields & other.fields
    )
    return same and fields_meet and bool(one.whom & other.whom)


def ended(aims: Iterable[Aim], year: int) -> Iterator[Aim]:
    """Those that end before a year in which nothing of their scope and measure holds for the same
    fields and people."""
    known = tuple(aims)
    for aim in known:
        if aim.last_year < year and not any(_takes_over(each, aim, year) for each in known):
            yield aim


def _takes_over(other: Aim, aim: Aim, year: int) -> bool:
    same = (other.scope, other.measure) == (aim.scope, aim.measure)
    covers = other.group in (None, aim.group) and other.whom >= aim.whom
    return same and covers and other.first_year <= year <= other.last_year


def aim_of(target: Target) -> Aim:
    """A row, apart from its session."""
    group = target.group
    whom = {PEOPLE: target.people, ORGANISATIONS: target.organisations}
    return Aim(
        id=target.id,
        scope=target.scope,
        scope_name=target.scope_name,
        measure=target.measure,
        group=group.code if group else None,
        group_vi=group.name_vi if group else "",
        group_en=group.name_en if group else "",
        fields=frozenset(field.id for field in group.fields) if group else frozenset(),
        whom=frozenset(name for name, is_for in whom.items() if is_for),
        first_year=target.first_year,
        last_year=target.last_year,
        comparator=target.comparator,
        threshold=target.threshold,
        document=target.document,
        precedence=target.precedence,
    )

"""Numbers of dossiers that somebody types for an office and a quarter, and where some are missing.

What is typed is a table with a line for each field, so that what a file must not say nobody types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    SQLColumnExpression,
    Subquery,
    and_,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append, change
from survey.belonging import serving
from survey.loading import KINDS, Manner, Table, load_table
from survey.loading.dossiers import NUMBERS
from survey.loading.tables import Line
from survey.models import Counter, Field, Office, Volume, day_counts
from survey.periods import Period, quarter
from survey.setting_up import Said, cell, refuse_if_changed

HEADER = ("office", "field", "quarter", *NUMBERS)
UNKNOWN = "–"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, of the administration's kind or the calendar's."""

    year: int
    number: int
    kind: str

    @property
    def period(self) -> Period:
        return quarter(self.year, self.number, self.kind)

    @property
    def key(self) -> str:
        """As files and addresses name it."""
        return f"{self.year}Q{self.number}"

    @property
    def before(self) -> Quarter:
        """The quarter before it."""
        if self.number == 1:
            return Quarter(self.year - 1, 4, self.kind)
        return Quarter(self.year, self.number - 1, self.kind)


Typed = Mapping[str, str]
"""What stands in the four cells of a field, by the names of the loader's columns."""


@dataclass(frozen=True)
class Sheet:
    """What somebody typed for an office and a quarter: a row for each field, by its code."""

    office: Office
    quarter: Quarter
    rows: Mapping[str, Typed]

    @property
    def filled(self) -> list[str]:
        """The fields of which anything was typed, in their order: their lines are numbered so."""
        return [code for code, typed in self.rows.items() if any(typed.values())]

    @property
    def table(self) -> Table:
        cells = {"office": self.office.code, "quarter": self.quarter.key}
        lines = [
            Line(number, {**cells, "field": code, **self.rows[code]})
            for number, code in enumerate(self.filled, start=1)
        ]
        return Table(HEADER, tuple(lines))


def save(session: Session, actor: Actor, sheet: Sheet, seen: str, now: datetime) -> bool:
    """Store what was typed into a form that has shown what was `seen`, and forget what was emptied;
    whether that changed anything.

    BadTable says what is wrong, with the number of the line in `Sheet.filled`.
    """
    office_id, code = sheet.office.id, sheet.office.code
    table, key = sheet.table, f"{code} {sheet.quarter.key}"
    with change(session):
        refuse_if_changed(said(stored(session, office_id, sheet.quarter.period)), seen)
        before = told(session, office_id, sheet.quarter.period)
        _forget(session, office_id, sheet)
        if table.lines:
            load_table(session, KINDS["volumes"], table, Manner(now, calendar=sheet.quarter.kind))
        session.expire_all()
        after = told(session, office_id, sheet.quarter.period)
        changed = [field for field in {**before, **after} if before.get(field) != after.get(field)]
        if changed:
            was, is_now = ({f: each[f] for f in changed if f in each} for each in (before, after))
            deed = Deed(Action.VOLUMES_CHANGED, "volumes", key, office_id, was, is_now)
            append(session.connection(), actor, deed, now)
    return bool(changed)


def _forget(session: Session, office_id: int, sheet: Sheet) -> None:
    """Delete what was typed before for fields of which nothing is known now."""
    emptied = set(sheet.rows) - set(sheet.filled)
    for volume in stored(session, office_id, sheet.quarter.period):
        if volume.field.code in emptied:
            session.delete(volume)
    session.flush()


def stored(session: Session, office_id: int, period: Period) -> Sequence[Volume]:
    """The numbers of an office for just this period."""
    same = {"office_id": office_id, "starts": period.start, "ends": period.end}
    return session.scalars(select(Volume).filter_by(**same).join(Volume.field)).all()


def cells(volume: Volume) -> Typed:
    """What stands in the four cells of numbers that there are."""
    return {name: cell(getattr(volume, name)) for name in NUMBERS}


def said(volumes: Iterable[Volume]) -> Said:
    """What is said of each field, by its code."""
    return {volume.field.code: in_a_row(cells(volume)) for volume in volumes}


def in_a_row(typed: Typed) -> str:
    """Numbers as the log tells them: received, settled, on time, late."""
    return " / ".join(typed[name] or UNKNOWN for name in NUMBERS)


def told(session: Session, office_id: int, period: Period) -> dict[str, str]:
    """The numbers of an office as the log tells them."""
    volumes = stored(session, office_id, period)
    return {volume.field.name_vi: in_a_row(cells(volume)) for volume in volumes}


def expected(period: Period) -> CompoundSelect[tuple[int, int]]:
    """Which offices should have dossiers in which fields: where a counter that was theirs then
    served the field in a period, and where people answered about it."""
    days, at = day_counts.c, serving().c
    served = (
        select(at.office_id, at.field_id)
        .join(Counter, Counter.id == at.counter_id)
        .join(Field, Field.id == at.field_id)
        .join(Office, Office.id == at.office_id)
        .where(*[_stood(each.opened, each.closed, period) for each in (Counter, Field, Office)])
        .where(_stood(at.since, at.until, period))
    )
    answered = select(days.office_id, days.field_id).where(
        days.day >= period.start, days.day < period.end, days.answered > 0
    )
    return union(served, answered)


def gaps(period: Period) -> Subquery:
    """For each office how many fields should have dossiers in a period, and how many are known."""
    pairs = expected(period).subquery()
    known = select(Volume.office_id, Volume.field_id).where(
        Volume.starts < period.end, Volume.ends > period.start
    )
    there = known.distinct().subquery()
    return (
        select(
            pairs.c.office_id,
            func.count().label("expected"),
            func.count(there.c.field_id).label("known"),
        )
        .outerjoin(
            there,
            and_(there.c.office_id == pairs.c.office_id, there.c.field_id == pairs.c.field_id),
        )
        .group_by(pairs.c.office_id)
        .subquery()
    )


def _stood(
    since: SQLColumnExpression[date | None],
    until: SQLColumnExpression[date | None],
    period: Period,
) -> ColumnElement[bool]:
    """That something was so on some day of a period, since a day and until another."""
    return and_(
        or_(since.is_(None), since < period.end), or_(until.is_(None), until > period.start)
    )

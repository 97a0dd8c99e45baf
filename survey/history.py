"""Offices as they were on a day: what they were called, of which kind, and under whom.

A row of `offices` says what an office is now. What it was before, until a day, is kept beside it;
there is nothing ahead of today but the days on which offices open and close, and who follows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from survey.models import Office, OfficePast

DATED = ("name", "kind", "parent_id")
"""The columns that were something else on other days."""
COLUMNS = (*DATED, "folded")
"""The same, and what the name is sorted and searched by."""


@dataclass(frozen=True)
class Was:
    """What of an office has a past."""

    name: str
    kind: str
    parent_id: int | None

    @classmethod
    def of(cls, row: Office | OfficePast) -> Was:
        return cls(row.name, row.kind, row.parent_id)


def as_of(day: date) -> CTE:
    """A row for each office: its identifier, and its name, kind and parent on a day."""
    # The first change after the day says what there was before it.
    first = select(OfficePast.office_id, func.min(OfficePast.until).label("until"))
    next_change = first.where(OfficePast.until > day).group_by(OfficePast.office_id).subquery()
    return (
        select(Office.id, *map(_on_the_day, COLUMNS))
        .outerjoin(next_change, next_change.c.office_id == Office.id)
        .outerjoin(
            OfficePast,
            (OfficePast.office_id == Office.id) & (OfficePast.until == next_change.c.until),
        )
        .cte()
    )


def _on_the_day(name: str) -> ColumnElement[Any]:
    has_changed = OfficePast.office_id.is_not(None)
    return case((has_changed, getattr(OfficePast, name)), else_=getattr(Office, name)).label(name)


def was(session: Session, day: date, only: Collection[int] | None = None) -> Mapping[int, Was]:
    """What offices were on a day, by their identifiers: all, or only some."""
    then = as_of(day)
    asked: Select[Any] = select(then.c.id, *[then.c[name] for name in DATED])
    if only is not None:
        asked = asked.where(then.c.id.in_(only))
    return {row.id: Was(row.name, row.kind, row.parent_id) for row in session.execute(asked)}


def keep(session: Session, before: Mapping[int, Was], since: date) -> None:
    """Keep what offices were, by their identifiers, of which something has changed since a day.

    An office that opens later has no past. What was kept until that day or a later one is older
    than what it was just now, and stays.
    """
    session.flush()
    newest = _newest(session, before)
    for office_id, old in before.items():
        office = session.get_one(Office, office_id)
        last = newest.get(office_id)
        if last is not None and last.until >= since:
            _forget_if_same(session, last, Was.of(office))
        elif old != Was.of(office) and (office.opened is None or office.opened < since):
            session.add(OfficePast(office_id=office_id, until=since, **asdict(old)))
    session.flush()


def _newest(session: Session, offices: Collection[int]) -> Mapping[int, OfficePast]:
    pasts = select(OfficePast).where(OfficePast.office_id.in_(offices)).order_by(OfficePast.until)
    return {past.office_id: past for past in session.scalars(pasts)}


def _forget_if_same(session: Session, past: OfficePast, now: Was) -> None:
    """What was changed and changed back on the same day has not been anything else."""
    if Was.of(past) == now:
        session.delete(past)


def earliest(session: Session, office: Office) -> date | None:
    """The first day since which something of an office may have changed; None: any."""
    newest = session.scalar(select(func.max(OfficePast.until)).filter_by(office_id=office.id))
    return max(filter(None, (office.opened, newest)), default=None)


def changes_after(session: Session, day: date) -> Collection[date]:
    """The later days on which some office changed."""
    later = select(OfficePast.until).where(OfficePast.until > day).distinct()
    return session.scalars(later.order_by(OfficePast.until)).all()

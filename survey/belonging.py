"""Whose counters were, and which fields they served: what has changed since was so until a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from sqlalchemy import (
    ColumnElement,
    Date,
    SQLColumnExpression,
    Subquery,
    case,
    cast,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from survey.models import Counter, CounterFieldPast, CounterPast
from survey.models.offices import counter_fields

Past = TypeVar("Past", CounterPast, CounterFieldPast)
Part: TypeAlias = SQLColumnExpression[int]
Day: TypeAlias = ColumnElement[date | None]


def keep(session: Session, before: Mapping[int, int], since: date) -> None:
    """Keep whose counters were, by their identifiers, as far as they are another office's since a
    day.

    One that opens later has no past. What was kept until that day or a later one stays, unless it
    is so again: then it has not been anything else.
    """
    session.flush()
    newest = {past.counter_id: past for past in _newest(session, CounterPast, before)}
    for counter_id, office_id in before.items():
        counter, last = session.get_one(Counter, counter_id), newest.get(counter_id)
        if counter.office_id == office_id:
            continue
        if last is not None and last.until >= since:
            if last.office_id == counter.office_id:
                session.delete(last)
        elif counter.opened is None or counter.opened < since:
            session.add(CounterPast(counter_id=counter_id, until=since, office_id=office_id))
    session.flush()


def keep_fields(session: Session, before: Mapping[int, Collection[int]], since: date) -> None:
    """Keep which fields counters served, by their identifiers, as far as they serve others since a
    day; as whose they were is kept."""
    session.flush()
    newest: dict[int, list[CounterFieldPast]] = {}
    for past in _newest(session, CounterFieldPast, before):
        newest.setdefault(past.counter_id, []).append(past)
    for counter_id, served in before.items():
        counter, last = session.get_one(Counter, counter_id), newest.get(counter_id)
        now = {field.id for field in counter.fields}
        if now == set(served):
            continue
        if last and last[0].until >= since:
            if {past.field_id for past in last} == now:
                for past in last:
                    session.delete(past)
        elif counter.opened is None or counter.opened < since:
            key = {"counter_id": counter_id, "until": since}
            session.add_all(CounterFieldPast(**key, field_id=each) for each in served)
    session.flush()


def _newest(session: Session, pasts: type[Past], counters: Collection[int]) -> Sequence[Past]:
    """The last that was kept of each counter."""
    other = aliased(pasts)
    last = select(func.max(other.until)).where(other.counter_id == pasts.counter_id)
    mine = select(pasts).where(pasts.counter_id.in_(counters))
    return session.scalars(mine.where(pasts.until == last.scalar_subquery())).all()


def serving() -> Subquery:
    """A row for each office and field that a counter serves or served there: since which day, and
    until which; None: from the beginning, and until today."""
    stay, served = _stays(), _served()
    since, until = _later(stay.c.since, served.c.since), _earlier(stay.c.until, served.c.until)
    return (
        select(
            stay.c.counter_id,
            stay.c.office_id,
            served.c.field_id,
            since.label("since"),
            until.label("until"),
        )
        .join_from(stay, served, served.c.counter_id == stay.c.counter_id)
        .where(or_(since.is_(None), until.is_(None), since < until))
        .subquery()
    )


def _stays() -> Subquery:
    """A row for each office that a counter was or is of."""
    return _spans(CounterPast, CounterPast.office_id, Counter.id, Counter.office_id)


def _served() -> Subquery:
    """A row for each field that a counter served or serves."""
    now = counter_fields.c
    return _spans(CounterFieldPast, CounterFieldPast.field_id, now.counter_id, now.field_id)


def _spans(past: type[Past], was: Part, counter_id: Part, is_now: Part) -> Subquery:
    """What was, and what is now, since the last change before."""
    other = aliased(past)
    before = select(func.max(other.until)).where(
        other.counter_id == past.counter_id, other.until < past.until
    )
    pasts = select(past.counter_id, was, before.scalar_subquery().label("since"), past.until)
    last = select(func.max(past.until)).where(past.counter_id == counter_id)
    now = select(counter_id, is_now, last.scalar_subquery(), cast(null(), Date))
    return union_all(pasts, now).subquery()


def _later(one: Day, other: Day) -> Day:
    """The later of two days; the one that there is."""
    return case((one > other, one), else_=func.coalesce(other, one))


def _earlier(one: Day, other: Day) -> Day:
    return case((one < other, one), else_=func.coalesce(other, one))

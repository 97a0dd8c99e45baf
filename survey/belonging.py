"""Whose counters were: a counter that moves to another office was the former one's until a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Date, Subquery, cast, func, null, select, union_all
from sqlalchemy.orm import Session

from survey.models import Counter, CounterPast


def keep(session: Session, before: Mapping[int, int], since: date) -> None:
    """Keep whose counters were, by their identifiers, as far as they are another office's since a
    day.

    One that opens later has no past. What was kept until that day or a later one stays, unless it
    is so again: then it has not been anything else.
    """
    session.flush()
    newest = _newest(session, before)
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


def _newest(session: Session, counters: Mapping[int, int]) -> Mapping[int, CounterPast]:
    pasts = select(CounterPast).where(CounterPast.counter_id.in_(counters))
    found = session.scalars(pasts.order_by(CounterPast.until))
    return {past.counter_id: past for past in found}


def stays() -> Subquery:
    """A row for each office that a counter was or is of: since which day, and until which; None:
    from the beginning, and until today."""
    before = func.lag(CounterPast.until).over(
        partition_by=CounterPast.counter_id, order_by=CounterPast.until
    )
    pasts = select(
        CounterPast.counter_id, CounterPast.office_id, before.label("since"), CounterPast.until
    )
    last = select(func.max(CounterPast.until)).where(CounterPast.counter_id == Counter.id)
    now = select(
        Counter.id, Counter.office_id, last.scalar_subquery(), cast(null(), Date)
    ).select_from(Counter)
    return union_all(pasts, now).subquery()

"""Mergers of offices: one follows others from a day on, and takes over their counters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select

from forms.web import translatable
from survey.audit import Action
from survey.belonging import keep
from survey.models import Counter, Office
from survey.offices import (
    add_line,
    found,
    log,
    of_part,
    refuse_parent_outside,
    said,
    store,
)
from survey.parts import is_open, shared
from survey.periods import local_day
from survey.publications import take_over
from survey.setting_up import Said, Setter, cell, refuse

CHOOSE_SUCCESSOR = translatable("Choose an office that is open on that day, or a new one.")
CLOSED_ALREADY = translatable("One of the offices has a day on which it closes already.")
NO_SUCCESSOR = translatable("There is no open office that follows this one and is in your part.")


def merge(
    setter: Setter, office_ids: Collection[int], into: str, day: date, new: Said | None = None
) -> int:
    """Close offices from a day on and let one follow them, which may be new; its identifier."""
    with setter.changing():
        if new is not None:
            refuse_parent_outside(setter, new.get("parent", ""))
            add_line(setter, {**new, "opened": cell(day)})
        successor = _successor(setter, new["code"] if new else into, day)
        if new is not None:
            take_over(setter.session, successor, office_ids)
        for office_id in office_ids:
            office = found(setter, office_id)
            if office.closed is not None:
                raise refuse("", CLOSED_ALREADY)
            before = said(office)
            store(setter, office, before, {"closed": cell(day), "successor": successor.code})
            log(setter, Action.OFFICE_MERGED, office, before)
        return successor.id


def is_stored(
    setter: Setter, office_ids: Collection[int], into: str, day: date, new: Said | None = None
) -> bool:
    """Whether just this merger is stored already: its form was sent twice."""
    follows = of_part(setter.part).where(Office.code == (new["code"] if new else into))
    successor: Office | None = setter.session.scalars(follows).one_or_none()
    if successor is None or (new and not _is_as_said(successor, new)):
        return False
    followed = of_part(setter.part).filter_by(closed=day, successor_id=successor.id)
    merged = setter.session.scalars(followed.where(Office.id.in_(office_ids)))
    return {each.id for each in merged} == set(office_ids)


def _is_as_said(office: Office, line: Said) -> bool:
    is_so = said(office)
    return all(is_so[name] == " ".join(cell.split()) for name, cell in line.items())


def _successor(setter: Setter, code: str, day: date) -> Office:
    """The office that is to follow others from a day on, if it is open then."""
    follows = of_part(setter.part).where(Office.code == code, is_open(day))
    successor: Office | None = setter.session.scalars(follows).one_or_none()
    if successor is None:
        raise refuse("into", CHOOSE_SUCCESSOR)
    return successor


def successor_for_counters(setter: Setter, office: Office) -> Office | None:
    """The office that takes over the counters of a closed one now, if there is one."""
    today = local_day(setter.now)
    if office.closed is None or office.closed > today or office.successor_id is None:
        return None
    follows = of_part(setter.part).where(Office.id == office.successor_id)
    successor: Office | None = setter.session.scalars(follows.where(is_open(today))).one_or_none()
    return successor


def open_counters(setter: Setter, office_id: int) -> Sequence[Counter]:
    """The counters of an office that have not closed."""
    is_there = or_(Counter.closed.is_(None), Counter.closed > local_day(setter.now))
    counters = select(Counter).where(Counter.office_id == office_id, is_there)
    return setter.session.scalars(counters.order_by(Counter.number)).all()


def move_counters(setter: Setter, office_id: int) -> int:
    """Give the counters of a closed office to the one that followed it, with number and code; how
    many. They are that one's since the day on which it followed; what was before, and what was
    answered there, stays the closed office's."""
    with setter.changing():
        office = found(setter, office_id)
        successor = successor_for_counters(setter, office)
        if successor is None:
            raise refuse("", NO_SUCCESSOR)
        counters = open_counters(setter, office_id)
        for counter in counters:
            counter.office_id = successor.id
        since = office.closed or local_day(setter.now)
        keep(setter.session, dict.fromkeys([each.id for each in counters], office_id), since)
        if counters:
            numbers = [counter.number for counter in counters]
            thing, action = ("office", office.code), Action.OFFICE_COUNTERS_MOVED
            after = {"office": successor.code, "counters": numbers}
            above = shared(setter.session, [office_id, successor.id])
            before = {"office": office.code}
            setter.log(action, thing, above, before, after, acting_for=office_id)
        return len(counters)

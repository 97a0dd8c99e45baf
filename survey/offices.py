"""Offices, as somebody adds, changes, closes and merges them on a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, or_, select

from forms.web import translatable
from survey.audit import Action
from survey.history import changes_after, earliest, was
from survey.loading import KINDS
from survey.loading.circles import circles
from survey.loading.offices import COLUMNS
from survey.models import Counter, Office
from survey.parts import Part, within
from survey.periods import local_day
from survey.setting_up import Said, Setter, cell, difference, refuse, refuse_if_changed

KIND = KINDS["offices"]
DATED = ("name", "kind", "parent")

CODE_TAKEN = translatable("An office has this code already. Choose another one.")
IDENTIFIER_TAKEN = translatable("Another office has this identifier.")
CHOOSE_PARENT = translatable("Choose an office from the list.")
NOT_LATER = translatable(
    "Choose today or a day in the past. The future has only opening, closing and successors."
)
TOO_EARLY = translatable(
    "The office was changed later than that, or was not open yet. Choose a later day."
)
CIRCLE = translatable("On one of the days since then offices would go round in a circle.")
NO_SUCCESSOR = translatable("There is no open office that follows this one and is in your part.")


@dataclass(frozen=True)
class Since:
    """From which day a change holds; or that it was a mistake, which never was so."""

    day: date
    is_correction: bool = False


def of_part(part: Part) -> Select[Any]:
    """The offices of a part."""
    return select(Office).where(within(Office.id, part))


def said(office: Office) -> Said:
    """What a file would say of an office."""
    others = {
        "parent": office.parent.code if office.parent else None,
        "successor": office.successor.code if office.successor else None,
    }
    names = [column.name for column in COLUMNS]
    return {name: cell(others[name] if name in others else getattr(office, name)) for name in names}


def add(setter: Setter, line: Said) -> int:
    """Add an office; its identifier."""
    with setter.changing():
        _refuse_parent_outside(setter, line.get("parent", ""))
        return _add(setter, line)


def edit(setter: Setter, office_id: int, line: Said, seen: str, since: Since) -> None:
    """Change an office of which a form has shown what was `seen`."""
    with setter.changing():
        office = _found(setter, office_id)
        before = said(office)
        refuse_if_changed(before, seen)
        if line.get("parent", before["parent"]) != before["parent"]:
            _refuse_parent_outside(setter, line["parent"])
        _refuse_taken_identifier(setter, line, office_id)
        is_dated = any(line.get(name, before[name]) != before[name] for name in DATED)
        if is_dated and not since.is_correction:
            _refuse_day(setter, office, since.day)
        _store(setter, office, before, line, since)
        _refuse_circles(setter, since.day)
        note = {"since": cell(since.day)} if is_dated and not since.is_correction else {}
        _log(setter, Action.OFFICE_CHANGED, office, before, note)


def close(setter: Setter, office_id: int, closed: str, seen: str) -> None:
    """Close an office from a day on, or open it again, which then has no successor."""
    with setter.changing():
        office = _found(setter, office_id)
        before = said(office)
        refuse_if_changed(before, seen)
        line = {"closed": closed} if closed else {"closed": "", "successor": ""}
        _store(setter, office, before, line)
        _log(setter, Action.OFFICE_CLOSED if closed else Action.OFFICE_CHANGED, office, before)


def merge(
    setter: Setter, office_ids: Collection[int], into: str, day: str, new: Said | None = None
) -> int:
    """Close offices from a day on and let one follow them, which may be new; its identifier."""
    with setter.changing():
        if new is not None:
            _refuse_parent_outside(setter, new.get("parent", ""))
            into = new["code"]
            _add(setter, {**new, "opened": day})
        found = of_part(setter.part).where(Office.code == into)
        successor: Office | None = setter.session.scalars(found).one_or_none()
        if successor is None:
            raise refuse("into", CHOOSE_PARENT)
        for office_id in office_ids:
            office = _found(setter, office_id)
            before = said(office)
            _store(setter, office, before, {"closed": day, "successor": into})
            _log(setter, Action.OFFICE_MERGED, office, before)
        return successor.id


def successor_for_counters(setter: Setter, office: Office) -> Office | None:
    """The office that takes over the counters of a closed one now, if there is one."""
    today = local_day(setter.now)
    if office.closed is None or office.closed > today or office.successor_id is None:
        return None
    follows = of_part(setter.part).where(Office.id == office.successor_id)
    found = setter.session.scalars(follows).one_or_none()
    return found if found and (found.closed is None or found.closed > today) else None


def open_counters(setter: Setter, office_id: int) -> Sequence[Counter]:
    """The counters of an office that have not closed."""
    is_there = or_(Counter.closed.is_(None), Counter.closed > local_day(setter.now))
    found = select(Counter).where(Counter.office_id == office_id, is_there)
    return setter.session.scalars(found.order_by(Counter.number)).all()


def move_counters(setter: Setter, office_id: int) -> int:
    """Give the counters of a closed office to the one that followed it, with number and code; how
    many. What was answered there before stays the closed office's."""
    with setter.changing():
        office = _found(setter, office_id)
        successor = successor_for_counters(setter, office)
        if successor is None:
            raise refuse("", NO_SUCCESSOR)
        counters = open_counters(setter, office_id)
        for counter in counters:
            counter.office_id = successor.id
        if counters:
            numbers = [counter.number for counter in counters]
            thing, action = ("office", office.code), Action.OFFICE_COUNTERS_MOVED
            after = {"office": successor.code, "counters": numbers}
            setter.log(action, thing, office_id, {"office": office.code}, after)
        return len(counters)


def _found(setter: Setter, office_id: int) -> Office:
    found: Office = setter.session.scalars(of_part(setter.part).where(Office.id == office_id)).one()
    return found


def _add(setter: Setter, line: Said) -> int:
    code = line["code"]
    if setter.session.scalar(select(exists().where(Office.code == code))):
        raise refuse("code", CODE_TAKEN)
    _refuse_taken_identifier(setter, line, None)
    setter.store(KIND, [line])
    office = setter.session.scalars(select(Office).filter_by(code=code)).one()
    after = {name: value for name, value in said(office).items() if value and name != "code"}
    setter.log(Action.OFFICE_ADDED, ("office", code), office.id, {}, after)
    return office.id


def _store(
    setter: Setter, office: Office, before: Said, line: Said, since: Since | None = None
) -> None:
    """Store what a form shows; the columns that a file cannot leave out stay as they are."""
    kept = {name: before[name] for name in ("code", "name", "kind")}
    manner: dict[str, Any] = {}
    if since is not None:
        manner = {"since": since.day, "keeps_past": not since.is_correction}
    setter.store(KIND, [{**kept, **line}], **manner)
    setter.session.expire(office)


def _log(
    setter: Setter, action: Action, office: Office, before: Said, note: Said | None = None
) -> None:
    was_so, is_so = difference(before, said(office))
    if is_so:
        setter.log(action, ("office", office.code), office.id, was_so, {**is_so, **(note or {})})


def _refuse_parent_outside(setter: Setter, parent: str) -> None:
    if not parent and setter.part.is_everything:
        return
    mine = of_part(setter.part).where(Office.code == parent)
    if setter.session.scalars(mine).one_or_none() is None:
        raise refuse("parent", CHOOSE_PARENT)


def _refuse_taken_identifier(setter: Setter, line: Said, office_id: int | None) -> None:
    """Without a word on who has it: that may be somebody outside of the part."""
    identifier = line.get("electronic_id")
    holder = select(Office.id).where(Office.electronic_id == identifier)
    if identifier and setter.session.scalar(holder) not in (None, office_id):
        raise refuse("electronic_id", IDENTIFIER_TAKEN)


def _refuse_day(setter: Setter, office: Office, day: date) -> None:
    if day > local_day(setter.now):
        raise refuse("since", NOT_LATER)
    first = earliest(setter.session, office)
    if first is not None and day < first:
        raise refuse("since", TOO_EARLY)


def _refuse_circles(setter: Setter, since: date) -> None:
    """Two changes that hold from different days may make a circle between them."""
    for day in (since, *changes_after(setter.session, since)):
        parents = {
            str(office_id): str(then.parent_id) if then.parent_id else None
            for office_id, then in was(setter.session, day).items()
        }
        if next(circles(parents), None):
            raise refuse("parent", CIRCLE)

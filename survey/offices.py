"""Offices, as somebody adds, changes and closes them on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from forms.web import translatable
from survey.audit import Action
from survey.history import changes_after, earliest, was
from survey.loading import KINDS
from survey.loading.circles import circles
from survey.loading.offices import COLUMNS
from survey.loading.tree import TAKEN_ELSEWHERE
from survey.models import Office
from survey.parts import Part, within
from survey.periods import local_day
from survey.setting_up import (
    CODE_OF_OTHERS,
    Said,
    Setter,
    cell,
    difference,
    refuse,
    refuse_if_changed,
)

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
        refuse_parent_outside(setter, line.get("parent", ""))
        return add_line(setter, line)


def edit(setter: Setter, office_id: int, line: Said, seen: str, since: Since) -> None:
    """Change an office of which a form has shown what was `seen`."""
    with setter.changing():
        office = found(setter, office_id)
        before = said(office)
        refuse_if_changed(before, seen)
        if line.get("parent", before["parent"]) != before["parent"]:
            refuse_parent_outside(setter, line["parent"])
        _refuse_taken_identifier(setter, line, office_id)
        is_dated = any(line.get(name, before[name]) != before[name] for name in DATED)
        if is_dated and not since.is_correction:
            _refuse_day(setter, office, since.day)
        store(setter, office, before, line, since)
        _refuse_circles(setter, since.day)
        note = {"since": cell(since.day)} if is_dated and not since.is_correction else {}
        log(setter, Action.OFFICE_CHANGED, office, before, note)


def close(setter: Setter, office_id: int, closed: str, seen: str) -> None:
    """Close an office from a day on, or open it again, which then has no successor."""
    with setter.changing():
        office = found(setter, office_id)
        before = said(office)
        refuse_if_changed(before, seen)
        line = {"closed": closed} if closed else {"closed": "", "successor": ""}
        store(setter, office, before, line)
        log(setter, Action.OFFICE_CLOSED if closed else Action.OFFICE_CHANGED, office, before)


def found(setter: Setter, office_id: int) -> Office:
    """An office of the part, by its identifier."""
    mine = of_part(setter.part).where(Office.id == office_id)
    office: Office = setter.session.scalars(mine).one()
    return office


def add_line(setter: Setter, line: Said) -> int:
    """Add an office to the transaction under way; its identifier."""
    code = line["code"]
    holder = setter.session.scalar(select(Office.id).filter_by(code=code))
    if holder is not None:
        ours = setter.is_ours(holder)
        raise refuse("code", CODE_TAKEN) if ours else refuse("code", CODE_OF_OTHERS, code=code)
    _refuse_taken_identifier(setter, line, None)
    setter.store(KIND, [line])
    office = setter.session.scalars(select(Office).filter_by(code=code)).one()
    after = {name: value for name, value in said(office).items() if value and name != "code"}
    setter.log(Action.OFFICE_ADDED, ("office", code), office.id, {}, after)
    return office.id


def store(
    setter: Setter, office: Office, before: Said, line: Said, since: Since | None = None
) -> None:
    """Store what a form shows; the columns that a file cannot leave out stay as they are."""
    kept = {name: before[name] for name in ("code", "name", "kind")}
    manner: dict[str, Any] = {}
    if since is not None:
        manner = {"since": since.day, "keeps_past": not since.is_correction}
    setter.store(KIND, [{**kept, **line}], **manner)
    setter.session.expire(office)


def log(
    setter: Setter, action: Action, office: Office, before: Said, note: Said | None = None
) -> None:
    """Say in the log what of an office is another than before."""
    was_so, is_so = difference(before, said(office))
    if is_so:
        setter.log(action, ("office", office.code), office.id, was_so, {**is_so, **(note or {})})


def refuse_parent_outside(setter: Setter, parent: str) -> None:
    """Nobody puts an office where they may not look after it."""
    if not parent and setter.part.is_everything:
        return
    mine = of_part(setter.part).where(Office.code == parent)
    if setter.session.scalars(mine).one_or_none() is None:
        raise refuse("parent", CHOOSE_PARENT)


def _refuse_taken_identifier(setter: Setter, line: Said, office_id: int | None) -> None:
    """Without a word on who has it: that may be somebody outside of the part."""
    identifier = line.get("electronic_id")
    if not identifier:
        return
    holder = setter.session.scalar(select(Office.id).filter_by(electronic_id=identifier))
    if holder in (None, office_id):
        return
    if setter.is_ours(holder):
        raise refuse("electronic_id", IDENTIFIER_TAKEN)
    raise refuse("electronic_id", TAKEN_ELSEWHERE, identifier=identifier)


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

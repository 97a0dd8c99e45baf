"""Places where people are served, as somebody adds, changes and closes them on a page."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from forms.web import translatable
from survey.audit import Action
from survey.loading.place_lines import COLUMNS, KIND
from survey.models import Office, Place
from survey.offices import CHOOSE_PARENT, of_part
from survey.parts import Part, shared, within
from survey.setting_up import (
    CODE_OF_OTHERS,
    Said,
    Setter,
    cell,
    difference,
    refuse,
    refuse_if_changed,
)

CODE_TAKEN = translatable("A place has this code already. Choose another one.")
KEPT = ("code", "name", "office")


def run_in(part: Part) -> Select[Any]:
    """The places that offices of a part run."""
    return select(Place).join(Place.office).where(within(Place.office_id, part))


def said(place: Place) -> Said:
    """What a line says of a place."""
    others = {"office": place.office.code}
    return {
        column.name: others.get(column.name) or cell(getattr(place, column.name))
        for column in COLUMNS
    }


def add(setter: Setter, line: Said) -> None:
    """Add a place."""
    with setter.changing():
        _refuse_office_outside(setter, line["office"])
        _refuse_taken(setter, line["code"])
        setter.store(KIND, [line])
        place = setter.session.scalars(select(Place).filter_by(code=line["code"])).one()
        after = {name: value for name, value in said(place).items() if value and name != "code"}
        setter.log(Action.PLACE_ADDED, ("place", place.code), place.office_id, {}, after)


def edit(setter: Setter, place_id: int, line: Said, seen: str) -> None:
    """Change or close a place of which a form has shown what was `seen`."""
    with setter.changing():
        mine = run_in(setter.part).where(Place.id == place_id)
        place: Place = setter.session.scalars(mine).one()
        before, office_id = said(place), place.office_id
        refuse_if_changed(before, seen)
        if line.get("office", before["office"]) != before["office"]:
            _refuse_office_outside(setter, line["office"])
        setter.store(KIND, [{**{name: before[name] for name in KEPT}, **line}])
        setter.session.expire(place)
        was_so, is_so = difference(before, said(place))
        if is_so:
            concerned = shared(setter.session, [office_id, place.office_id])
            closes = is_so.keys() == {"closed"} and is_so["closed"]
            action = Action.PLACE_CLOSED if closes else Action.PLACE_CHANGED
            thing = ("place", place.code)
            setter.log(action, thing, concerned, was_so, is_so, acting_for=office_id)


def _refuse_taken(setter: Setter, code: str) -> None:
    holder = setter.session.scalar(select(Place.office_id).filter_by(code=code))
    if holder is not None:
        ours = setter.is_ours(holder)
        raise refuse("code", CODE_TAKEN) if ours else refuse("code", CODE_OF_OTHERS, code=code)


def _refuse_office_outside(setter: Setter, code: str) -> None:
    mine = of_part(setter.part).where(Office.code == code)
    if setter.session.scalars(mine).one_or_none() is None:
        raise refuse("office", CHOOSE_PARENT)

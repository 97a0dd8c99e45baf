"""Fields of procedures and their groups, as somebody adds, changes and closes them on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sqlalchemy import exists, select

from forms.web import translatable
from survey.audit import Action
from survey.loading import KINDS
from survey.loading.fields import COLUMNS, FIELD, GROUP
from survey.models import Field, FieldGroup
from survey.setting_up import Said, Setter, cell, difference, refuse, refuse_if_changed

KIND = KINDS["fields"]
KEPT = ("kind", "code", "name_vi", "name_en")

CODE_TAKEN = translatable("This code is taken already. Choose another one.")

Row = Field | FieldGroup

MODELS: Mapping[str, type[Field] | type[FieldGroup]] = {FIELD: Field, GROUP: FieldGroup}
ADDED = {FIELD: Action.FIELD_ADDED, GROUP: Action.GROUP_ADDED}
CHANGED = {FIELD: Action.FIELD_CHANGED, GROUP: Action.GROUP_CHANGED}


def said(row: Row) -> Said:
    """What a file would say of a field or a group."""
    if isinstance(row, FieldGroup):
        return {"kind": GROUP, **{name: getattr(row, name) for name in KEPT[1:]}}
    others = {"kind": FIELD, "groups": " ".join(group.code for group in row.groups)}
    return {
        column.name: others[column.name]
        if column.name in others
        else cell(getattr(row, column.name))
        for column in COLUMNS
    }


def add(setter: Setter, kind: str, line: Said) -> None:
    """Add a field or a group."""
    model = MODELS[kind]
    with setter.changing():
        if setter.session.scalar(select(exists().where(model.code == line["code"]))):
            raise refuse("code", CODE_TAKEN)
        setter.store(KIND, [{"kind": kind, **line}])
        this = select(model).where(model.code == line["code"])
        row = cast("Row", setter.session.scalars(this).one())
        named = {name: value for name, value in said(row).items() if name not in ("kind", "code")}
        after = {name: value for name, value in named.items() if value}
        setter.log(ADDED[kind], (kind, row.code), None, {}, after)


def edit(setter: Setter, kind: str, row_id: int, line: Said, seen: str) -> None:
    """Change or close a field, or change a group, of which a form has shown what was `seen`."""
    with setter.changing():
        row = cast("Row", setter.session.get_one(MODELS[kind], row_id))
        before = said(row)
        refuse_if_changed(before, seen)
        setter.store(KIND, [{**{name: before[name] for name in KEPT}, **line}])
        setter.session.expire(row)
        was_so, is_so = difference(before, said(row))
        if is_so:
            closes = is_so.keys() == {"closed"} and is_so["closed"]
            action = Action.FIELD_CLOSED if closes else CHANGED[kind]
            setter.log(action, (kind, row.code), None, was_so, is_so)

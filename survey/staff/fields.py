"""Fields of procedures and their groups: everybody reads them, the province changes them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from forms.web import translatable
from survey import fields
from survey.access import here, needs, part
from survey.database import db
from survey.loading.fields import FIELD, GROUP
from survey.models import Field, FieldGroup
from survey.roles import Permission
from survey.staff import field_lists
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.field_forms import FieldForm, GroupForm
from survey.staff.lines import LineForm, day_said, read_day
from survey.staff.lists import shown
from survey.staff.offices import STORED, setter, today

bp = Blueprint("fields", __name__, url_prefix="/staff/fields")

CLOSE, CLOSING = translatable("Close this field?"), translatable("Close the field")
NOT_OFFERED = translatable(
    "From %(day)s on no counter offers %(name)s. What was answered before stays. It can be opened "
    "again."
)


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The fields there are."""
    statement = select(Field).options(selectinload(Field.groups))
    found = shown(db.session(), statement, field_lists.of_fields(today()), request.args)
    file = as_file(found, f"fields-{today()}")
    return file or render_template(
        "staff/fields/show.html",
        shown=found,
        group_names=field_lists.group_names,
        may_change=_may_change(),
    )


@bp.get("/groups")
@needs(Permission.READ)
def groups() -> ResponseReturnValue:
    """The groups that targets speak of."""
    statement = select(FieldGroup).options(selectinload(FieldGroup.fields))
    found = shown(db.session(), statement, field_lists.of_groups(), request.args)
    file = as_file(found, f"groups-{today()}")
    page = {"shown": found, "may_change": _may_change()}
    return file or render_template("staff/fields/groups.html", **page)


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def add() -> ResponseReturnValue:
    """Where a field is added."""
    _refuse_all_but_the_province()
    form = FieldForm()
    if form.validate_on_submit() and form.stores(lambda: fields.add(setter(), FIELD, form.line)):
        return _stored(form, ".show")
    return _form("staff/fields/edit.html", form, groups=_groups())


@bp.route("/<int:field_id>/edit", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def edit(field_id: int) -> ResponseReturnValue:
    """Where a field is changed or closed."""
    _refuse_all_but_the_province()
    field: Field = db.get_or_404(Field, field_id)
    form = FieldForm()
    del form.code
    if not form.validate_on_submit():
        form.fill(fields.said(field))
    elif not form.closed.data or read_day(form.closed):
        closes = form.closed.data and form.closed.data != fields.said(field)["closed"]
        if closes and (page := unless_sure(_closing(field, form), request.form)):
            return page
        given = (form.line, form.seen.data or "")
        if form.stores(lambda: fields.edit(setter(), FIELD, field_id, *given)):
            return _stored(form, ".show")
    return _form("staff/fields/edit.html", form, field=field, groups=_groups())


@bp.route("/groups/add", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def add_group() -> ResponseReturnValue:
    """Where a group is added."""
    _refuse_all_but_the_province()
    form = GroupForm()
    if form.validate_on_submit() and form.stores(lambda: fields.add(setter(), GROUP, form.line)):
        return _stored(form, ".groups")
    return _form("staff/fields/edit_group.html", form)


@bp.route("/groups/<int:group_id>/edit", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def edit_group(group_id: int) -> ResponseReturnValue:
    """Where the names of a group are changed; its fields say that they belong to it."""
    _refuse_all_but_the_province()
    group: FieldGroup = db.get_or_404(FieldGroup, group_id)
    form = GroupForm()
    del form.code
    if not form.validate_on_submit():
        form.fill(fields.said(group))
    else:
        given = (form.line, form.seen.data or "")
        if form.stores(lambda: fields.edit(setter(), GROUP, group_id, *given)):
            return _stored(form, ".groups")
    return _form("staff/fields/edit_group.html", form, group=group)


def _closing(field: Field, form: FieldForm) -> Question:
    said = gettext(NOT_OFFERED, day=day_said(form.closed), name=field.name_vi)
    return Question(CLOSE, said, CLOSING, url_for(".show"))


def _stored(form: FieldForm | GroupForm, onwards: str) -> ResponseReturnValue:
    flash(gettext(STORED, name=form.name_vi.data))
    return redirect(url_for(onwards), 303)


def _form(template: str, form: LineForm, **more: object) -> ResponseReturnValue:
    return render_template(template, form=form, **more), 422 if form.is_submitted() else 200


def _groups() -> dict[str, str]:
    found = db.session.scalars(select(FieldGroup).order_by(FieldGroup.code))
    return {group.code: group.name_vi for group in found}


def _may_change() -> bool:
    return here().person.part(Permission.SET_UP).is_everything


def _refuse_all_but_the_province() -> None:
    """A field is the same for every office, so no office changes it by itself."""
    if not part().is_everything:
        abort(404)

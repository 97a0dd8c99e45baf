"""The offices of one's part: the tree on any day, and each office."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.web import translatable
from survey import offices
from survey.access import actor, may_set_up, needs, part
from survey.database import db
from survey.models import Office
from survey.periods import local_day
from survey.roles import Permission
from survey.setting_up import Setter
from survey.staff import deeds, office_words
from survey.staff.exports import as_file
from survey.staff.lists import shown
from survey.staff.office_forms import EditOffice, NewOffice
from survey.staff.office_list import ON_THE_DAY, rows_and_listing
from survey.staff.office_pages import choices, page

bp = Blueprint("offices", __name__, url_prefix="/staff/offices")
bp.add_app_template_global(office_words.kind, "office_kind")
bp.add_app_template_global(office_words.kinds, "office_kinds")
bp.add_app_template_global(office_words.state, "standing")
bp.add_app_template_global(deeds.column, "column_words")
bp.add_app_template_global(may_set_up)

STORED = translatable("Stored: %(name)s.")


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The tree as it is, was or will be on a day."""
    asked = request.args.get(ON_THE_DAY.key, "")
    day = date.fromisoformat(asked) if ON_THE_DAY.knows(asked) else today()
    rows, listing = rows_and_listing(day, part())
    found = shown(db.session(), rows, listing, request.args)
    file = as_file(found, f"offices-{day}")
    return file or render_template("staff/offices/show.html", shown=found, day=day, today=today())


@bp.get("/<int:office_id>")
@needs(Permission.READ)
def office(office_id: int) -> ResponseReturnValue:
    """What there is to know of an office."""
    found = page(db.session(), find(office_id), part(), today())
    return render_template("staff/offices/office.html", page=found, today=today())


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def add() -> ResponseReturnValue:
    """Where an office is added."""
    form = NewOffice(choices(db.session(), part(), today()))
    if form.validate_on_submit():
        if form.stores(lambda: offices.add(setter(), form.line)):
            flash(gettext(STORED, name=form.name.data))
            return redirect(url_for(".show"), 303)
    else:
        form.parent.data = request.args.get("under", "")
        form.opened.data = today().isoformat()
    return _form("staff/offices/add.html", form)


@bp.route("/<int:office_id>/edit", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def edit(office_id: int) -> ResponseReturnValue:
    """Where something of an office is changed."""
    office = find(office_id)
    form = EditOffice(choices(db.session(), part(), today()))
    if office.parent is not None and office.parent.code not in form.parents:
        del form.parent
    if form.validate_on_submit():
        since = form.says_since(today())
        if since and form.stores(lambda: _edit(office_id, form, since)):
            flash(gettext(STORED, name=form.name.data))
            return redirect(url_for(".office", office_id=office_id), 303)
    else:
        form.fill(offices.said(office))
        form.since.data = today().isoformat()
    return _form("staff/offices/edit.html", form, office=find(office_id))


def _edit(office_id: int, form: EditOffice, since: offices.Since) -> None:
    offices.edit(setter(), office_id, form.line, form.seen.data or "", since)


def _form(template: str, form: EditOffice | NewOffice, **more: object) -> ResponseReturnValue:
    return render_template(template, form=form, **more), 422 if form.is_submitted() else 200


def find(office_id: int) -> Office:
    """An office of the reader's part."""
    found: Office = db.first_or_404(offices.of_part(part()).where(Office.id == office_id))
    return found


def setter() -> Setter:
    """Whoever is there, as they set something up."""
    by = partial(actor, Permission.SET_UP)
    return Setter(db.session(), part(), by, current_app.config["CLOCK"]())


def today() -> date:
    return local_day(current_app.config["CLOCK"]())

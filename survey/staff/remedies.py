"""Remedies of one's part: who does what by when about what people said, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import func, select

from forms.web import translatable
from survey import remedies
from survey.access import actor, here, needs, part
from survey.audit import change
from survey.database import db
from survey.models import CommentReview, Remedy
from survey.parts import within
from survey.periods import local_day
from survey.remedies import days_late, finish, state_of
from survey.roles import Permission
from survey.staff import choices, promises
from survey.staff.exports import as_file
from survey.staff.follow_up_forms import ALL_FIELDS, DoneForm, RemedyForm, day_in
from survey.staff.lists import shown

bp = Blueprint("remedies", __name__, url_prefix="/staff/remedies")

PROMISED = translatable("The remedy is kept.")
CHANGED = translatable("The remedy has been changed.")
CARRIED_OUT = translatable("The remedy is done.")
FOLLOWING_UP = needs(Permission.FOLLOW_UP)


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """What is being done in one's part, late things first."""
    listing = promises.listing(db.session(), part(), _today())
    found = shown(db.session(), promises.remedies(part()), listing, request.args)
    file = as_file(found, f"remedies-{_today()}")
    return file or render_template(
        "staff/remedies.html",
        shown=found,
        may_promise=here().person.may(Permission.FOLLOW_UP),
        **_said(),
    )


@bp.route("/add", methods=["GET", "POST"])
@FOLLOWING_UP
def add() -> ResponseReturnValue:
    """Where something is promised that no single comment asked for."""
    offices = choices.open_offices(db.session(), part(), _today())
    form = promises.form_for(db.session(), offices, _today(), {})
    if form.validate_on_submit():
        promise = form.promise
        who = actor(Permission.FOLLOW_UP, promise.office_id)
        with change(db.session()):
            remedy_id = remedies.add(db.session(), promise, who, _now()).id
        flash(gettext(PROMISED))
        return redirect(url_for(".one", remedy_id=remedy_id), 303)
    page = render_template("staff/remedy_form.html", form=form, back=url_for(".show"))
    return page, 422 if form.is_submitted() else 200


@bp.get("/<int:remedy_id>")
@needs(Permission.READ)
def one(remedy_id: int) -> ResponseReturnValue:
    """A remedy, and what came of it."""
    return _look(_found(remedy_id))


@bp.route("/<int:remedy_id>/change", methods=["GET", "POST"])
@FOLLOWING_UP
def alter(remedy_id: int) -> ResponseReturnValue:
    """Where a promise is changed that has not been kept yet; the log has what it was."""
    remedy = _found(remedy_id)
    if remedy.done_on is not None:
        abort(404)
    form = _form(remedy)
    if form.validate_on_submit():
        promise, who = form.promise, actor(Permission.FOLLOW_UP, remedy.office_id)
        with change(db.session()):
            remedies.alter(db.session(), _found(remedy_id), promise, who, _now())
        flash(gettext(CHANGED))
        return redirect(url_for(".one", remedy_id=remedy_id), 303)
    back = url_for(".one", remedy_id=remedy_id)
    page = render_template("staff/remedy_form.html", form=form, remedy=remedy, back=back)
    return page, 422 if form.is_submitted() else 200


@bp.post("/<int:remedy_id>/done")
@FOLLOWING_UP
def done(remedy_id: int) -> ResponseReturnValue:
    """Say that a remedy was carried out and what came of it, or correct what was said."""
    remedy, form = _found(remedy_id), DoneForm(_today())
    if not form.validate_on_submit():
        return _look(remedy, form), 422
    on, who = day_in(form.done.data), actor(Permission.FOLLOW_UP, remedy.office_id)
    with change(db.session()):
        finish(db.session(), _found(remedy_id), on or _today(), form.outcome.data, who, _now())
    flash(gettext(CARRIED_OUT))
    return redirect(url_for(".one", remedy_id=remedy_id), 303)


def _form(remedy: Remedy) -> RemedyForm:
    """A day that was promised already may stay, also when it has passed."""
    office = {str(remedy.office_id): remedy.office.name}
    field = str(remedy.field_id) if remedy.field_id else ALL_FIELDS
    data = {"field": field, "what": remedy.what, "who": remedy.who, "due": f"{remedy.due_on}"}
    return promises.form_for(db.session(), office, min(_today(), remedy.due_on), data)


def _found(remedy_id: int) -> Remedy:
    remedy: Remedy = db.first_or_404(promises.remedies(part()).where(Remedy.id == remedy_id))
    return remedy


def _look(remedy: Remedy, form: DoneForm | None = None) -> str:
    data = {"done": f"{remedy.done_on or _today()}", "outcome": remedy.outcome}
    number = select(func.count()).select_from(CommentReview).filter_by(remedy_id=remedy.id)
    return render_template(
        "staff/remedy.html",
        remedy=remedy,
        form=form or DoneForm(_today(), formdata=None, data=data),
        comments=db.session.scalar(number),
        is_ours=_is_ours(remedy),
        **_said(),
    )


def _is_ours(remedy: Remedy) -> bool:
    """Whether somebody who is there may say what became of it."""
    mine = within(Remedy.office_id, here().person.part(Permission.FOLLOW_UP))
    found = select(Remedy.id).where(Remedy.id == remedy.id, mine)
    return db.session.scalar(found) is not None


def _said() -> Mapping[str, Any]:
    """What templates ask about a remedy."""
    today = _today()
    return {
        "state_of": lambda remedy: state_of(remedy, today),
        "days_late": lambda remedy: days_late(remedy, today),
        "field_of": promises.field_of,
    }


def _today() -> date:
    return local_day(_now())


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment

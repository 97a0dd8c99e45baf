"""Responses of one's part, to find suspicious ones and to mark them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import flask
from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import SelectMultipleField, StringField, ValidationError

from forms.web import translatable
from survey.access import actor, here, needs, part
from survey.database import db
from survey.models import Response
from survey.parts import within
from survey.periods import local_day
from survey.roles import Permission
from survey.staff import arrivals
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.forms import on_one_line
from survey.staff.lists import MOST_ON_A_PAGE, shown
from survey.suspicions import mark, reason_in

bp = Blueprint("responses", __name__, url_prefix="/staff/responses")

KEPT = ("q", "order", "page", "size", "office", "channel", "standing", "from", "until")
"""What an address says about the list, so that one comes back to the same."""
NONE_CHOSEN = translatable("Choose at least one response.")
NO_REASON = translatable("Say why, in 1 to 500 characters.")
SURE = translatable("Mark as suspicious?")
MARKING = translatable("Mark as suspicious")
CONSEQUENCES = translatable(
    "Responses that will be counted apart: %(number)s. The reason that everybody will read: "
    "“%(reason)s”. This cannot be taken back. The responses are kept, and every figure is "
    "given with and without them."
)
MARKED = translatable("Responses marked as suspicious: %(number)s.")


class MarkForm(FlaskForm):
    """The responses that look suspicious, and why."""

    response = SelectMultipleField(validate_choice=False)
    reason = StringField(filters=[on_one_line])

    def validate_response(self, field: SelectMultipleField) -> None:
        if not 0 < len(field.data or ()) <= MOST_ON_A_PAGE:
            raise ValidationError(NONE_CHOSEN)

    def validate_reason(self, field: StringField) -> None:
        if reason_in(field.data) is None:
            raise ValidationError(NO_REASON)


@bp.get("")
@needs(Permission.READ_LOG)
def show() -> ResponseReturnValue:
    """The responses of the last days, those first of which many came in an hour."""
    return _look(MarkForm(formdata=None))


@bp.post("/set-aside")
@needs(Permission.MARK)
def set_aside() -> ResponseReturnValue:
    """Count some responses apart from now on. They are kept, and so is the reason."""
    form = MarkForm()
    chosen = _chosen(form.response.data or ())
    if not form.validate_on_submit():
        return _look(form), 422
    reason, number = reason_in(form.reason.data) or "", len(chosen)
    consequences = gettext(CONSEQUENCES, number=number, reason=reason)
    if page := unless_sure(Question(SURE, consequences, MARKING, _address()), request.form):
        return page
    by = {office_id: actor(Permission.MARK, office_id) for _, office_id in chosen}
    now = _now()
    marked = [mark(db.session(), one, reason, by[office_id], now) for one, office_id in chosen]
    flash(gettext(MARKED, number=marked.count(None)))
    return redirect(_address(), 303)


def _look(form: MarkForm) -> str | flask.Response:
    person = here().person
    mine = person.part(Permission.READ_LOG)
    period = arrivals.days(request.args, _today())
    is_about_all = arrivals.is_about_all_that_is_set_aside(request.args)
    some = arrivals.where_some_are_set_aside() if is_about_all else arrivals.of_days(period)
    came = arrivals.arrivals(some, mine, db.engine.dialect.name)
    marks: dict[str, arrivals.Mark] = {}
    listing = arrivals.listing(db.session(), mine, came, marks)
    statement = arrivals.responses(came, person.part(Permission.MARK))
    found = shown(db.session(), statement, listing, request.args)
    marks.update(arrivals.marks_of(db.session(), found.rows))
    return as_file(found, f"responses-{_today()}") or render_template(
        "staff/responses.html",
        shown=found,
        form=form,
        period=None if is_about_all else period,
        said={column.key: column.cell for column in listing.columns},
        marks=marks,
        can_mark=any(row.is_ours and row.Response.set_aside is None for row in found.rows),
    )


def _chosen(said: Sequence[str]) -> list[tuple[UUID, int]]:
    """The responses with their offices, all of them of one's part."""
    try:
        ids = {UUID(each) for each in said}
    except ValueError:
        abort(404)
    mine = select(Response.id, Response.office_id).where(
        Response.id.in_(ids), within(Response.office_id, part())
    )
    found = [(response_id, office_id) for response_id, office_id in db.session.execute(mine)]
    return found if len(found) == len(ids) else abort(404)


def _address() -> str:
    same: dict[str, Any] = {key: request.args[key] for key in KEPT if key in request.args}
    return url_for(".show", **same)


def _today() -> date:
    return local_day(_now())


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment

"""Counters added, changed, closed on a day and opened again."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.web import translatable
from survey import counter_lines
from survey.access import part
from survey.database import db
from survey.models import Counter
from survey.roles import Permission
from survey.setting_up import Setter, digest
from survey.staff.counter import OPERATING, found
from survey.staff.counter_choices import Choices, choices
from survey.staff.counter_form import Closing, CounterForm, NewCounter
from survey.staff.lines import LineForm, read_day
from survey.staff.offices import setter, today

bp = Blueprint("desk", __name__)

ONE = "/<int:counter_id>"
ADDED = translatable("The counter %(number)s has been added. Print its posters.")
CHANGED = translatable("The counter has been changed.")
CLOSED = translatable("The counter is closed from %(day)s on.")
OPENED = translatable("The counter is no longer to be closed.")


@bp.route("/add", methods=["GET", "POST"])
@OPERATING
def add() -> ResponseReturnValue:
    """Where a counter is added."""
    form, added = NewCounter(_choices(None)), list[Counter]()
    if form.validate_on_submit() and form.stores(
        lambda: added.append(counter_lines.add(_setter(), form.line))
    ):
        return _to(added[0].id, ADDED, number=added[0].number)
    return _form("staff/change_counter.html", form, None)


@bp.route(f"{ONE}/change", methods=["GET", "POST"])
@OPERATING
def edit(counter_id: int) -> ResponseReturnValue:
    """Where a counter is changed."""
    counter = found(counter_id)
    form = CounterForm(_choices(counter))
    if not form.is_submitted():
        form.fill(counter_lines.said(counter))
    elif form.validate() and form.stores(
        lambda: _edit(counter_id, form, was_a_mistake=bool(form.was_a_mistake.data))
    ):
        return _to(counter_id, CHANGED)
    return _form("staff/change_counter.html", form, found(counter_id))


@bp.route(f"{ONE}/close", methods=["GET", "POST"])
@OPERATING
def close(counter_id: int) -> ResponseReturnValue:
    """Where it is said from which day on a counter is closed."""
    counter = found(counter_id)
    form = Closing()
    if not form.validate_on_submit():
        form.fill(counter_lines.said(counter))
        form.closed.data = form.closed.data or today().isoformat()
    elif (closed := read_day(form.closed)) and form.stores(lambda: _edit(counter_id, form)):
        return _to(counter_id, CLOSED, day=f"{closed:%d/%m/%Y}")
    return _form("staff/close_counter.html", form, found(counter_id))


@bp.post(f"{ONE}/reopen")
@OPERATING
def reopen(counter_id: int) -> ResponseReturnValue:
    """Let a counter be open again, or stay open."""
    seen = digest(counter_lines.said(found(counter_id)))
    counter_lines.edit(_setter(), counter_id, {"closed": ""}, seen)
    return _to(counter_id, OPENED)


def _edit(counter_id: int, form: LineForm, **more: bool) -> None:
    counter_lines.edit(_setter(), counter_id, form.line, form.seen.data or "", **more)


def _setter() -> Setter:
    return setter(Permission.OPERATE)


def _choices(counter: Counter | None) -> Choices:
    return choices(db.session(), part(), current_app.config["CLOCK"](), counter)


def _form(template: str, form: LineForm, counter: Counter | None) -> ResponseReturnValue:
    page = render_template(template, form=form, counter=counter)
    return page, 422 if form.is_submitted() else 200


def _to(counter_id: int, words: str, **said: object) -> ResponseReturnValue:
    flash(gettext(words, **said))
    return redirect(url_for("counters.counter.show", counter_id=counter_id), 303)

"""Counters added, changed, closed on a day and opened again."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forms.web import translatable
from survey.access import actor, part
from survey.audit import Action, Actor, Deed, append, change
from survey.database import db
from survey.loading import BadTable, Problem
from survey.models import Counter
from survey.parts import shared
from survey.periods import local_day
from survey.roles import Permission
from survey.staff.counter import OPERATING, found
from survey.staff.counter_choices import NEW_PLACE, Choices, choices
from survey.staff.counter_form import (
    TAKEN,
    Closing,
    CounterForm,
    NewCounter,
    as_it_is,
    read_day,
)
from survey.staff.counter_lines import Cells, changes, line_of, next_number, next_place, store
from survey.staff.problems import put, put_beside, said

bp = Blueprint("desk", __name__)

ONE = "/<int:counter_id>"
ADDED = translatable("The counter %(number)s has been added. Print its posters.")
CHANGED = translatable("The counter has been changed.")
CLOSED = translatable("The counter is closed from %(day)s on.")
OPENED = translatable("The counter is no longer to be closed.")
AT_ONCE = translatable("Somebody else stored the same at the same time. Please try again.")


@bp.route("/add", methods=["GET", "POST"])
@OPERATING
def add() -> ResponseReturnValue:
    """Where a counter is added."""
    form = NewCounter(_choices(None))
    if form.validate_on_submit() and (counter := _store(form, None)):
        return _to(counter, ADDED, number=counter.number)
    status = 422 if form.is_submitted() else 200
    return render_template("staff/change_counter.html", form=form, counter=None), status


@bp.route(f"{ONE}/change", methods=["GET", "POST"])
@OPERATING
def edit(counter_id: int) -> ResponseReturnValue:
    """Where a counter is changed."""
    counter = found(counter_id)
    form = CounterForm(_choices(counter), data=as_it_is(counter))
    if form.validate_on_submit() and (stored := _store(form, counter)):
        return _to(stored, CHANGED)
    status = 422 if form.is_submitted() else 200
    return render_template("staff/change_counter.html", form=form, counter=counter), status


@bp.route(f"{ONE}/close", methods=["GET", "POST"])
@OPERATING
def close(counter_id: int) -> ResponseReturnValue:
    """Where it is said from which day on a counter is closed."""
    counter = found(counter_id)
    today = local_day(current_app.config["CLOCK"]())
    form = Closing(data={"closed": (counter.closed or today).isoformat()})
    if form.validate_on_submit() and (closed := read_day(form.closed.data or "")):
        try:
            stored = _stored({**line_of(counter), "closed": closed}, counter, Action.COUNTER_CLOSED)
            return _to(stored, CLOSED, day=f"{closed:%d/%m/%Y}")
        except BadTable as bad:
            form.closed.errors = [said(problem) for problem in bad.problems]
    status = 422 if form.is_submitted() else 200
    return render_template("staff/close_counter.html", form=form, counter=counter), status


@bp.post(f"{ONE}/reopen")
@OPERATING
def reopen(counter_id: int) -> ResponseReturnValue:
    """Let a counter be open again, or stay open."""
    counter = found(counter_id)
    return _to(_stored({**line_of(counter), "closed": ""}, counter, Action.COUNTER_OPENED), OPENED)


def _store(form: CounterForm, counter: Counter | None) -> Counter | None:
    """The counter as a form says it is, or nothing and the reasons beside its fields."""
    try:
        action = Action.COUNTER_CHANGED if counter else Action.COUNTER_ADDED
        keeps_past = not form.was_a_mistake.data
        return _stored(_said(form, counter), counter, action, keeps_past=keeps_past)
    except BadTable as bad:
        put(form["name"], put_beside(form, bad.problems))
    return None


def _stored(
    cells: Cells, counter: Counter | None, action: Action, *, keeps_past: bool = True
) -> Counter:
    """Store a line and say so in the log, if it says anything new."""
    now, session = current_app.config["CLOCK"](), db.session()
    try:
        with change(session) as connection:
            before = line_of(counter) if counter else {}
            left = counter.office_id if counter else None
            stored = store(session, _numbered(cells, counter), now, keeps_past=keeps_past)
            after = line_of(stored)
            if changed := changes(before, {**after, **_name_of_place(cells)}):
                concerned = shared(session, [left or stored.office_id, stored.office_id])
                deed = Deed(action, "counter", stored.number, concerned, **changed)
                append(connection, _actor(left or stored.office_id), deed, now)
            return stored
    except IntegrityError as error:
        raise BadTable([Problem(1, gettext(AT_ONCE))]) from error


def _name_of_place(cells: Cells) -> Cells:
    """The name of a place that is new, which the log keeps with the counter."""
    return {name: cells[name] for name in ("place_name",) if name in cells}


def _numbered(cells: Cells, counter: Counter | None) -> Cells:
    """The line with a number of its own, and with a code for a place that is new."""
    session, office = db.session(), str(cells["office"])
    if cells["place"] == NEW_PLACE:
        cells = {**cells, "place": next_place(session, office)}
    if counter:
        return cells
    number = cells["number"] or next_number(session, office)
    if session.scalar(select(Counter.id).filter_by(number=number)):
        raise BadTable([Problem(1, gettext(TAKEN), "number")])
    return {**cells, "number": number}


def _said(form: CounterForm, counter: Counter | None) -> Cells:
    is_new_place = form.place.data == NEW_PLACE
    number = counter.number if counter else form["number"].data
    return {
        "number": number or "",
        "name": form.name.data or "",
        "place": form.place.data or "",
        **({"place_name": form.place_name.data or ""} if is_new_place else {}),
        "office": form.office.data or "",
        "fields": " ".join(form.fields.data or ()),
        "questionnaire": form.questionnaire.data or "",
        "opened": read_day(form.opened.data or "") or "",
    }


def _actor(office_id: int) -> Actor:
    return actor(Permission.OPERATE, office_id)


def _choices(counter: Counter | None) -> Choices:
    return choices(db.session(), part(), current_app.config["CLOCK"](), counter)


def _to(counter: Counter, words: str, **said: object) -> ResponseReturnValue:
    flash(gettext(words, **said))
    return redirect(url_for("counters.counter.show", counter_id=counter.id), 303)

"""The citizen's way: scan, answer, thanks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from wtforms import Form

from forms import Question, Questionnaire, Screen, form_class, given_answers, given_texts
from forms.questionnaire import Answers
from survey.at_once import Tap, is_stored_at_once
from survey.codes import as_typed
from survey.counters import Sign, sign
from survey.database import db, reading
from survey.failures import log_failure
from survey.models import Response
from survey.questionnaires import Version, by_digest, known, questionnaire_of, version_seen
from survey.store import Addition, Given, Outcome, Submission, add_answers, is_open, save_response
from survey.ticket import field_id, ticket_for, ticket_in
from survey.turns import writing

bp = Blueprint("respond", __name__, url_prefix="/s")


@bp.get("/<code>")
def ask(code: str) -> ResponseReturnValue:
    """The first screen, with a fresh identifier for the response to come."""
    connection = db.session.connection()
    counter = _open_counter(connection, code)
    if code != counter.code:
        return redirect(url_for(".ask", code=counter.code))
    version = _version(connection, counter)
    form = _form(counter, version)(token=uuid4())
    return _first_screen(counter, version, form)


@bp.post("/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Store what the first screen asks: from here on the person has been counted."""
    tap = _tap(as_typed(code))
    try:
        if tap and is_stored_at_once(db.engine, tap):
            return _after_first(tap.code, tap.id, tap.questionnaire, tap.given)
        return _answer(code)
    except SQLAlchemyError as error:
        log_failure(error)
        return _unsaved(code)


def _tap(code: str | None) -> Tap | None:
    """What was sent, if it can be stored without a look at the counter."""
    ticket = ticket_in(request.form)
    questionnaire = known(ticket.questionnaire) if ticket else None
    if code is None or ticket is None or questionnaire is None:
        return None
    form = form_class(questionnaire.asked_first)(request.form)
    if not form.validate():
        return None
    given = _given(questionnaire.asked_first, form)
    return Tap(ticket.token, code, ticket.field, "qr", questionnaire, given, moment=_now())


def _answer(code: str) -> ResponseReturnValue:
    """The long way, which finds out what is special about an answer."""
    with reading(db.engine) as connection:
        counter, version, form = _sent(connection, code)
        if not form.validate():
            return _first_screen(counter, version, form), 422
        submission = _submission(counter, version, form)
    with writing(db.engine) as transaction:
        outcome = save_response(transaction, submission, version.questionnaire)
    if outcome is Outcome.ELSEWHERE:
        return _thank(counter.code, is_late=False)
    return _after_first(counter.code, submission.id, version.questionnaire, submission.given)


def _unsaved(code: str) -> ResponseReturnValue:
    """The same page again, with what was typed on it, to be sent again."""
    with reading(db.engine) as connection:
        counter, version, form = _sent(connection, code)
        form.validate()
        return _first_screen(counter, version, form, is_unsaved=True), 503


@bp.route("/<code>/<uuid:response_id>", methods=["GET", "POST"])
def more(code: str, response_id: UUID) -> ResponseReturnValue:
    """The screens after the first, added to the same response for half an hour."""
    counter = _counter(db.session.connection(), code)
    response = _response(counter, response_id)
    questionnaire = questionnaire_of(db.session.connection(), response.questionnaire_id)
    screen = _screen(questionnaire, request.args.get("screen"), response.answers)
    if screen is None or not is_open(response.received_at, _now()):
        return _thank(counter.code, is_late=screen is not None)
    questions = questionnaire.asked_on(screen, response.answers)
    form = form_class(questions)(request.form)
    is_sent = request.method == "POST" and form.validate()
    if is_sent:
        try:
            return _add(counter, response, questionnaire, screen, _given(questions, form))
        except SQLAlchemyError as error:
            log_failure(error)
    return render_template(
        "respond/more.html",
        counter=counter,
        questions=[(question, form[question.key]) for question in questions],
        screen=screen,
        screens=questionnaire.screens,
        matter=questionnaire.matter,
        is_unsaved=is_sent,
    ), (503 if is_sent else 422 if form.errors else 200)


@bp.get("/<code>/thanks")
def thanks(code: str) -> ResponseReturnValue:
    """The last page, with the way to complain and be answered."""
    connection = db.session.connection()
    counter = _counter(connection, code)
    matter = _version(connection, counter).questionnaire.matter
    return render_template("respond/thanks.html", counter=counter, matter=matter)


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment


def _counter(connection: Connection, code: str) -> Sign:
    counter = sign(connection, as_typed(code) or "", _now())
    return counter or abort(404)


def _open_counter(connection: Connection, code: str) -> Sign:
    counter = _counter(connection, code)
    return counter if counter.is_open else abort(410)


def _sent(connection: Connection, code: str) -> tuple[Sign, Version, Form]:
    """The counter, and the first screen as the person saw and sent it."""
    counter = _open_counter(connection, code)
    version = _version(connection, counter, request.form.get("version"))
    return counter, version, _form(counter, version)(request.form)


def _version(connection: Connection, counter: Sign, digest: str | None = None) -> Version:
    """The version that the person saw, or else the one in force."""
    if counter.questionnaire_id is None or counter.questionnaire_digest is None:
        abort(410)
    in_force = by_digest(connection, counter.questionnaire_digest)
    if digest not in (None, in_force.digest):
        seen = version_seen(connection, counter.counter_id, digest, _now())
        if seen:
            return seen
    return Version(counter.questionnaire_id, in_force)


def _form(counter: Sign, version: Version) -> type[Form]:
    ticket: Any = ticket_for(counter.fields)
    return form_class(version.questionnaire.asked_first, ticket)


def _first_screen(counter: Sign, version: Version, form: Form, *, is_unsaved: bool = False) -> str:
    return render_template(
        "respond/ask.html",
        counter=counter,
        form=form,
        questionnaire=version.questionnaire,
        questions=[
            (question, form[question.key]) for question in version.questionnaire.asked_first
        ],
        is_unsaved=is_unsaved,
    )


def _submission(counter: Sign, version: Version, form: Form) -> Submission:
    moment = _now()
    return Submission(
        id=form.token.data,
        counter_id=counter.counter_id,
        office_id=counter.office_id,
        field_id=field_id(counter.fields, form),
        channel="qr",
        questionnaire_id=version.id,
        given=_given(version.questionnaire.asked_first, form),
        answered_at=moment,
        received_at=moment,
    )


def _given(questions: tuple[Question, ...], form: Form) -> Given:
    return Given(given_answers(questions, form), given_texts(questions, form))


def _response(counter: Sign, response_id: UUID) -> Response:
    response = db.session.get(Response, response_id)
    if response is None or response.counter_id != counter.counter_id:
        abort(404)
    return response


def _screen(questionnaire: Questionnaire, key: str | None, answers: Answers) -> Screen | None:
    """The screen with this key, or else the first that has something more to ask."""
    later = questionnaire.screens[1:]
    named = next((screen for screen in later if screen.key == key), None)
    return named or _next(questionnaire, questionnaire.screens[0], answers)


def _next(questionnaire: Questionnaire, after: Screen, answers: Answers) -> Screen | None:
    later = questionnaire.screens[questionnaire.screens.index(after) + 1 :]
    return next((screen for screen in later if questionnaire.asked_on(screen, answers)), None)


def _add(
    counter: Sign, response: Response, questionnaire: Questionnaire, screen: Screen, given: Given
) -> ResponseReturnValue:
    answers = {**response.answers, **given.answers}
    addition = Addition(
        response.id, counter.counter_id, response.questionnaire_id, given, received_at=_now()
    )
    db.session.rollback()
    with writing(db.engine) as transaction:
        outcome = add_answers(transaction, addition)
    if outcome is Outcome.TOO_LATE:
        return _thank(counter.code, is_late=True)
    return _on(counter.code, addition.response_id, _next(questionnaire, screen, answers))


def _after_first(
    code: str, response_id: UUID, questionnaire: Questionnaire, given: Given
) -> ResponseReturnValue:
    screen = _next(questionnaire, questionnaire.screens[0], given.answers)
    return _on(code, response_id, screen)


def _on(code: str, response_id: UUID, screen: Screen | None) -> ResponseReturnValue:
    if screen is None:
        return _thank(code, is_late=False)
    address = url_for(".more", code=code, response_id=response_id, screen=screen.key)
    return redirect(address, 303)


def _thank(code: str, *, is_late: bool) -> ResponseReturnValue:
    return redirect(url_for(".thanks", code=code, late=1 if is_late else None), 303)

"""The citizen's way: scan, answer, thanks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from wtforms import Form

from forms import Question, Questionnaire, Screen, form_class, given_answers, given_texts
from forms.questionnaire import Answers
from survey.codes import as_typed
from survey.counters import Sign, sign
from survey.database import db
from survey.languages import language
from survey.models import Response
from survey.questionnaires import Version, by_digest, questionnaire_of, version_of
from survey.store import Addition, Given, Outcome, Submission, add_answers, is_open, save_response
from survey.ticket import field_id, ticket_for

bp = Blueprint("respond", __name__, url_prefix="/s")


@bp.get("/<code>")
def ask(code: str) -> ResponseReturnValue:
    """The first screen, with a fresh identifier for the response to come."""
    counter = _open_counter(code)
    if code != counter.code:
        return redirect(url_for(".ask", code=counter.code))
    version = _version(counter, counter.questionnaire_version)
    ticket = ticket_for(counter, language())(token=uuid4(), version=version.questionnaire.version)
    return _first_screen(counter, ticket, form_class(_first(version), language())(), version)


@bp.post("/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Store what the first screen asks: from here on the person has been counted."""
    counter = _open_counter(code)
    ticket = ticket_for(counter, language())(request.form)
    version = _version(counter, ticket.version.data)
    form = form_class(_first(version), language())(request.form)
    if not (ticket.validate() & form.validate()):
        return _first_screen(counter, ticket, form, version), 422
    submission = _submission(counter, ticket, form, version)
    try:
        save_response(db.session(), submission, version.questionnaire)
    except SQLAlchemyError as error:
        current_app.extensions["log_failure"](error)
        return _first_screen(counter, ticket, form, version, is_unsaved=True), 503
    first, answers = version.questionnaire.screens[0], submission.given.answers
    return _on(counter, submission.id, _next(version.questionnaire, first, answers))


@bp.route("/<code>/<uuid:response_id>", methods=["GET", "POST"])
def more(code: str, response_id: UUID) -> ResponseReturnValue:
    """The screens after the first, added to the same response for half an hour."""
    counter = _counter(code)
    response = _response(counter, response_id)
    questionnaire = questionnaire_of(db.session.connection(), response.questionnaire_id)
    screen = _screen(questionnaire, request.args.get("screen"), response.answers)
    if screen is None or not is_open(response.received_at, _now()):
        return _thank(counter, is_late=screen is not None)
    questions = questionnaire.asked_on(screen, response.answers)
    form = form_class(questions, language())(request.form)
    if request.method == "POST" and form.validate():
        return _add(counter, response, questionnaire, screen, _given(questions, form))
    return render_template(
        "respond/more.html",
        counter=counter,
        questions=[(question, form[question.key]) for question in questions],
        screen=screen,
        screens=questionnaire.screens,
    ), (422 if form.errors else 200)


@bp.get("/<code>/thanks")
def thanks(code: str) -> ResponseReturnValue:
    """The last page, with the way to complain about a dossier."""
    return render_template("respond/thanks.html", counter=_counter(code))


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment


def _counter(code: str) -> Sign:
    counter = sign(db.session(), as_typed(code) or "", _now())
    return counter or abort(404)


def _open_counter(code: str) -> Sign:
    counter = _counter(code)
    return counter if counter.is_open else abort(410)


def _version(counter: Sign, number: int | None) -> Version:
    """The version that the person saw, or else the one in force."""
    connection = db.session.connection()
    if number not in (None, counter.questionnaire_version):
        seen = version_of(connection, counter.questionnaire_key, number)
        if seen:
            return seen
    in_force = by_digest(connection, counter.questionnaire_digest)
    return Version(counter.questionnaire_id, in_force)


def _first(version: Version) -> tuple[Question, ...]:
    return version.questionnaire.asked_on(version.questionnaire.screens[0], {})


def _first_screen(
    counter: Sign, ticket: Form, form: Form, version: Version, *, is_unsaved: bool = False
) -> str:
    return render_template(
        "respond/ask.html",
        counter=counter,
        ticket=ticket,
        questionnaire=version.questionnaire,
        questions=[(question, form[question.key]) for question in _first(version)],
        is_unsaved=is_unsaved,
    )


def _submission(counter: Sign, ticket: Form, form: Form, version: Version) -> Submission:
    moment = _now()
    return Submission(
        id=ticket.token.data,
        counter_id=counter.counter_id,
        office_id=counter.office_id,
        field_id=field_id(counter, ticket),
        channel="qr",
        questionnaire_id=version.id,
        given=_given(_first(version), form),
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
    addition = Addition(response.id, counter.counter_id, response.questionnaire_id, given, _now())
    response_id = response.id
    outcome = add_answers(db.session(), addition)
    if outcome is Outcome.TOO_LATE:
        return _thank(counter, is_late=True)
    return _on(counter, response_id, _next(questionnaire, screen, answers))


def _on(counter: Sign, response_id: UUID, screen: Screen | None) -> ResponseReturnValue:
    if screen is None:
        return _thank(counter, is_late=False)
    address = url_for(".more", code=counter.code, response_id=response_id, screen=screen.key)
    return redirect(address, 303)


def _thank(counter: Sign, *, is_late: bool) -> ResponseReturnValue:
    return redirect(url_for(".thanks", code=counter.code, late=1 if is_late else None), 303)

"""What a tablet sent, put through the same form as on the phone."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form

from forms import Question, form_class, given_answers, given_texts
from kiosk.entries import Entry
from kiosk.origins import Origin
from kiosk.refusals import Refused
from survey.store import Given
from survey.ticket import field_id, ticket_for


def given_in(entry: Entry, origin: Origin) -> tuple[Given, int]:
    """What the person gave, and about which field.

    What is not asked of somebody who gave the answers before is left out, as on the phone.
    """
    ticket: Any = ticket_for(origin.fields)
    asked = origin.questionnaire.asked_first
    form = form_class(asked, ticket)(_sent(entry, asked))
    if not form.validate():
        raise Refused("unknown-field" if form["field"].errors else "invalid-answers")
    answers, texts = given_answers(asked, form), given_texts(asked, form)
    for screen in origin.questionnaire.screens[1:]:
        asked = origin.questionnaire.asked_on(screen, answers)
        more = _later(entry, asked)
        answers |= given_answers(asked, more)
        texts |= given_texts(asked, more)
    return Given(answers, texts), field_id(origin.fields, form)


def _later(entry: Entry, asked: tuple[Question, ...]) -> Form:
    """A screen after the first, of which people may leave anything alone by going away."""
    form = form_class(asked)(_sent(entry, asked))
    form.validate()
    if any(form[question.key].errors for question in asked if entry.said_to(question)):
        raise Refused("invalid-answers")
    return form


def _sent(entry: Entry, asked: tuple[Question, ...]) -> MultiDict[str, Any]:
    """The entry as a browser would send it."""
    said = {question.key: entry.said_to(question) for question in asked}
    ticket = {"token": str(entry.id), "field": entry.field}
    return MultiDict({name: value for name, value in (ticket | said).items() if value})

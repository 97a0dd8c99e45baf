"""A questionnaire's screens with all their questions, to be looked at and not sent."""

from __future__ import annotations

from dataclasses import dataclass

from wtforms import Field

from forms import Question, Questionnaire, Screen, form_class


@dataclass(frozen=True)
class Shown:
    """A question as citizens see it, and on what it depends whether they do."""

    question: Question
    field: Field
    conditions: tuple[tuple[Question, tuple[str, ...]], ...]
    """Earlier questions, and the positions of the options of which one must have been given."""


def screens(questionnaire: Questionnaire) -> list[tuple[Screen, list[Shown]]]:
    """Each screen, also with what only some people are asked."""
    return [(screen, _shown(questionnaire, screen)) for screen in questionnaire.screens]


def _shown(questionnaire: Questionnaire, screen: Screen) -> list[Shown]:
    asked = tuple(each for each in questionnaire.questions if each.screen == screen.key)
    form = form_class(asked)()
    return [Shown(each, form[each.key], _conditions(questionnaire, each)) for each in asked]


def _conditions(
    questionnaire: Questionnaire, question: Question
) -> tuple[tuple[Question, tuple[str, ...]], ...]:
    """Of a draft an earlier question may have been taken out meanwhile."""
    known = {each.key: each for each in questionnaire.questions}
    named = (each for each in question.when if each.question in known)
    return tuple((known[each.question], tuple(sorted(each.one_of))) for each in named)

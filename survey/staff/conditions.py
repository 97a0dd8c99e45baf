"""Conditions on earlier answers, as rows of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import FieldList, Form, SelectMultipleField, StringField

from forms import Condition, Question, Questionnaire


class ConditionRow(Form):
    """A condition, or a row that was left empty."""

    question = StringField()
    one_of = SelectMultipleField(choices=[], validate_choice=False)


def conditions_in(rows: FieldList) -> tuple[Condition, ...]:
    """The conditions that were typed."""
    return tuple(
        Condition(row.form.question.data, frozenset(row.form.one_of.data or ()))
        for row in rows
        if row.form.question.data
    )


def as_rows(when: Iterable[Condition]) -> list[dict[str, Any]]:
    """What a form shows of conditions before anybody typed."""
    return [{"question": each.question, "one_of": sorted(each.one_of)} for each in when]


def with_an_empty_one(rows: FieldList) -> None:
    """Let one more condition be typed."""
    if not rows.entries or rows.entries[-1].form.question.data:
        rows.append_entry()


def names_one_twice(when: tuple[Condition, ...]) -> bool:
    """Whether two conditions name the same question, which a file cannot say."""
    return len({each.question for each in when}) < len(when)


def names_no_answer(when: Iterable[Condition]) -> bool:
    """Whether a question was chosen, and none of its answers."""
    return any(not each.one_of for each in when)


def earlier(questionnaire: Questionnaire, screen: str | None) -> Mapping[str, Question]:
    """What can be depended on: what is asked with options on a screen before, or on any screen."""
    screens = [each.key for each in questionnaire.screens]
    upto = screens.index(screen) if screen in screens else len(screens)
    return {
        question.key: question
        for question in questionnaire.questions
        if question.screen in screens[:upto] and question.options
    }

"""A web form made from questions: one function for each kind of question."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from wtforms import Field, Form, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from forms.questionnaire import Answer, Question

LONGEST_TEXT = 1000


def translatable(text: str) -> str:
    """Mark a text for the catalogue. The page that shows it translates it."""
    return text


CHOOSE_ONE = translatable("Choose one answer.")
NOT_AN_ANSWER = translatable("That is not one of the answers. Choose from the list.")
TOO_LONG = translatable("Write at most 1000 characters.")


class OneOf(RadioField):
    """Radio buttons that may be left alone."""

    def pre_validate(self, form: Form) -> None:
        if len(self.raw_data or ()) > 1:
            self.data = None  # Nobody knows which was meant, so the page shows neither as chosen.
            raise StopValidation(CHOOSE_ONE)
        if self.data is not None:
            super().pre_validate(form)


def scale(question: Question) -> Field:
    """Levels from bad to good, each with its words and perhaps a face."""
    return _one_of(question)


def choice(question: Question) -> Field:
    """One option of several."""
    return _one_of(question)


def choices(question: Question) -> Field:
    """Any number of options."""
    return SelectMultipleField(
        choices=question.option_keys,
        invalid_choice_message=NOT_AN_ANSWER,
    )


def text(question: Question) -> Field:  # noqa: ARG001 as the others are called
    """Free words, at most so many."""
    return TextAreaField(
        filters=[clean],
        validators=[Optional(), Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )


def clean(written: str | None) -> str | None:
    """Composed letters and line ends; no other control characters, which databases refuse."""
    composed = unicodedata.normalize("NFC", written or "").replace("\r\n", "\n")
    kept = (c for c in composed if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip() or None


FIELDS: Mapping[str, Callable[[Question], Field]] = {
    "scale": scale,
    "choice": choice,
    "choices": choices,
    "text": text,
}


def _one_of(question: Question) -> Field:
    needed = InputRequired(CHOOSE_ONE) if question.required else Optional()
    return OneOf(
        choices=question.option_keys,
        validators=[needed],
        invalid_choice_message=NOT_AN_ANSWER,
    )


@lru_cache(maxsize=256)
def form_class(questions: tuple[Question, ...], base: type[Form] = Form) -> type[Form]:
    """The form that asks these questions, besides what `base` has.

    It has no labels: a page takes its words from the questions, in its own language.
    """
    fields = {question.key: FIELDS[question.kind](question) for question in questions}
    return type("QuestionnaireForm", (base,), fields)


def given_answers(questions: Sequence[Question], form: Form) -> dict[str, Answer]:
    """What was chosen, in the order of the questionnaire, without what was left alone."""
    return {
        question.key: _in_order(question, form[question.key].data)
        for question in questions
        if question.options and form[question.key].data
    }


def given_texts(questions: Sequence[Question], form: Form) -> dict[str, str]:
    """What was written in words of one's own."""
    return {
        question.key: form[question.key].data
        for question in questions
        if not question.options and form[question.key].data
    }


def _in_order(question: Question, answer: Answer) -> Answer:
    if isinstance(answer, str):
        return answer
    return [key for key in question.option_keys if key in answer]

"""A question as a form, and the question that somebody made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    StringField,
)

from forms import Option, Question, Words
from forms.questionnaire import MOST_OPTIONS
from forms.reasons import Reason, because
from forms.sizes import MOST_QUESTIONS
from forms.web import clean, translatable
from survey.staff.conditions import (
    ConditionRow,
    as_rows,
    conditions_in,
    names_no_answer,
    names_one_twice,
    with_an_empty_one,
)
from survey.staff.wordings import sentence

EMPTY_ROWS = 3
"""How many more options may be typed at a time."""
WHOLE = re.compile(r"-?[0-9]{1,9}")
NOT_WHOLE = translatable("'%(given)s' is not a whole number")
NO_ANSWER_CHOSEN = translatable("Choose which answers it depends on.")
NAMED_TWICE = translatable("Two conditions name the same question; tick all its answers in one.")


def one_line(written: str | None) -> str:
    """Words without line breaks or spaces at their ends."""
    return " ".join((clean(written) or "").split())


class Words2(Form):
    """The same words in both languages."""

    vi = StringField(filters=[one_line])
    en = StringField(filters=[one_line])

    @property
    def lacking(self) -> StringField:
        """The words that are missing; the Vietnamese if none are, or both."""
        return self.en if self.vi.data and not self.en.data else self.vi


class OptionRow(Words2):
    """An option, or a row that was left empty."""

    key = StringField(filters=[one_line])
    satisfied = BooleanField()
    face = StringField()
    points = StringField(filters=[one_line])
    conditions = FieldList(FormField(ConditionRow), max_entries=MOST_QUESTIONS)

    @property
    def is_empty(self) -> bool:
        return not (self.key.data or self.vi.data or self.en.data)


class QuestionForm(FlaskForm):
    """Everything of a question that is edited on a page."""

    digest = HiddenField()
    key = StringField(filters=[one_line])
    kind = StringField()
    vi = StringField(filters=[one_line])
    en = StringField(filters=[one_line])
    hint_vi = StringField(filters=[one_line])
    hint_en = StringField(filters=[one_line])
    screen = StringField()
    role = StringField()
    factor = StringField()
    block = StringField()
    group = StringField()
    indicator = StringField(filters=[one_line])
    required = BooleanField()
    conditions = FieldList(FormField(ConditionRow), max_entries=MOST_QUESTIONS)
    options = FieldList(FormField(OptionRow), max_entries=MOST_OPTIONS)

    def with_rows(self) -> QuestionForm:
        """With some empty rows for more options and conditions."""
        filled = sum(not row.form.is_empty for row in self.options)
        while len(self.options) < min(filled + EMPTY_ROWS, MOST_OPTIONS):
            self.options.append_entry()
        with_an_empty_one(self.conditions)
        if self.kind.data == "derived":
            for row in self.options:
                with_an_empty_one(row.form.conditions)
        return self

    @property
    def has_points(self) -> bool:
        """Whether options are worth something, so that the page asks for it."""
        return bool(self.indicator.data) or any(row.form.points.data for row in self.options)

    def question(self) -> Question:
        """The question that was typed."""
        kind = self.kind.data or ""
        return Question(
            key=self.key.data or "",
            kind=kind,
            words=Words(self.vi.data or "", self.en.data or ""),
            screen=None if kind == "derived" else self.screen.data or None,
            options=tuple(self._options()),
            required=self.required.data,
            role=self.role.data or None,
            factor=self.factor.data or None,
            block=self.block.data or None,
            group=self.group.data or None,
            indicator=_number(self.indicator.data),
            when=conditions_in(self.conditions),
            hint=self._hint(),
        )

    def blame(self, reason: Reason) -> None:
        """Say a reason beside the field that it is about."""
        name = BLAMED.get(reason.about, "key")
        if name == "conditions" and self.kind.data == "derived":
            name = "options"
        if reason.about in ("words", "hint"):
            vi, en = ("vi", "en") if reason.about == "words" else ("hint_vi", "hint_en")
            name = en if self[vi].data and not self[en].data else vi
        said = sentence(reason)
        if said not in self[name].errors:
            self[name].errors = [*self[name].errors, said]

    def blame_for_what_no_file_says(self) -> None:
        """Say what is wrong with what was typed before it is a question."""
        if self.indicator.data and _number(self.indicator.data) is None:
            self.blame(because(NOT_WHOLE, "indicator", given=self.indicator.data))
        for row in self.options:
            if row.form.points.data and _number(row.form.points.data) is None:
                self.blame(because(NOT_WHOLE, "options", given=row.form.points.data))
        for about, rows in self._all_conditions():
            when = conditions_in(rows)
            if names_no_answer(when):
                self.blame(because(NO_ANSWER_CHOSEN, about))
            if names_one_twice(when):
                self.blame(because(NAMED_TWICE, about))

    def _all_conditions(self) -> Iterator[tuple[str, FieldList]]:
        yield "conditions", self.conditions
        for row in self.options:
            yield "options", row.form.conditions

    def _options(self) -> Iterable[Option]:
        for row in self.options:
            if row.form.is_empty:
                continue
            yield Option(
                key=row.form.key.data or "",
                words=Words(row.form.vi.data or "", row.form.en.data or ""),
                satisfied=row.form.satisfied.data,
                face=row.form.face.data or None,
                points=_number(row.form.points.data),
                when=conditions_in(row.form.conditions),
            )

    def _hint(self) -> Words | None:
        vi, en = self.hint_vi.data or "", self.hint_en.data or ""
        return Words(vi, en) if vi or en else None


BLAMED: Mapping[str, str] = {
    name: name
    for name in (
        "key",
        "kind",
        "screen",
        "role",
        "factor",
        "block",
        "group",
        "indicator",
        "required",
        "options",
        "conditions",
    )
} | {"when": "conditions"}


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and WHOLE.fullmatch(typed) else None


def typed(question: Question) -> dict[str, Any]:
    """What the form shows of a question before anybody typed."""
    return {
        "key": question.key,
        "kind": question.kind,
        "vi": question.words.vi,
        "en": question.words.en,
        "hint_vi": question.hint.vi if question.hint else "",
        "hint_en": question.hint.en if question.hint else "",
        "screen": question.screen or "",
        "role": question.role or "",
        "factor": question.factor or "",
        "block": question.block or "",
        "group": question.group or "",
        "indicator": _typed(question.indicator),
        "required": question.required,
        "conditions": as_rows(question.when),
        "options": [
            {
                "key": option.key,
                "vi": option.words.vi,
                "en": option.words.en,
                "satisfied": option.satisfied,
                "face": option.face or "",
                "points": _typed(option.points),
                "conditions": as_rows(option.when),
            }
            for option in question.options
        ],
    }


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)

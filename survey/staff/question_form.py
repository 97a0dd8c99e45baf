"""A question as a form, and the question that somebody made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectMultipleField,
    StringField,
)

from forms import Condition, Option, Question, Words
from forms.questionnaire import MOST_OPTIONS
from forms.reasons import Reason
from forms.web import clean
from survey.staff.wordings import sentence

EMPTY_ROWS = 3
"""How many more options may be typed at a time."""


def one_line(written: str | None) -> str:
    """Words without line breaks or spaces at their ends."""
    return " ".join((clean(written) or "").split())


class Words2(Form):
    """The same words in both languages."""

    vi = StringField(filters=[one_line])
    en = StringField(filters=[one_line])


class OptionRow(Words2):
    """An option, or a row that was left empty."""

    key = StringField(filters=[one_line])
    satisfied = BooleanField()
    face = StringField()
    points = StringField()

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
    required = BooleanField()
    condition = StringField()
    one_of = SelectMultipleField(choices=[], validate_choice=False)
    options = FieldList(FormField(OptionRow), max_entries=MOST_OPTIONS)

    def with_rows(self) -> QuestionForm:
        """With some empty rows for more options."""
        filled = sum(not row.form.is_empty for row in self.options)
        while len(self.options) < min(filled + EMPTY_ROWS, MOST_OPTIONS):
            self.options.append_entry()
        return self

    def question(self, before: Question | None) -> Question:
        """The question that was typed; what a page does not show is as it was."""
        kind = self.kind.data or ""
        return Question(
            key=self.key.data or "",
            kind=kind,
            words=Words(self.vi.data or "", self.en.data or ""),
            screen=None if kind == "derived" else self.screen.data or None,
            options=tuple(self._options(before)),
            required=self.required.data,
            role=self.role.data or None,
            factor=self.factor.data or None,
            block=before.block if before else None,
            group=before.group if before else None,
            indicator=before.indicator if before else None,
            when=self._when(before),
            hint=self._hint(),
        )

    def blame(self, reason: Reason) -> None:
        """Say a reason beside the field that it is about."""
        name = BLAMED.get(reason.about, "key")
        if reason.about in ("words", "hint"):
            vi, en = ("vi", "en") if reason.about == "words" else ("hint_vi", "hint_en")
            name = en if self[vi].data and not self[en].data else vi
        self[name].errors = [*self[name].errors, sentence(reason)]

    def _options(self, before: Question | None) -> Iterable[Option]:
        known = {option.key: option for option in before.options} if before else {}
        for row in self.options:
            if row.form.is_empty:
                continue
            was = known.get(row.form.key.data)
            points = row.form.points.data
            yield Option(
                key=row.form.key.data or "",
                words=Words(row.form.vi.data or "", row.form.en.data or ""),
                satisfied=row.form.satisfied.data,
                face=row.form.face.data or None,
                points=int(points) if points in ("0", "1", "2") else None,
                when=was.when if was else (),
            )

    def _when(self, before: Question | None) -> tuple[Condition, ...]:
        others = before.when[1:] if before else ()
        if not self.condition.data:
            return others
        first = Condition(self.condition.data, frozenset(self.one_of.data or ()))
        return (first, *(each for each in others if each.question != first.question))

    def _hint(self) -> Words | None:
        vi, en = self.hint_vi.data or "", self.hint_en.data or ""
        return Words(vi, en) if vi or en else None


BLAMED: Mapping[str, str] = {
    name: name for name in ("key", "kind", "screen", "role", "factor", "required", "options")
} | {"when": "condition"}


def typed(question: Question) -> dict[str, Any]:
    """What the form shows of a question before anybody typed."""
    first = question.when[0] if question.when else None
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
        "required": question.required,
        "condition": first.question if first else "",
        "one_of": sorted(first.one_of) if first else [],
        "options": [
            {
                "key": option.key,
                "vi": option.words.vi,
                "en": option.words.en,
                "satisfied": option.satisfied,
                "face": option.face or "",
                "points": "" if option.points is None else str(option.points),
            }
            for option in question.options
        ],
    }

"""Forms of those who follow up: an answer to a comment, a remedy, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError

from forms.web import translatable
from survey.comments import places_of
from survey.models.remedies import LONGEST_WHO, LONGEST_WORDS
from survey.remedies import Promise
from survey.staff.forms import NO_DAY, on_one_line, visible

SHAPES = ("%Y-%m-%d", "%d/%m/%Y")
"""What a browser sends for a day, and what people type where it offers no calendar."""
FIRST_YEAR, LAST_YEAR = 2000, 2999

NO_OFFICE = translatable("Choose the office.")
NO_FIELD = translatable("Choose a field of the list, or all fields.")
NO_WORDS = translatable("Write 1 to 1000 characters.")
NO_WHO = translatable("Say who is in charge, in at most 200 characters.")
PAST = translatable("That day has passed. Give today or a later day.")
NOT_YET = translatable("That day has not come yet.")
NOT_THERE = translatable("Type two characters or more, just as they stand in the comment.")
NO_REMEDY = translatable("Choose a remedy of the list.")
FEWEST = 2
"""Fewer characters stand in nearly every word."""
ALL_FIELDS = "all"
"""In the place of a field's code."""


def day_in(typed: str | None) -> date | None:
    """The day that somebody typed, if it is one."""
    for shape in SHAPES:
        try:
            found = datetime.strptime((typed or "").strip(), shape).date()  # noqa: DTZ007 a day
        except ValueError:
            continue
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
    return None


def as_it_stands(typed: str | None) -> str:
    return " ".join((typed or "").split())


def some_words(most: int, objection: str) -> Callable[[Any, Field], None]:
    """Refuses what says nothing, and what is an essay. A line ends in one character."""

    def check(_: Any, field: Field) -> None:
        field.data = (field.data or "").replace("\r\n", "\n")
        if not 0 < len(field.data) <= most:
            raise ValidationError(objection)

    return check


class AnswerForm(FlaskForm):
    """What was answered to a comment, and where."""

    note = StringField(filters=[visible], validators=[some_words(LONGEST_WORDS, NO_WORDS)])


class HideForm(FlaskForm):
    """Words of a comment that point to a person."""

    words = StringField(filters=[as_it_stands])

    def __init__(self, comment: str, **options: Any) -> None:
        super().__init__(**options)
        self.comment = comment

    def validate_words(self, field: Field) -> None:
        if len(field.data) < FEWEST or not places_of(field.data, self.comment):
            raise ValidationError(NOT_THERE)


class JoinForm(FlaskForm):
    """A remedy that is there already and meets a comment too."""

    remedy = StringField()

    def __init__(self, remedies: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.remedies = remedies

    def validate_remedy(self, field: Field) -> None:
        if field.data not in self.remedies:
            raise ValidationError(NO_REMEDY)


class RemedyForm(FlaskForm):
    """Who does what by when, for an office and perhaps one field."""

    office = StringField()
    field = StringField(default=ALL_FIELDS)
    what = StringField(filters=[visible], validators=[some_words(LONGEST_WORDS, NO_WORDS)])
    who = StringField(filters=[on_one_line], validators=[some_words(LONGEST_WHO, NO_WHO)])
    due = StringField()

    def __init__(
        self, offices: Mapping[str, str], fields: Mapping[str, str], earliest: date, **options: Any
    ) -> None:
        super().__init__(**options)
        self.offices, self.fields, self.earliest = offices, fields, earliest

    def validate_office(self, field: Field) -> None:
        if len(self.offices) == 1:
            field.data = next(iter(self.offices))
        if field.data not in self.offices:
            raise ValidationError(NO_OFFICE)

    def validate_field(self, field: Field) -> None:
        if field.data not in self.fields:
            raise ValidationError(NO_FIELD)

    def validate_due(self, field: Field) -> None:
        day = day_in(field.data)
        if day is None:
            raise ValidationError(NO_DAY)
        if day < self.earliest:
            raise ValidationError(PAST)

    @property
    def promise(self) -> Promise:
        """What was typed, once it is right."""
        due = day_in(self.due.data)
        if due is None:
            raise ValueError(f"{self.due.data!r} was not validated")
        return Promise(
            office_id=int(self.office.data),
            field_id=None if self.field.data == ALL_FIELDS else int(self.field.data),
            what=self.what.data,
            who=self.who.data,
            due_on=due,
        )


class DoneForm(FlaskForm):
    """What came of a remedy, and when."""

    done = StringField()
    outcome = StringField(filters=[visible], validators=[some_words(LONGEST_WORDS, NO_WORDS)])

    def __init__(self, today: date, **options: Any) -> None:
        super().__init__(**options)
        self.today = today

    def validate_done(self, field: Field) -> None:
        day = day_in(field.data)
        if day is None:
            raise ValidationError(NO_DAY)
        if day > self.today:
            raise ValidationError(NOT_YET)

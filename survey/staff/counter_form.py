"""What somebody says of a counter that is added or changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField, StringField, ValidationError

from forms.web import translatable
from survey.loading.cells import CODE, day
from survey.loading.problems import Refused
from survey.models import Counter
from survey.staff.counter_choices import NEW_PLACE, Choices

LONGEST_NAME = 200

NO_NUMBER = translatable(
    "A number has at most 60 letters without accents, digits, hyphens, points and underscores, "
    "and begins with a letter or a digit."
)
TAKEN = translatable("There is a counter with this number already.")
NO_NAME = translatable("Say what it is called, in at most 200 characters.")
NO_OFFICE = translatable("Choose the office that is responsible.")
NO_PLACE = translatable("Choose where the counter stands.")
NO_FIELD = translatable("Choose at least one field, and only fields of the list.")
NO_QUESTIONNAIRE = translatable("Choose a questionnaire.")
NO_DAY = translatable("That is not a date such as 31/12/2026.")


def tidy(text: str | None) -> str:
    """On one line, without spaces around it."""
    return " ".join((text or "").split())


def read_day(text: str) -> date | None:
    """The day that somebody typed or chose, if it is one."""
    try:
        return day(text)
    except Refused:
        return None


class CounterForm(FlaskForm):
    """A counter, but for its number and until when it is open. That it is another office's holds
    from today on, unless what stood there was a mistake."""

    name = StringField(filters=[tidy])
    office = StringField()
    was_a_mistake = BooleanField()
    place = StringField()
    place_name = StringField(filters=[tidy])
    fields = SelectMultipleField(validate_choice=False)
    questionnaire = StringField()
    opened = StringField(filters=[tidy])

    def __init__(self, choices: Choices, **options: Any) -> None:
        super().__init__(**options)
        self.choices = choices

    def validate_name(self, field: StringField) -> None:
        _named(field)

    def validate_office(self, field: StringField) -> None:
        _one_of(field, self.choices.offices, NO_OFFICE)

    def validate_place(self, field: StringField) -> None:
        _one_of(field, {**self.choices.places, NEW_PLACE: ""}, NO_PLACE)

    def validate_place_name(self, field: StringField) -> None:
        if self.place.data == NEW_PLACE:
            _named(field)

    def validate_fields(self, field: SelectMultipleField) -> None:
        if not field.data or not set(field.data) <= set(self.choices.fields):
            raise ValidationError(NO_FIELD)

    def validate_questionnaire(self, field: StringField) -> None:
        _one_of(field, self.choices.questionnaires, NO_QUESTIONNAIRE)

    def validate_opened(self, field: StringField) -> None:
        if field.data and read_day(field.data) is None:
            raise ValidationError(NO_DAY)


class NewCounter(CounterForm):
    """A counter to be added; its number is proposed if none is given."""

    number = StringField(filters=[tidy])

    def validate_number(self, field: StringField) -> None:
        if field.data and not CODE.fullmatch(field.data):
            raise ValidationError(NO_NUMBER)


class Closing(FlaskForm):
    """From which day on a counter is closed."""

    closed = StringField(filters=[tidy])

    def validate_closed(self, field: StringField) -> None:
        if read_day(field.data or "") is None:
            raise ValidationError(NO_DAY)


def as_it_is(counter: Counter) -> dict[str, Any]:
    """What a form shows of a counter that is there."""
    return {
        "name": counter.name,
        "office": counter.office.code,
        "place": counter.place.code,
        "fields": [field.code for field in counter.fields],
        "questionnaire": counter.questionnaire_key,
        "opened": counter.opened.isoformat() if counter.opened else "",
    }


def _named(field: StringField) -> None:
    if not 0 < len(field.data or "") <= LONGEST_NAME:
        raise ValidationError(NO_NAME)


def _one_of(field: StringField, choices: Mapping[str, str], otherwise: str) -> None:
    if field.data not in choices:
        raise ValidationError(otherwise)

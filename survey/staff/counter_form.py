"""What somebody says of a counter that is added, changed or closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, Field, SelectMultipleField, StringField, ValidationError

from forms.web import translatable
from survey.counter_lines import NEW_PLACE
from survey.setting_up import Said
from survey.staff.counter_choices import Choices
from survey.staff.lines import Cell, LineForm

NO_NAME = translatable("Say what it is called.")
NO_OFFICE = translatable("Choose the office that is responsible.")
NO_PLACE = translatable("Choose where the counter stands.")
NO_FIELD = translatable("Choose at least one field, and only fields of the list.")
NO_QUESTIONNAIRE = translatable("Choose a questionnaire.")


class CounterForm(LineForm):
    """A counter, but for its number and until when it is open."""

    COLUMNS = ("number", "name", "place", "office", "questionnaire", "opened")
    name = Cell()
    office = StringField()
    was_a_mistake = BooleanField()
    place = StringField()
    place_name = Cell()
    fields = SelectMultipleField(validate_choice=False)
    questionnaire = StringField()
    opened = Cell()

    def __init__(self, choices: Choices, **options: Any) -> None:
        super().__init__(**options)
        self.choices = choices

    @property
    def line(self) -> Said:
        """A file has the codes of the fields in one cell; a place that is there has a name."""
        new = {"place_name": self.place_name.data or ""} if self.place.data == NEW_PLACE else {}
        return {**super().line, **new, "fields": " ".join(sorted(self.fields.data or ()))}

    def fill(self, said: Said) -> None:
        super().fill(said)
        self.fields.data = said["fields"].split()

    def validate_name(self, field: Field) -> None:
        _named(field)

    def validate_place_name(self, field: Field) -> None:
        if self.place.data == NEW_PLACE:
            _named(field)

    def validate_office(self, field: Field) -> None:
        _one_of(field, self.choices.offices, NO_OFFICE)

    def validate_place(self, field: Field) -> None:
        _one_of(field, {**self.choices.places, NEW_PLACE: ""}, NO_PLACE)

    def validate_fields(self, field: Field) -> None:
        if not field.data or not set(field.data) <= set(self.choices.fields):
            raise ValidationError(NO_FIELD)

    def validate_questionnaire(self, field: Field) -> None:
        _one_of(field, self.choices.questionnaires, NO_QUESTIONNAIRE)


class NewCounter(CounterForm):
    """A counter to be added; its number is proposed if none is given."""

    number = Cell()


class Closing(LineForm):
    """From which day on a counter is closed."""

    COLUMNS = ("closed",)
    closed = Cell()


def _named(field: Field) -> None:
    """The one thing to type that is needed is missed together with what is to be chosen."""
    if not field.data:
        raise ValidationError(NO_NAME)


def _one_of(field: Field, choices: Mapping[str, str], otherwise: str) -> None:
    if field.data not in choices:
        raise ValidationError(otherwise)

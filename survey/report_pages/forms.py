"""The form with which a report is published."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField, ValidationError

from forms.web import translatable
from survey.editions.said import Said
from survey.models.editions import LONGEST_NOTE, LONGEST_REMARKS
from survey.staff.forms import visible

NO_NOTE = translatable("Say what changed since the edition before.")
TOO_LONG_A_NOTE = translatable("This is too long: at most 1,000 characters.")
TOO_LONG = translatable("This is too long: at most 4,000 characters.")


class PublishForm(FlaskForm):
    """What is said beside the figures, and the figures that were looked at."""

    note = TextAreaField()
    remarks = TextAreaField()
    next_steps = TextAreaField()
    seen = HiddenField()

    def __init__(self, *, needs_note: bool, **options: Any) -> None:
        super().__init__(**options)
        self.needs_note = needs_note

    def validate_note(self, field: TextAreaField) -> None:
        if self.needs_note and not visible(field.data):
            raise ValidationError(NO_NOTE)
        _at_most(field, LONGEST_NOTE, TOO_LONG_A_NOTE)

    def validate_remarks(self, field: TextAreaField) -> None:
        _at_most(field, LONGEST_REMARKS, TOO_LONG)

    def validate_next_steps(self, field: TextAreaField) -> None:
        _at_most(field, LONGEST_REMARKS, TOO_LONG)

    @property
    def said(self) -> Said:
        """What is kept: the first edition needs no note and has none."""
        note = self.note.data if self.needs_note else None
        return Said(note, self.remarks.data, self.next_steps.data)


def _at_most(field: TextAreaField, most: int, objection: str) -> None:
    if len(visible(field.data).replace("\r\n", "\n")) > most:
        raise ValidationError(objection)

"""What a form carries besides its questions: whose response it is, and about which field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField
from wtforms.validators import InputRequired, Optional, ValidationError

from forms.web import OneOf, translatable
from survey.counters import ServedField

CHOOSE_FIELD = translatable("Choose what this is about.")
NOT_SERVED = translatable("This counter does not serve that field. Choose one from the list.")
OUT_OF_DATE = translatable("This page was out of date. Nothing was stored yet: please send again.")


class TokenField(HiddenField):
    """The identifier of the response, made with the form."""

    def process_formdata(self, values: list[str]) -> None:
        self.data = None
        if values:
            self.data = _uuid(values[0])

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002
        """A form without a usable identifier gets a new one, and has to be sent again."""
        if self.data is None:
            self.data = uuid4()
            raise ValidationError(OUT_OF_DATE)


@dataclass(frozen=True)
class Ticket:
    """What a form carries, as it was sent."""

    token: UUID
    field: str
    questionnaire: str
    """The SHA-256 of the version that the person saw."""


def ticket_in(sent: MultiDict[str, str]) -> Ticket | None:
    """What a form carries, if it carries each thing once."""
    named = [sent.getlist(name) for name in ("token", "field", "version")]
    if any(len(values) != 1 for values in named):
        return None
    (token,), (field,), (version,) = named
    id_ = _uuid(token)
    return Ticket(id_, field, version) if id_ else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def ticket_for(fields: tuple[ServedField, ...]) -> type[Form]:
    """The form that carries a response to a counter that serves these fields."""
    members: dict[str, Any] = {
        "token": TokenField(),
        "field": OneOf(
            choices=[field.code for field in fields],
            validators=[Optional() if len(fields) == 1 else InputRequired(CHOOSE_FIELD)],
            invalid_choice_message=NOT_SERVED,
        ),
    }
    return type("Ticket", (Form,), members)


def field_id(fields: Sequence[ServedField], form: Form) -> int:
    """Of these fields the one that the person chose, or the only one there is."""
    chosen = form["field"].data or fields[0].code
    return next(field.id for field in fields if field.code == chosen)

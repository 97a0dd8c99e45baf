"""What somebody says of a tablet that is added or moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import StringField, ValidationError

from forms.web import translatable
from survey.codes import as_typed
from survey.models import Counter, CounterCode, Office
from survey.parts import Part, within

LONGEST_NUMBER = 40
LONGEST_NAME = 120
MOST_CHOICES = 200
"""Of more counters no list is shown: one is named by its number."""

NOT_CHOSEN = translatable("Choose the counter.")
NO_COUNTER = translatable("There is no such counter in your part. Give its number or its code.")
LONG_NUMBER = translatable("At most 40 characters.")
LONG_NAME = translatable("At most 120 characters.")


def tidy(text: str | None) -> str:
    """On one line, without spaces around it and without what databases refuse."""
    return " ".join((text or "").replace("\0", " ").split())


class Moving(FlaskForm):
    """A counter, by its number or its code."""

    counter = StringField(filters=[tidy])

    def __init__(self, counters: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.counters = counters

    def refuse_counter(self) -> None:
        """Say that none was chosen, or that there is no such counter."""
        self.counter.errors = [NO_COUNTER if self.counter.data else NOT_CHOSEN]


class NewTablet(Moving):
    """A tablet: where it stands, and what people call it."""

    name = StringField(filters=[tidy])
    number = StringField(filters=[tidy])

    def validate_name(self, field: StringField) -> None:
        if len(field.data or "") > LONGEST_NAME:
            raise ValidationError(LONG_NAME)

    def validate_number(self, field: StringField) -> None:
        if len(field.data or "") > LONGEST_NUMBER:
            raise ValidationError(LONG_NUMBER)


def counters_in(session: Session, part: Part) -> Mapping[str, str]:
    """The counters of a part by their numbers, unless there are very many."""
    mine = (
        select(Counter.number, Counter.name, Office.name)
        .join(Counter.office)
        .where(within(Counter.office_id, part))
        .order_by(Office.folded, Counter.folded, Counter.id)
        .limit(MOST_CHOICES + 1)
    )
    rows = session.execute(mine).all()
    if len(rows) > MOST_CHOICES:
        return {}
    return {number: f"{number} · {name} · {office}" for number, name, office in rows}


def has_counters(session: Session, part: Part) -> bool:
    """Whether there is a counter at all at which a tablet could stand."""
    return bool(session.scalar(select(Counter.id).where(within(Counter.office_id, part)).limit(1)))


def counter_in(session: Session, part: Part, number_or_code: str) -> Counter | None:
    """The counter of a part with this number, or else with this code."""
    mine = select(Counter).where(within(Counter.office_id, part))
    held = select(CounterCode.counter_id).filter_by(code=as_typed(number_or_code))
    by_code = mine.where(Counter.id.in_(held))
    return session.scalar(mine.filter_by(number=number_or_code)) or session.scalar(by_code)

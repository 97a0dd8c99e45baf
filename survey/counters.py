"""A counter as the person in front of it sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, bindparam, select

from survey.database import UTCDateTime
from survey.models import Counter, CounterCode, Field, Office, Place, QuestionnaireVersion
from survey.models.offices import counter_fields
from survey.periods import local_day


@dataclass(frozen=True)
class ServedField:
    """A field that a counter serves."""

    id: int
    code: str
    name_vi: str
    name_en: str

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_vi


@dataclass(frozen=True)
class Sign:
    """What stands behind a code: whose counter it is, and what it asks about."""

    code: str
    counter_id: int
    counter_name: str
    place_name: str
    office_id: int
    office_name: str
    complaints: str | None
    questionnaire_key: str
    questionnaire_id: int
    questionnaire_version: int
    questionnaire_digest: str
    is_revoked: bool
    is_closed: bool
    fields: tuple[ServedField, ...]

    @property
    def is_open(self) -> bool:
        return not (self.is_revoked or self.is_closed)


def sign(connection: Connection, code: str, now: datetime) -> Sign | None:
    """The counter that a code stands for, if there has ever been one."""
    rows = connection.execute(_behind(), {"code": code, "now": now}).all()
    if not rows:
        return None
    first = rows[0]
    day = local_day(now)
    return Sign(
        code=first.code,
        counter_id=first.counter_id,
        counter_name=first.counter_name,
        place_name=first.place_name,
        office_id=first.office_id,
        office_name=first.office_name,
        complaints=first.complaints,
        questionnaire_key=first.questionnaire_key,
        questionnaire_id=first.questionnaire_id,
        questionnaire_version=first.version,
        questionnaire_digest=first.digest,
        is_revoked=first.revoked_at is not None and first.revoked_at <= now,
        is_closed=not all(
            _is_open(opened, closed, day)
            for opened, closed in (
                (first.counter_opened, first.counter_closed),
                (first.place_opened, first.place_closed),
                (first.office_opened, first.office_closed),
            )
        ),
        fields=tuple(
            ServedField(row.field_id, row.field_code, row.name_vi, row.name_en)
            for row in rows
            if _is_open(row.field_opened, row.field_closed, day)
        ),
    )


def _is_open(opened: date | None, closed: date | None, day: date) -> bool:
    return (opened is None or opened <= day) and (closed is None or day < closed)


@cache
def _behind() -> Select[*tuple[Any, ...]]:
    """A row for each field that the counter of `:code` serves, with all that a page needs."""
    return (
        select(
            CounterCode.code,
            CounterCode.revoked_at,
            Counter.id.label("counter_id"),
            Counter.name.label("counter_name"),
            Counter.questionnaire_key,
            Counter.opened.label("counter_opened"),
            Counter.closed.label("counter_closed"),
            Place.name.label("place_name"),
            Place.opened.label("place_opened"),
            Place.closed.label("place_closed"),
            Office.id.label("office_id"),
            Office.name.label("office_name"),
            Office.complaints,
            Office.opened.label("office_opened"),
            Office.closed.label("office_closed"),
            QuestionnaireVersion.id.label("questionnaire_id"),
            QuestionnaireVersion.version,
            QuestionnaireVersion.digest,
            Field.id.label("field_id"),
            Field.code.label("field_code"),
            Field.name_vi,
            Field.name_en,
            Field.opened.label("field_opened"),
            Field.closed.label("field_closed"),
        )
        .join_from(CounterCode, Counter)
        .join(Place, Place.id == Counter.place_id)
        .join(Office, Office.id == Counter.office_id)
        .join(counter_fields, counter_fields.c.counter_id == Counter.id)
        .join(Field, Field.id == counter_fields.c.field_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == _questionnaire_in_force())
        .where(CounterCode.code == bindparam("code"))
        .order_by(Field.name_vi)
    )


def _questionnaire_in_force() -> ScalarSelect[int]:
    """The newest version, published by `:now`, of the questionnaire that the counter shows."""
    return (
        select(QuestionnaireVersion.id)
        .where(
            QuestionnaireVersion.key == Counter.questionnaire_key,
            QuestionnaireVersion.published_at <= bindparam("now", type_=UTCDateTime()),
        )
        .order_by(QuestionnaireVersion.version.desc())
        .limit(1)
        .correlate(Counter)
        .scalar_subquery()
    )

"""A counter as the person in front of it sees it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Select,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import join

from survey.database import table_of
from survey.models import Counter, CounterCode, Field, Office, Place, QuestionnaireVersion
from survey.models.offices import counter_fields
from survey.parts import is_open
from survey.periods import local_day
from survey.publications import NOW, in_force, was_in_force

TODAY = bindparam("today", type_=Date())
COMMITTEE = re.compile("^(UBND|Ủy ban nhân dân) ")


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

    fields: tuple[ServedField, ...]
    code: str
    """As it was asked for; nothing for a tablet, which knows its counter without one."""
    counter_id: int
    counter_name: str
    place_name: str
    office_id: int
    office_name: str
    complaints: str | None
    questionnaire_id: int | None
    questionnaire_digest: str | None
    is_in_use: bool
    """Whether the counter, its place and its office are, and the code if there is one."""

    @property
    def is_open(self) -> bool:
        """Whether people can answer here: about a field, and with a questionnaire in force."""
        return self.is_in_use and bool(self.fields) and self.questionnaire_id is not None

    @property
    def where(self) -> str:
        """The counter and its place, without what the name of the office has said."""
        counter = self.counter_name.removesuffix(self.office_name).rstrip(" :–-,")
        place = "" if _is_said(self.place_name, self.office_name) else self.place_name
        return " · ".join(filter(None, (counter, place)))


def sign(connection: Connection, code: str, now: datetime) -> Sign | None:
    """The counter that a code stands for, if there has ever been one."""
    values = {"code": code, "channel": "qr", "now": now, "today": local_day(now)}
    return _read(connection.execute(_behind(), values).all(), code)


def signs(connection: Connection, codes: Sequence[str], now: datetime) -> Mapping[str, Sign]:
    """The counters that some codes stand for, each by its code."""
    coded = _described(join(CounterCode, Counter), is_in_use()).add_columns(CounterCode.code)
    values = {"channel": "qr", "now": now, "today": local_day(now)}
    rows = defaultdict(list)
    for row in connection.execute(coded.where(CounterCode.code.in_(codes)), values):
        rows[row[-1]].append(row[:-1])
    found = {code: _read(of_one, code) for code, of_one in rows.items()}
    return {code: sign for code, sign in found.items() if sign}


def sign_of(connection: Connection, counter_id: int, now: datetime) -> Sign | None:
    """The same counter as one finds it who needs no code."""
    values = {"counter": counter_id, "channel": "kiosk", "now": now, "today": local_day(now)}
    return _read(connection.execute(_standing(), values).all(), "")


def _read(rows: Sequence[Sequence[Any]], code: str) -> Sign | None:
    if not rows:
        return None
    fields = tuple([ServedField(*row[OF_A_COUNTER:]) for row in rows if row[OF_A_COUNTER]])
    return Sign(fields, code, *rows[0][:OF_A_COUNTER])


OF_A_COUNTER = 9
"""How many of the columns below are the counter's; the others are a field's."""


def _is_said(place: str, office: str) -> bool:
    """Whether a place goes by its office's name: "Trung tâm … xã Đức Thọ" by "UBND xã Đức Thọ"."""
    there, own = (f" {name} ".casefold() for name in (place, COMMITTEE.sub("", office)))
    return there.endswith(own) or own.startswith(there)


@cache
def _behind() -> Select[*tuple[Any, ...]]:
    """What people see who come with the code `:code`."""
    coded = join(CounterCode, Counter)
    return _described(coded, is_in_use()).where(CounterCode.code == bindparam("code"))


@cache
def _standing() -> Select[*tuple[Any, ...]]:
    """What people see who stand at the counter `:counter`."""
    counter = table_of(Counter)
    return _described(counter, _is_standing()).where(Counter.id == bindparam("counter"))


def _described(counter: FromClause, is_in_use: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """A row for each field that a counter serves, with all that a page needs.

    A counter whose fields have closed is still known, by a row without a field. Every column costs
    a submission as much as some of its own work, so there are no others.
    """
    return (
        select(
            Counter.id,
            Counter.name,
            Place.name,
            Office.id,
            Office.name,
            Office.complaints,
            QuestionnaireVersion.id,
            QuestionnaireVersion.digest,
            is_in_use,
            Field.id,
            Field.code,
            Field.name_vi,
            Field.name_en,
        )
        .select_from(counter)
        .join(Place, Place.id == Counter.place_id)
        .join(Office, Office.id == Counter.office_id)
        .outerjoin(counter_fields, counter_fields.c.counter_id == Counter.id)
        .outerjoin(Field, and_(Field.id == counter_fields.c.field_id, is_open(TODAY, Field)))
        .outerjoin(QuestionnaireVersion, QuestionnaireVersion.id == in_force())
        .order_by(Field.code)
    )


def is_in_use() -> ColumnElement[bool]:
    """Whether a code, its counter, the place and the office are."""
    return and_(is_in_force(), _is_standing())


def is_in_force() -> ColumnElement[bool]:
    """Whether a code has not been revoked by `:now`, wherever its counter stands."""
    return or_(CounterCode.revoked_at.is_(None), CounterCode.revoked_at > NOW)


def _is_standing() -> ColumnElement[bool]:
    """Whether the counter, the place and the office are in use, whatever its code."""
    return and_(*[is_open(TODAY, model) for model in (Counter, Place, Office)])


@cache
def served() -> Select[*tuple[Any, ...]]:
    """What an answer that names `:code`, `:field` and `:digest` belongs to; no row if nothing does.

    The counter must be open and serve the field now. The version may be an earlier one of there,
    which the person saw before another was published.
    """
    return (
        select(
            Counter.id.label("counter_id"),
            Counter.office_id,
            Field.id.label("field_id"),
            QuestionnaireVersion.id.label("questionnaire_id"),
        )
        .join_from(CounterCode, Counter)
        .join(Place, Place.id == Counter.place_id)
        .join(Office, Office.id == Counter.office_id)
        .join(counter_fields, counter_fields.c.counter_id == Counter.id)
        .join(Field, Field.id == counter_fields.c.field_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.key == Counter.questionnaire_key)
        .where(
            CounterCode.code == bindparam("code"),
            Field.code == bindparam("field"),
            QuestionnaireVersion.digest == bindparam("digest"),
            was_in_force(),
            is_in_use(),
            is_open(TODAY, Field),
        )
    )

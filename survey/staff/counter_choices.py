"""What can be chosen for a counter, in one's part and on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from survey.models import Counter, Field, Office, Place
from survey.parts import Part, is_open, within
from survey.periods import local_day
from survey.staff import titles
from survey.staff.choices import field_name


@dataclass(frozen=True)
class Choices:
    """What can be chosen, each by what a form sends."""

    offices: Mapping[str, str]
    places: Mapping[str, str]
    fields: Mapping[str, str]
    questionnaires: Mapping[str, str]


def choices(session: Session, part: Part, now: datetime, counter: Counter | None) -> Choices:
    """What is open in a part, with what the counter has already, be it open or not."""
    today = local_day(now)
    offices, places, fields = _its_own(counter)
    return Choices(
        offices={**offices, **_pairs(session, _offices(part, today))},
        places={**places, **_pairs(session, _places(part, today))},
        fields={**fields, **_fields(session, today)},
        questionnaires=titles.titles(session.connection(), now),
    )


def _its_own(counter: Counter | None) -> tuple[Mapping[str, str], ...]:
    if counter is None:
        return {}, {}, {}
    fields = {field.code: field_name(field) for field in counter.fields}
    return (
        {counter.office.code: counter.office.name},
        {counter.place.code: counter.place.name},
        fields,
    )


def _offices(part: Part, today: date) -> Select[*tuple[Any, ...]]:
    mine = select(Office.code, Office.name).where(within(Office.id, part), is_open(today))
    return mine.order_by(Office.folded, Office.id)


def _places(part: Part, today: date) -> Select[*tuple[Any, ...]]:
    """Those of the part, and those of others where its counters stand already."""
    stands = select(Counter.place_id).where(within(Counter.office_id, part))
    mine = or_(within(Place.office_id, part), Place.id.in_(stands))
    places = select(Place.code, Place.name).where(mine, is_open(today, Place))
    return places.order_by(Place.folded, Place.id)


def _fields(session: Session, today: date) -> Mapping[str, str]:
    fields = select(Field).where(is_open(today, Field)).order_by(Field.folded, Field.id)
    return {each.code: field_name(each) for each in session.scalars(fields)}


def _pairs(session: Session, statement: Select[*tuple[Any, ...]]) -> Mapping[str, str]:
    return {code: name for code, name in session.execute(statement)}  # noqa: C416 rows are no pairs to mypy

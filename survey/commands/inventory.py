"""What there is of offices, fields, counters and questionnaires, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms import parse
from survey.models import Counter, Field, Office, QuestionnaireVersion

Things = Sequence[Mapping[str, Any]]


def offices(session: Session) -> Things:
    """Every office, with its parent and its successor by their codes."""
    found = session.scalars(select(Office)).all()
    codes: dict[int | None, str] = {office.id: office.code for office in found}
    return [
        {
            "code": office.code,
            "name": office.name,
            "kind": office.kind,
            "parent": codes.get(office.parent_id),
            "opened": office.opened,
            "closed": office.closed,
            "successor": codes.get(office.successor_id),
            "electronic_id": office.electronic_id,
            "area_code": office.area_code,
            "complaints": office.complaints,
        }
        for office in sorted(found, key=lambda office: office.code)
    ]


def fields(session: Session) -> Things:
    """Every field of procedures, with the codes of its groups."""
    found = session.scalars(select(Field).options(selectinload(Field.groups)))
    return [
        {
            "code": field.code,
            "name_vi": field.name_vi,
            "name_en": field.name_en,
            "groups": sorted(group.code for group in field.groups),
            "opened": field.opened,
            "closed": field.closed,
        }
        for field in sorted(found, key=lambda field: field.code)
    ]


def counters(session: Session, today: date) -> Things:
    """Every counter, with the code to print now and whether people can answer there today."""
    found = session.scalars(
        select(Counter).options(
            joinedload(Counter.place),
            joinedload(Counter.office),
            selectinload(Counter.fields),
            selectinload(Counter.codes),
        )
    )
    return [
        {
            "number": counter.number,
            "code": counter.code,
            "name": counter.name,
            "place": counter.place.code,
            "place_name": counter.place.name,
            "office": counter.office.code,
            "fields": sorted(field.code for field in counter.fields),
            "questionnaire": counter.questionnaire_key,
            "opened": counter.opened,
            "closed": counter.closed,
            "open": _is_open(counter, today),
        }
        for counter in sorted(found, key=lambda counter: counter.number)
    ]


def _is_open(counter: Counter, today: date) -> bool:
    """Whether its code is in force, and it, its place and its office are there."""
    return counter.code is not None and all(
        (each.opened is None or each.opened <= today)
        and (each.closed is None or today < each.closed)
        for each in (counter, counter.place, counter.office)
    )


def questionnaires(session: Session) -> Things:
    """Every version of every questionnaire, with its titles."""
    found = session.scalars(
        select(QuestionnaireVersion).order_by(
            QuestionnaireVersion.key, QuestionnaireVersion.version
        )
    )
    titles = ((row, parse(row.text).title) for row in found)
    return [
        {
            "key": row.key,
            "version": row.version,
            "measure": row.measure,
            "title": title.vi,
            "title_en": title.en,
        }
        for row, title in titles
    ]

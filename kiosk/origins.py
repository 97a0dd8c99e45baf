"""Whose an answer is: the counter, office, fields and version that it was given to, back then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from forms import Questionnaire
from kiosk.credentials import Tablet
from kiosk.entries import DIGEST
from survey.counters import ServedField
from survey.models import Field, KioskContent, KioskCounter
from survey.questionnaires import questionnaire_of


@dataclass(frozen=True)
class Origin:
    """What a content says about the answers that name it."""

    counter_id: int
    office_id: int
    questionnaire_id: int
    questionnaire: Questionnaire
    fields: tuple[ServedField, ...]
    made_at: datetime
    is_its_own: bool
    """Whether the tablet that sends the answer stands, or stood, at that counter."""


def origins(connection: Connection, tablet: Tablet, digests: Iterable[str]) -> Mapping[str, Origin]:
    """The origins of answers from a tablet, by the digest of what it showed."""
    wanted = {digest for digest in digests if DIGEST.fullmatch(digest)}
    stood = select(KioskCounter.counter_id).filter_by(kiosk_id=tablet.id)
    its_own = set(connection.scalars(stood))
    rows = connection.execute(
        select(KioskContent.__table__).where(KioskContent.digest.in_(wanted))
    ).all()
    return {
        row.digest: Origin(
            counter_id=row.counter_id,
            office_id=row.office_id,
            questionnaire_id=row.questionnaire_id,
            questionnaire=questionnaire_of(connection, row.questionnaire_id),
            fields=_fields(connection, row.body),
            made_at=row.made_at,
            is_its_own=row.counter_id in its_own,
        )
        for row in rows
    }


def _fields(connection: Connection, shown: Mapping[str, Any]) -> tuple[ServedField, ...]:
    """The fields that were offered, whatever has become of them since."""
    codes = [field["code"] for field in shown["fields"]]
    rows = connection.execute(
        select(Field.id, Field.code, Field.name_vi, Field.name_en)
        .where(Field.code.in_(codes))
        .order_by(Field.code)
    )
    return tuple(ServedField(*row) for row in rows)

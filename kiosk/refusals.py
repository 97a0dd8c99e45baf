"""Answers that can never be taken, kept for staff with what is personal in them masked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, exists, select, true

from forms.web import clean, translatable
from kiosk.credentials import Tablet
from kiosk.entries import DIGEST, uuid_in
from survey.database import table_of, upsert
from survey.masking import mask
from survey.models import Kiosk, KioskRefusal, Response

SENTENCES: Mapping[str, str] = {
    "not-an-answer": translatable("This is not an answer that a kiosk gives."),
    "unknown-content": translatable("Nobody knows which questions this answers."),
    "another-counter": translatable("This answer belongs to a counter of another kiosk."),
    "unknown-field": translatable("This answer names no field that was offered."),
    "invalid-answers": translatable("These answers are not among those that were offered."),
}
NAMELESS = UUID("5f0d9ae6-6c0b-4f5c-9d3c-0f4f0f1f7a52")
"""The namespace of answers without an identifier: the same one sent again is kept once."""
DEEPEST = 8
TOO_DEEP = "…"


class Refused(ValueError):
    """An answer that can never be taken, by the reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def keep_refused(
    connection: Connection, tablet: Tablet, sent: Any, reason: str, now: datetime
) -> None:
    """Keep an answer for staff, once however often it is sent."""
    entry = kept(sent)
    row = {
        "id": uuid_in(sent) or uuid5(NAMELESS, json.dumps(entry, sort_keys=True)),
        "kiosk_id": tablet.id,
        "reason": reason,
        "entry": entry,
        "refused_at": now,
    }
    insert = upsert(table_of(KioskRefusal), connection.dialect.name)
    connection.execute(insert.on_conflict_do_nothing(), row)


def kept(sent: Any) -> Any:
    """What may be kept of an answer: masked, but for what the tablet made and nobody wrote."""
    entry = _masked(sent, 0)
    if isinstance(sent, dict):
        entry |= {name: value for name, value in sent.items() if _is_the_tablets(name, value)}
    return entry


def _is_the_tablets(name: str, value: Any) -> bool:
    if name in ("given_at", "offset_ms"):
        return isinstance(value, int | float)
    if name == "content":
        return isinstance(value, str) and DIGEST.fullmatch(value) is not None
    return name == "id" and uuid_in({"id": value}) is not None


def _masked(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        return TOO_DEEP
    if isinstance(value, dict):
        return {_text(key): _masked(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each, depth + 1) for each in value]
    if isinstance(value, str):
        return _text(value)
    written = str(value)
    return value if mask(written) == written else mask(written)


def _text(written: str) -> str:
    """Without what databases refuse, and masked."""
    return mask(clean(written) or "")


def answers_of(entry: Any) -> str | None:
    """What was chosen in an answer. Words of people's own are not among it."""
    answers = entry.get("answers") if isinstance(entry, dict) else None
    return json.dumps(answers, ensure_ascii=False) if answers else None


def refusals(
    connection: Connection, kiosk_id: int | None = None, most: int | None = None
) -> list[dict[str, Any]]:
    """What was refused, of one tablet or of all, by the reason, the newest first."""
    of_one = true() if kiosk_id is None else KioskRefusal.kiosk_id == kiosk_id
    is_stored = exists().where(Response.id == KioskRefusal.id).label("stored")
    rows = connection.execute(
        select(*table_of(KioskRefusal).columns, Kiosk.number, is_stored)
        .join(Kiosk, Kiosk.id == KioskRefusal.kiosk_id)
        .where(of_one)
        .limit(most)
        .order_by(KioskRefusal.reason, KioskRefusal.refused_at.desc(), KioskRefusal.id)
    )
    return [
        {
            "reason": row.reason,
            "why": SENTENCES[row.reason],
            "id": row.id,
            "kiosk": row.number,
            "refused_at": row.refused_at,
            "stored": row.stored,
            "entry": row.entry,
        }
        for row in rows
    ]

"""What a tablet shows at its counter, in a form that it keeps for when the network is gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from kiosk.credentials import Tablet
from kiosk.keys import file_key
from kiosk.questions import as_json
from survey.counters import Sign, sign_of
from survey.database import table_of, upsert
from survey.deployment import is_demonstration
from survey.models import Counter, Kiosk, KioskContent, Office
from survey.questionnaires import by_digest

COUNTDOWN_SECONDS = 10
"""How long the question whether somebody is still there can be seen."""
THANKS_SECONDS = 10

Json = dict[str, Any]


@dataclass(frozen=True)
class Manner:
    """What every tablet of an installation is told alike."""

    idle_seconds: int
    portal: str
    secret: str


@dataclass(frozen=True)
class Content:
    """What one tablet is given, and whose the answers are that it asks for."""

    shown: Json
    kept_secret: Json
    """What nobody is shown, and what is not stored with the rest."""
    counter_id: int
    office_id: int
    questionnaire_id: int | None
    """None while nobody can answer there."""

    @cached_property
    def digest(self) -> str:
        """Another one as soon as anything in it is: a new PIN has to reach the tablet as well."""
        whole = json.dumps(self._whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(whole.encode()).hexdigest()

    @property
    def sent(self) -> Json:
        return {**self._whole, "digest": self.digest}

    @property
    def _whole(self) -> Json:
        return {**self.shown, **self.kept_secret}


def content_of(connection: Connection, tablet: Tablet, manner: Manner, now: datetime) -> Content:
    """What a tablet shows now at the counter where it stands."""
    sign = sign_of(connection, tablet.counter_id, now)
    if sign is None:
        raise LookupError(f"there is no counter {tablet.counter_id}")
    return Content(
        shown={
            **_names(connection, sign),
            "complaints": sign.complaints or manner.portal,
            **_asked(connection, sign),
            "is_demonstration": is_demonstration(connection),
            "settings": settings_with(manner.idle_seconds),
        },
        kept_secret={"pin": _pin(connection, tablet), "file_key": file_key(manner.secret)},
        counter_id=sign.counter_id,
        office_id=sign.office_id,
        questionnaire_id=sign.questionnaire_id if sign.is_open else None,
    )


def settings_with(idle_seconds: int) -> Json:
    """After how long a tablet does what by itself."""
    return {
        "idle_seconds": idle_seconds,
        "countdown_seconds": COUNTDOWN_SECONDS,
        "thanks_seconds": THANKS_SECONDS,
    }


def keep(connection: Connection, content: Content, now: datetime) -> None:
    """Remember whose the answers are that will name this content."""
    row = {
        "digest": content.digest,
        "counter_id": content.counter_id,
        "office_id": content.office_id,
        "questionnaire_id": content.questionnaire_id,
        "body": content.shown,
        "made_at": now,
    }
    insert = upsert(table_of(KioskContent), connection.dialect.name)
    connection.execute(insert.on_conflict_do_nothing(), row)


def must_be_kept(connection: Connection, content: Content) -> bool:
    """Whether people can answer, and nobody remembers yet whose their answers will be."""
    if content.questionnaire_id is None:
        return False
    kept = select(KioskContent.digest).filter_by(digest=content.digest)
    return connection.scalar(kept) is None


def _names(connection: Connection, sign: Sign) -> Json:
    """Where it is; the codes tell counters and offices apart that have the same names."""
    counter, office = connection.execute(
        select(Counter.number, Office.code)
        .join(Office, Office.id == Counter.office_id)
        .where(Counter.id == sign.counter_id)
    ).one()
    return {
        "counter": counter,
        "office_code": office,
        "office": sign.office_name,
        "where": sign.where,
    }


def _asked(connection: Connection, sign: Sign) -> Json:
    """What people are asked, or why they are not."""
    reason = _why_closed(sign)
    if reason or sign.questionnaire_digest is None:
        return {
            "open": False,
            "reason": reason,
            "fields": [],
            "questionnaire": None,
            "matter": None,
        }
    questionnaire = by_digest(connection, sign.questionnaire_digest)
    fields = [{"code": each.code, "vi": each.name_vi, "en": each.name_en} for each in sign.fields]
    return {
        "open": True,
        "reason": None,
        "fields": fields,
        "questionnaire": as_json(questionnaire),
        "matter": questionnaire.matter,
    }


def _why_closed(sign: Sign) -> str | None:
    if not sign.is_in_use:
        return "not-in-use"
    if not sign.fields:
        return "no-field"
    return None if sign.questionnaire_id else "no-questionnaire"


def _pin(connection: Connection, tablet: Tablet) -> Mapping[str, Any]:
    """What tells the clerk's PIN from a wrong one, with PBKDF2 and SHA-256."""
    kept = connection.execute(
        select(Kiosk.pin_salt, Kiosk.pin_hash, Kiosk.pin_iterations).where(Kiosk.id == tablet.id)
    ).one()
    return {"salt": kept.pin_salt, "hash": kept.pin_hash, "iterations": kept.pin_iterations}

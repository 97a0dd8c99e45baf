"""Invented tablets for the demonstration, in the states that one meets."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk import register
from kiosk.version import app_version
from survey.models import Counter, Kiosk, KioskState

DAY = timedelta(days=1)
NEVER = None


@dataclass(frozen=True)
class Invented:
    """A tablet; times are so long ago."""

    counter: str
    name: str
    heard: timedelta | None
    added: timedelta = 40 * DAY
    waiting: int = 0
    oldest: timedelta | None = None
    battery: int | None = None
    revoked: timedelta | None = None


TABLETS = (
    Invented("42-trung-tam-1", "Cạnh cửa ra vào", timedelta(seconds=70), battery=96),
    Invented("42-xay-dung-1", "Trên quầy", timedelta(seconds=40), battery=88),
    Invented("42-nong-nghiep-moi-truong-1", "Trên quầy", timedelta(seconds=100), battery=71),
    Invented(
        "42-benh-vien-1",
        "Sảnh ra viện",
        timedelta(minutes=3),
        waiting=6,
        oldest=2 * DAY,
        battery=54,
    ),
    Invented("42-trung-tam-2", "Khu ngồi chờ", 3 * DAY, waiting=2, oldest=3 * DAY, battery=9),
    Invented("42-trung-tam-1", "Máy mới nhận", NEVER, added=DAY),
    Invented("42-trung-tam-2", "Máy cũ", 25 * DAY, revoked=20 * DAY),
)
"""Most do well; one holds answers back, one is silent, one waits to be paired, one was revoked."""


def add_tablets(session: Session, now: datetime) -> None:
    """Let the invented tablets stand there, and say how they do at this moment.

    There is none behind them that could, so each start of the demonstration says it anew. It
    belongs to the transaction under way; no entry of the log says so: nobody did it.
    """
    if session.scalar(select(Kiosk.id).limit(1)) is None:
        for each in TABLETS:
            _add(session, each, now)
    for kiosk, each in zip(_there(session), TABLETS, strict=False):
        if each.heard is not None and kiosk.credential_since == kiosk.added_at:
            session.merge(_state(kiosk, each, now, now - each.heard))


def _add(session: Session, invented: Invented, now: datetime) -> None:
    counter = session.scalars(select(Counter).filter_by(number=invented.counter)).one()
    kiosk, _ = register.add(session, counter, now - invented.added, invented.name)
    if invented.heard is not None:
        kiosk.credential_hash = secrets.token_hex(32)  # No credential has it: nobody can come in.
        kiosk.credential_since = kiosk.added_at
    if invented.revoked is not None:
        kiosk.revoked_at = now - invented.revoked


def _there(session: Session) -> list[Kiosk]:
    """The invented ones in their order: they were the first of all."""
    return list(session.scalars(select(Kiosk).order_by(Kiosk.id).limit(len(TABLETS))))


def _state(kiosk: Kiosk, invented: Invented, now: datetime, heard: datetime) -> KioskState:
    """What it says. A tablet that was really paired since then speaks for itself."""
    return KioskState(
        kiosk_id=kiosk.id,
        seen_at=heard,
        version=app_version(),
        waiting=invented.waiting,
        oldest_at=now - invented.oldest if invented.oldest else None,
        battery=invented.battery,
        is_charging=invented.battery is not None and invented.battery > 60,
        refused=0,
        is_full=False,
        taken=0,
    )

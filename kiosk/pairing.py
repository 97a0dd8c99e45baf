"""How a tablet comes to a credential of its own: by a code that staff read to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from kiosk.credentials import TakenCredential, opened_by
from kiosk.keys import fingerprint, keyed
from survey.codes import as_typed, new_code
from survey.database import table_of, upsert
from survey.models import Kiosk, KioskState, PairingAttempts

CODE_LENGTH = 6
CODE_LIFE = timedelta(minutes=10)
MOST_WRONG = 30
"""Wrong codes a minute, from everybody together: a whole centre shares one address."""
KEEP_ATTEMPTS = timedelta(days=1)


@dataclass(frozen=True)
class TooMany:
    """Too many wrong codes in this minute; the right one has to wait as well."""

    retry_after: int


def new_pairing_code() -> str:
    """One of 30 to the power of 6, for ten minutes."""
    return new_code(CODE_LENGTH)


def kept_code(code: str, secret: str) -> str:
    """What is kept of a pairing code. A plain hash of so few letters would give it away."""
    return keyed(secret, "kiosk pairing", code).hex()


def pair(
    connection: Connection, typed: str, credential: str, secret: str, now: datetime
) -> str | TooMany | None:
    """The number of the tablet whose code was typed, from now on opened by this credential.

    Nothing if there is no such code, or no more; the caller must commit in any case.
    """
    if _wrong(connection, now) >= MOST_WRONG or _lock_minute(connection, now) >= MOST_WRONG:
        return TooMany(60 - now.second)
    code = kept_code(as_typed(typed, CODE_LENGTH) or "", secret)
    mine = fingerprint(credential)
    number = _paired_before(connection, code, mine, now) or _pair(connection, code, mine, now)
    if number is None:
        _count_wrong(connection, now)
    return number


def _paired_before(connection: Connection, code: str, mine: str, now: datetime) -> str | None:
    """Whether this tablet was paired with this code already, and has not heard of it."""
    row = select(Kiosk.number).where(_in_force(code, now), Kiosk.credential_hash == mine)
    return connection.scalar(row)


def _pair(connection: Connection, code: str, mine: str, now: datetime) -> str | None:
    unused = and_(_in_force(code, now), Kiosk.paired_at.is_(None))
    kiosk_id = connection.scalar(select(Kiosk.id).where(unused))
    if kiosk_id is None:
        return None
    if connection.scalar(select(Kiosk.id).where(opened_by(mine), Kiosk.id != kiosk_id)):
        raise TakenCredential
    values = {
        "credential_hash": mine,
        "credential_since": now,
        "next_hash": None,
        "paired_at": now,
    }
    _hear_anew(connection, kiosk_id, now)
    return connection.scalar(update(Kiosk).where(unused).values(values).returning(Kiosk.number))


def _in_force(code: str, now: datetime) -> ColumnElement[bool]:
    return and_(Kiosk.pairing_hash == code, Kiosk.pairing_until > now, Kiosk.revoked_at.is_(None))


def _hear_anew(connection: Connection, kiosk_id: int, now: datetime) -> None:
    """Forget how the tablet did that was there before."""
    connection.execute(delete(KioskState).filter_by(kiosk_id=kiosk_id))
    connection.execute(table_of(KioskState).insert(), {"kiosk_id": kiosk_id, "seen_at": now})


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _wrong(connection: Connection, now: datetime) -> int:
    """How many wrong codes came in this minute, without waiting for anybody."""
    of_minute = select(PairingAttempts.wrong).filter_by(minute=_minute(now))
    return connection.scalar(of_minute) or 0


def _lock_minute(connection: Connection, now: datetime) -> int:
    """The same, while others who try a code wait for the end of this transaction."""
    insert = upsert(table_of(PairingAttempts), connection.dialect.name)
    touch = insert.on_conflict_do_update(
        index_elements=["minute"], set_={"wrong": PairingAttempts.wrong}
    )
    row = {"minute": _minute(now), "wrong": 0}
    return connection.execute(touch.returning(PairingAttempts.wrong), row).scalar_one()


def _count_wrong(connection: Connection, now: datetime) -> None:
    of_minute = update(PairingAttempts).filter_by(minute=_minute(now))
    connection.execute(of_minute.values(wrong=PairingAttempts.wrong + 1))
    connection.execute(delete(PairingAttempts).where(PairingAttempts.minute < now - KEEP_ATTEMPTS))

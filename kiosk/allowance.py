"""How much a tablet may send a minute. It is told by its credential: a centre has one address."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection, update

from survey.database import table_of, upsert
from survey.models import KioskState

WINDOW = timedelta(minutes=1)
MOST = 1200
"""Answers a minute: a week without the network is sent in five minutes."""
BYTES_OF_ONE = 640
"""Of a batch that is heavier than so many for each of its answers, this much counts as one."""


def cost(entries: int, length: int) -> int:
    """What a batch takes of the allowance; nothing is free."""
    return max(entries, length // BYTES_OF_ONE, 1)


def admit(connection: Connection, kiosk_id: int, wanted: int, now: datetime) -> int | None:
    """Take from a tablet's allowance; if there is not enough, after how many seconds there is."""
    row = _lock(connection, kiosk_id, now)
    is_new = row.window_start is None or not row.window_start <= now < row.window_start + WINDOW
    start, taken = (now, 0) if is_new else (row.window_start, row.taken)
    if taken + wanted > MOST:
        return ceil((start + WINDOW - now).total_seconds())
    connection.execute(
        update(KioskState)
        .filter_by(kiosk_id=kiosk_id)
        .values(seen_at=now, window_start=start, taken=taken + wanted)
    )
    return None


def _lock(connection: Connection, kiosk_id: int, now: datetime) -> Any:
    """The state of a tablet, which nobody else changes until this transaction ends."""
    insert = upsert(table_of(KioskState), connection.dialect.name)
    touch = insert.on_conflict_do_update(
        index_elements=["kiosk_id"], set_={"kiosk_id": insert.excluded.kiosk_id}
    )
    row = {"kiosk_id": kiosk_id, "seen_at": now}
    return connection.execute(touch.returning(KioskState.window_start, KioskState.taken), row).one()

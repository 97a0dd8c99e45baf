"""How a tablet says it does: kept as its latest state, without a history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func

from kiosk.clocks import EPOCH, milliseconds, moment_of
from kiosk.credentials import Tablet
from kiosk.entries import DIGEST
from kiosk.sent import number, whole
from survey.database import table_of, upsert
from survey.models import KioskState

VERSION = re.compile(r"[0-9a-z.-]{1,40}")
MOST_WAITING = 10**9
MOST_BYTES = 2**53
LONGEST_OFFSET = 10**15
"""Thirty thousand years in milliseconds; no clock is further out."""

Sent = Mapping[str, Any]


@dataclass(frozen=True)
class InForce:
    """What a tablet should show and run."""

    content: str
    version: str


def hear(
    connection: Connection, tablet: Tablet, sent: Sent, in_force: InForce, now: datetime
) -> None:
    """Keep what a tablet says about itself. What it does not know is unknown from now on."""
    said = _said(sent, now)
    is_behind = InForce(said["content"] or "", said["version"] or "") != in_force
    values = {**said, "seen_at": now, "behind_since": now if is_behind else None}
    insert = upsert(table_of(KioskState), connection.dialect.name)
    changed: dict[str, Any] = {name: insert.excluded[name] for name in values}
    if is_behind:
        since = func.coalesce(KioskState.behind_since, insert.excluded.behind_since)
        changed["behind_since"] = since
    keep = insert.on_conflict_do_update(index_elements=["kiosk_id"], set_=changed)
    connection.execute(keep, {**values, "kiosk_id": tablet.id})


def _said(sent: Sent, now: datetime) -> dict[str, Any]:
    """The columns of its state. A count that is broken is not among them, and stays as it was."""
    counts = {name: whole(sent.get(name), MOST_WAITING) for name in ("waiting", "refused")}
    flags = {"is_full": sent.get("is_full")}
    return {
        "version": _matching(VERSION, sent.get("version")),
        "content": _matching(DIGEST, sent.get("content")),
        **{name: count for name, count in counts.items() if count is not None},
        **{name: flag for name, flag in flags.items() if isinstance(flag, bool)},
        **_clock(sent, now),
        **_storage(sent.get("storage")),
        **_battery(sent.get("battery")),
    }


def _clock(sent: Sent, now: datetime) -> dict[str, Any]:
    sent_at, oldest = number(sent.get("sent_at")), number(sent.get("oldest_at"))
    ahead = None if sent_at is None else milliseconds(now) - sent_at
    return {
        "clock_offset_ms": None if ahead is None or abs(ahead) > LONGEST_OFFSET else int(ahead),
        "oldest_at": None if oldest is None else moment_of(oldest, (ahead,), EPOCH, now),
    }


def _storage(sent: Any) -> dict[str, Any]:
    told = sent if isinstance(sent, dict) else {}
    return {
        "stored_bytes": whole(told.get("used"), MOST_BYTES),
        "quota_bytes": whole(told.get("quota"), MOST_BYTES),
    }


def _battery(sent: Any) -> dict[str, Any]:
    """Browsers tell the level as a part of one."""
    told = sent if isinstance(sent, dict) else {}
    level, charging = number(told.get("level")), told.get("charging")
    return {
        "battery": round(level * 100) if level is not None and 0 <= level <= 1 else None,
        "is_charging": charging if isinstance(charging, bool) else None,
    }


def _matching(shape: re.Pattern[str], value: Any) -> str | None:
    return value if isinstance(value, str) and shape.fullmatch(value) else None

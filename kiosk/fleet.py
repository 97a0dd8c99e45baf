"""How all tablets do, the ones first that somebody must go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select

from survey.database import table_of
from survey.hours import Hours, open_time
from survey.models import Counter, Kiosk, KioskState, Office

SILENT_AFTER = timedelta(minutes=15)
"""Of opening time. A tablet says every two minutes or so how it does."""
TOO_LONG = timedelta(days=1)

STATES = ("silent", "full", "holding", "behind", "never paired", "ok", "revoked")
"""The worst first: of a silent one nobody knows what it holds."""
IDLE = ("never paired", "revoked")
"""Where nobody has to go: there is no tablet, or nothing of it is taken."""
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Standing:
    """How one tablet does."""

    number: str
    name: str
    counter: str
    office: str
    office_name: str
    state: str
    since: datetime | None
    heard: datetime | None
    waiting: int | None
    oldest: datetime | None
    refused: int | None
    battery: int | None
    version: str | None


def standings(connection: Connection, hours: Hours, now: datetime) -> list[Standing]:
    """Every tablet, the worst first, and of those the one that has been so for longest."""
    found = [_standing(row, hours, now) for row in connection.execute(_tablets())]
    return sorted(found, key=lambda each: (STATES.index(each.state), each.since or LATEST))


def _standing(row: Any, hours: Hours, now: datetime) -> Standing:
    state, since = _judged(row, hours, now)
    return Standing(
        number=row.number,
        name=row.name,
        counter=row.counter,
        office=row.office,
        office_name=row.office_name,
        state=state,
        since=since,
        heard=row.seen_at,
        waiting=row.waiting,
        oldest=row.oldest_at,
        refused=row.refused,
        battery=row.battery,
        version=row.version,
    )


def _judged(row: Any, hours: Hours, now: datetime) -> tuple[str, datetime | None]:
    """The worst that is true of a tablet, and since when it is."""
    heard = row.seen_at or row.credential_since
    judgements = (
        (row.revoked_at, "revoked", row.revoked_at),
        (row.credential_since is None, "never paired", row.added_at),
        (heard and open_time(hours, heard, now) >= SILENT_AFTER, "silent", heard),
        (row.is_full, "full", None),
        (row.waiting and _is_long_ago(row.oldest_at, now), "holding", row.oldest_at),
        (_is_long_ago(row.behind_since, now), "behind", row.behind_since),
        (True, "ok", None),
    )
    return next((state, since) for is_so, state, since in judgements if is_so)


def _is_long_ago(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now - moment > TOO_LONG


def _tablets() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Kiosk.number,
            Kiosk.name,
            Kiosk.added_at,
            Kiosk.revoked_at,
            Kiosk.credential_since,
            Counter.number.label("counter"),
            Office.code.label("office"),
            Office.name.label("office_name"),
            *table_of(KioskState).columns,
        )
        .join_from(Kiosk, Counter, Counter.id == Kiosk.counter_id)
        .join(Office, Office.id == Counter.office_id)
        .outerjoin(KioskState, KioskState.kiosk_id == Kiosk.id)
        .order_by(Kiosk.id)
    )

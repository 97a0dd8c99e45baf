"""How all tablets do, the ones first that somebody must go to. The database judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    and_,
    case,
    func,
    null,
    select,
)

from survey.database import table_of
from survey.hours import Hours, ago
from survey.models import Counter, Kiosk, KioskState, Office
from survey.parts import Part, within

SILENT_AFTER = timedelta(minutes=15)
"""Of opening time. A tablet says every two minutes or so how it does."""
TOO_LONG = timedelta(days=1)

SILENT, FULL, HOLDING, BEHIND = "silent", "full", "holding", "behind"
NEVER_PAIRED, OK, REVOKED = "never paired", "ok", "revoked"
STATES = (SILENT, FULL, HOLDING, BEHIND, NEVER_PAIRED, OK, REVOKED)
"""The worst first: of a silent one nobody knows what it holds."""
IDLE = (NEVER_PAIRED, REVOKED)
"""Where nobody has to go: there is no tablet, or nothing of it is taken."""
EVERYTHING = Part(is_everything=True)


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


@dataclass(frozen=True)
class Judgement:
    """The worst that is true of a tablet, and since when it is, as the database tells it."""

    state: ColumnElement[str]
    since: ColumnElement[datetime | None]

    @property
    def rank(self) -> SQLColumnExpression[Any]:
        """How bad it is; the worst is the least."""
        return case(*[(self.state == state, rank) for rank, state in enumerate(STATES)])


def standings(connection: Connection, hours: Hours, now: datetime) -> list[Standing]:
    """Every tablet, the worst first, and of those the one that has been so for longest."""
    judged = judgement(hours, now)
    worst_first = (judged.rank, judged.since.nulls_last(), Kiosk.id)
    rows = connection.execute(tablets(judged, EVERYTHING).order_by(*worst_first))
    return [_standing(row) for row in rows]


def judgement(hours: Hours, now: datetime) -> Judgement:
    """What is to be said of each tablet at a moment."""
    heard: Any = func.coalesce(KioskState.seen_at, Kiosk.credential_since)
    long_ago = now - TOO_LONG
    is_holding = and_(KioskState.waiting > 0, KioskState.oldest_at < long_ago)
    judgements: tuple[tuple[Any, str, Any], ...] = (
        (Kiosk.revoked_at.is_not(None), REVOKED, Kiosk.revoked_at),
        (Kiosk.credential_since.is_(None), NEVER_PAIRED, Kiosk.added_at),
        (heard <= ago(hours, SILENT_AFTER, now), SILENT, heard),
        (KioskState.is_full, FULL, null()),
        (is_holding, HOLDING, KioskState.oldest_at),
        (KioskState.behind_since < long_ago, BEHIND, KioskState.behind_since),
    )
    return Judgement(
        state=case(*[(is_so, state) for is_so, state, _ in judgements], else_=OK),
        since=case(*[(is_so, since) for is_so, _, since in judgements], else_=null()),
    )


def tablets(judged: Judgement, part: Part) -> Select[*tuple[Any, ...]]:
    """The tablets at counters of a part, with where they stand and how they do."""
    return (
        select(
            Kiosk.id,
            Kiosk.number,
            Kiosk.name,
            Counter.id.label("counter_id"),
            Counter.number.label("counter"),
            Counter.name.label("counter_name"),
            Office.code.label("office"),
            Office.name.label("office_name"),
            judged.state.label("state"),
            judged.since.label("since"),
            *table_of(KioskState).columns,
        )
        .join_from(Kiosk, Counter, Counter.id == Kiosk.counter_id)
        .join(Office, Office.id == Counter.office_id)
        .outerjoin(KioskState, KioskState.kiosk_id == Kiosk.id)
        .where(within(Counter.office_id, part))
    )


def in_each_state(connection: Connection, judged: Judgement, part: Part) -> Mapping[str, int]:
    """How many tablets of a part are in each state, the worst first."""
    state = tablets(judged, part).with_only_columns(judged.state, maintain_column_froms=True)
    each = state.subquery()
    numbers = select(each.c[0], func.count()).group_by(each.c[0])
    found = {state: number for state, number in connection.execute(numbers)}  # noqa: C416 rows are no pairs to mypy
    return {state: found[state] for state in STATES if state in found}


def _standing(row: Any) -> Standing:
    return Standing(
        number=row.number,
        name=row.name,
        counter=row.counter,
        office=row.office,
        office_name=row.office_name,
        state=row.state,
        since=row.since,
        heard=row.seen_at,
        waiting=row.waiting,
        oldest=row.oldest_at,
        refused=row.refused,
        battery=row.battery,
        version=row.version,
    )

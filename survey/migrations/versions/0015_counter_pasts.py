"""Whose counters were, until a day. Of those that have moved already the log tells, and where it
does not, as of files, the days of the answers that were given there for another office."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVED, CHANGED = "office.move-counters", "counter.change"


def upgrade() -> None:
    pasts = op.create_table(
        "counter_pasts",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_counter_pasts_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_counter_pasts_office_id")
        ),
        sa.PrimaryKeyConstraint("counter_id", "until", name=op.f("pk_counter_pasts")),
    )
    with op.batch_alter_table("counter_pasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counter_pasts_office_id"), ["office_id"], unique=False)
    rows = _rows(op.get_bind())
    if rows:
        op.bulk_insert(pasts, rows)


def _rows(connection: sa.Connection) -> list[dict[str, Any]]:
    counters = {each.id: each for each in connection.execute(_table("counters", "office_id"))}
    told = _told(connection)
    answered = _answered(connection)
    rows = []
    for counter_id, counter in counters.items():
        pasts = told.get(counter_id) or answered.get(counter_id, {})
        for until, office_id in sorted(pasts.items()):
            if counter.opened is None or counter.opened < until:
                rows.append({"counter_id": counter_id, "until": until, "office_id": office_id})
    return rows


def _table(name: str, *columns: str) -> sa.Select[Any]:
    dates = [sa.column(each, sa.Date) for each in ("opened", "closed")]
    table = sa.table(name, sa.column("id"), *map(sa.column, columns), *dates)
    return sa.select(table)


def _told(connection: sa.Connection) -> Mapping[int, dict[date, int]]:
    """Whose counters were until which day, as the log says; of a day, what was before the first
    of its moves."""
    offices = {each.code: each for each in connection.execute(_table("offices", "code"))}
    numbers = {each.number: each.id for each in connection.execute(_table("counters", "number"))}
    found: dict[int, dict[date, int]] = {}
    for number, code, day in _moves(connection):
        if number in numbers and code in offices:
            office = offices[code]
            closed = office.closed
            until = closed if closed is not None and closed < day else day
            found.setdefault(numbers[number], {}).setdefault(until, office.id)
    return found


def _moves(connection: sa.Connection) -> Iterator[tuple[str, str, date]]:
    """The number of each counter that moved, the code of the office that it left, and the day."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    entries = sa.table(
        "log_entries",
        sa.column("number"),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("action"),
        sa.column("key"),
        sa.column("before", json),
        sa.column("after", json),
    )
    moves = sa.select(entries).where(entries.c.action.in_((MOVED, CHANGED)))
    for entry in connection.execute(moves.order_by(entries.c.number)):
        if "office" in entry.before and "office" in entry.after:
            moved = entry.after["counters"] if entry.action == MOVED else [entry.key]
            for number in moved:
                yield number, entry.before["office"], _day(entry.at)


def _answered(connection: sa.Connection) -> Mapping[int, dict[date, int]]:
    """Whose counters were until the day after the last answer for an office that they have left."""
    days = sa.table(
        "day_counts",
        sa.column("day", sa.Date),
        sa.column("office_id"),
        sa.column("counter_id"),
    )
    counters = sa.table("counters", sa.column("id"), sa.column("office_id"))
    last = (
        sa.select(days.c.counter_id, days.c.office_id, sa.func.max(days.c.day).label("day"))
        .join(counters, counters.c.id == days.c.counter_id)
        .where(days.c.office_id != counters.c.office_id)
        .group_by(days.c.counter_id, days.c.office_id)
        .order_by(days.c.office_id)
    )
    found: dict[int, dict[date, int]] = {}
    for row in connection.execute(last):
        found.setdefault(row.counter_id, {})[row.day + timedelta(days=1)] = row.office_id
    return found


def _day(at: datetime) -> date:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZONE).date()


def downgrade() -> None:
    op.drop_table("counter_pasts")

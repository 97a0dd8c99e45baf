"""Which fields a counter served, until a day. Of those that were changed before the log tells, as
far as they were changed on a page."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CHANGED = "counter.change"
NAME = "counter_field_pasts"


def upgrade() -> None:
    pasts = op.create_table(
        NAME,
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        *[
            sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}s.id"], name=op.f(f"fk_{NAME}_{one}_id"))
            for one in ("counter", "field")
        ],
        sa.PrimaryKeyConstraint("counter_id", "until", "field_id", name=op.f(f"pk_{NAME}")),
    )
    with op.batch_alter_table(NAME, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{NAME}_field_id"), ["field_id"], unique=False)
    rows = list(_rows(op.get_bind()))
    if rows:
        op.bulk_insert(pasts, rows)


def _rows(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """Of a day, what was before the first of its changes."""
    fields = {each.code: each.id for each in connection.execute(_table("fields", "code"))}
    opened = sa.column("opened", sa.Date)
    counters = connection.execute(_table("counters", "number").add_columns(opened))
    by_number = {each.number: each for each in counters}
    told: dict[tuple[str, date], str] = {}
    for number, served, day in _changes(connection):
        told.setdefault((number, day), served)
    for (number, day), served in told.items():
        counter = by_number.get(number)
        if counter is not None and (counter.opened is None or counter.opened < day):
            for code in served.split():
                if code in fields:
                    yield {"counter_id": counter.id, "until": day, "field_id": fields[code]}


def _table(name: str, key: str) -> sa.Select[Any]:
    return sa.select(sa.table(name, sa.column("id"), sa.column(key)))


def _changes(connection: sa.Connection) -> Iterator[tuple[str, str, date]]:
    """The number of each counter whose fields were changed, those before, and the day."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    entries = sa.table(
        "log_entries",
        sa.column("number"),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("action"),
        sa.column("key"),
        sa.column("before", json),
    )
    changes = sa.select(entries).where(entries.c.action == CHANGED)
    for entry in connection.execute(changes.order_by(entries.c.number)):
        before: Mapping[str, str] = entry.before
        if "fields" in before:
            yield entry.key, before["fields"], _day(entry.at)


def _day(at: datetime) -> date:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZONE).date()


def downgrade() -> None:
    op.drop_table(NAME)

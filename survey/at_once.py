"""A first tap: looked up, stored and counted with as few questions to the database as there can be.

Nearly every submission is one. What the counter's page was made from has not changed since, so the
database need not be asked about it first: the statement that stores the answer finds the counter
by itself, and stores nothing if it is closed, or does not serve the field, or has the answer
already. Then whoever called takes the long way, which knows what to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    Connection,
    Engine,
    Select,
    Table,
    bindparam,
    literal_column,
    null,
    select,
)
from sqlalchemy.sql.dml import ReturningInsert

from forms.questionnaire import Questionnaire
from survey import ledger
from survey.counters import served
from survey.counting import Added, Row, Standpoint, additions
from survey.database import reading, table_of, upsert
from survey.models import Response
from survey.models.counts import COUNT_TABLES
from survey.periods import local_day
from survey.publications import CHANNEL, NOW
from survey.store import Given, keep_texts
from survey.turns import writing

FOUND = ("counter_id", "office_id", "field_id", "questionnaire_id")
"""What the statement finds, of the columns of a response and of the counts."""
UNKNOWN_YET: dict[str, Any] = dict.fromkeys(FOUND, 0)


@dataclass(frozen=True)
class Tap:
    """A first screen as it was sent: names only, which nobody has looked up yet."""

    id: UUID
    code: str
    field: str
    channel: str
    questionnaire: Questionnaire
    given: Given
    moment: datetime

    @property
    def values(self) -> dict[str, Any]:
        """The values of the statement."""
        return {
            "id": self.id,
            "code": self.code,
            "field": self.field,
            "digest": self.questionnaire.digest,
            "channel": self.channel,
            "answers": dict(self.given.answers),
            "now": self.moment,
            "today": local_day(self.moment),
        }


def is_stored_at_once(engine: Engine, tap: Tap) -> bool:
    """Whether the answer was new, and is now stored and counted."""
    rows = _a_row_each(tap) if engine.dialect.name == "postgresql" else None
    if rows:
        with reading(engine) as connection:
            return _in_one_statement(connection, tap, rows)
    with writing(engine) as transaction:
        return _in_a_transaction(transaction, tap)


def _in_a_transaction(transaction: Connection, tap: Tap) -> bool:
    found = transaction.execute(_insert(transaction.dialect.name), tap.values).one_or_none()
    if found is None:
        return False
    standpoint = Standpoint(**found._mapping, channel=tap.channel, answered_at=tap.moment)
    ledger.add(transaction, additions(standpoint, tap.questionnaire, tap.given.answers))
    keep_texts(transaction, tap.id, tap.given.texts, tap.moment)
    return True


@cache
def _insert(dialect: str) -> ReturningInsert[Any]:
    """Insert the response, if it is new and its counter is open."""
    responses = table_of(Response)
    found = served()
    values: dict[str, Any] = {
        "id": bindparam("id", type_=responses.c.id.type),
        "channel": CHANNEL,
        "answers": bindparam("answers", type_=responses.c.answers.type),
        "answered_at": NOW,
        "received_at": NOW,
        "set_aside": null(),
    } | {name: found.selected_columns[name] for name in FOUND}
    names = responses.columns.keys()
    row = found.with_only_columns(*[values[name] for name in names])
    insert = upsert(responses, dialect).from_select(names, row, include_defaults=False)
    return insert.on_conflict_do_nothing().returning(*[responses.c[name] for name in FOUND])


Rows = tuple[tuple[Table, Row, Added], ...]


def _a_row_each(tap: Tap) -> Rows | None:
    """What a response adds to the tables of counts, if it is a row each at most, and no words."""
    standpoint = Standpoint(**UNKNOWN_YET, channel=tap.channel, answered_at=tap.moment)
    added = additions(standpoint, tap.questionnaire, tap.given.answers)
    if tap.given.texts or any(len(rows) > 1 for rows in added.values()):
        return None
    # The last is written first, and the tables' rows are locked in the order of `ledger.add`.
    return tuple((table, *row) for table in reversed(COUNT_TABLES) for row in added[table].items())


def _in_one_statement(connection: Connection, tap: Tap, rows: Rows) -> bool:
    """PostgreSQL makes a transaction of it by itself, which saves the round trips of another."""
    values = tap.values
    for table, key, _ in rows:
        values.update(zip(_names(table), key, strict=True))
    statement = _statement(tuple((table, counts) for table, _, counts in rows))
    return connection.execute(statement, values).first() is not None


@lru_cache(maxsize=64)
def _statement(added: tuple[tuple[Table, Added], ...]) -> Select[tuple[object]]:
    """Insert the response, and if it was inserted, add to the counts.

    PostgreSQL carries out what nothing refers to in the reverse of the order in which it is
    written. The counts stand in the statement, and what is not added to is left out: the driver
    keeps only statements of less than 4096 characters, and people choose one of five levels.
    """
    new = _insert("postgresql").cte("new")
    return select(new.c.counter_id).add_cte(*[_counting(new, *each) for each in added])


def _counting(new: CTE, table: Table, counts: Added) -> CTE:
    key = [
        new.c[column.name] if column.name in FOUND else bindparam(name, type_=column.type)
        for column, name in zip(table.primary_key, _names(table), strict=True)
    ]
    row = select(*key, *[literal_column(f"{count:d}") for count in counts]).select_from(new)
    more = tuple(c for c, count in zip(ledger.counted(table), counts, strict=True) if count)
    adding = ledger.adding(table, "postgresql", more)
    return adding.from_select(table.columns.keys(), row).cte(f"to_{table.name}")


@cache
def _names(table: Table) -> tuple[str, ...]:
    """Names of the values of a row's key."""
    return tuple(f"{table.name}_{column.name}" for column in table.primary_key)

"""Many responses at once: the same rows and counts as one at a time, in fewer statements."""

from __future__ import annotations

from collections import Counter as Numbers
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Insert
from sqlalchemy.orm import Session

from survey.counting import Added, Additions, Row, cells, frozen, summary
from survey.database import NFCString, as_json, from_json, table_of
from survey.ledger import adding
from survey.masking import mask
from survey.models import (
    Comment,
    Response,
    day_counts,
    factor_counts,
    index_counts,
    question_counts,
)
from survey.models.counts import COUNT_TABLES
from survey.questionnaires import questionnaire_of
from survey.store import Submission

NEW_RESPONSES = table_of(Response).insert()
NEW_COMMENTS = table_of(Comment).insert()
AT_ONCE = 10_000

Conversion = tuple[int, Callable[[Any], Any]]
"""The position of a column, and what makes of its value what the driver takes."""
Equal = dict[Row, Numbers[tuple[str, Added]]]
"""For each cell, how many responses add the same to the same row there."""


def store_many(session: Session, submissions: Iterable[Submission]) -> Iterator[int]:
    """Store new responses; yields how many after each batch, which is committed."""
    session.rollback()
    for number in add_many(session, submissions):
        session.commit()
        yield number


def add_many(session: Session, submissions: Iterable[Submission]) -> Iterator[int]:
    """Add new responses to the transaction under way; yields how many after each batch."""
    waiting = iter(submissions)
    while batch := list(islice(waiting, AT_ONCE)):
        connection = session.connection()
        _insert(connection, NEW_RESPONSES, [tuple(each.columns.values()) for each in batch])
        _add_counts(connection, sum_of(connection, batch))
        if comments := list(_comments(batch)):
            _insert(connection, NEW_COMMENTS, comments)
        yield len(batch)


def _comments(batch: Iterable[Submission]) -> Iterator[Row]:
    for each in batch:
        for question, body in each.given.texts.items():
            yield each.id, question, mask(body)


def sum_of(connection: Connection, submissions: Iterable[Submission]) -> Additions:
    """What these responses add to the counts, all together.

    Most people give one of a few answers to a question, so equal additions are counted first and
    multiplied once: several times faster than adding each.
    """
    questionnaire = cache(partial(questionnaire_of, connection))
    equal: dict[str, Equal] = {name: defaultdict(Numbers) for name in ("q", "f", "i")}
    days: dict[Row, Added] = {}
    for each in submissions:
        said = summary(questionnaire(each.questionnaire_id), frozen(each.given.answers))
        cell, counter = cells(each.standpoint, said.respondent)
        equal["q"][cell].update(said.questions)
        equal["f"][cell].update(said.factors)
        equal["i"][cell].update(said.parts)
        if said.overall:
            add_rows(days, {counter: said.overall})
    return {
        question_counts: _multiplied(equal["q"]),
        factor_counts: _multiplied(equal["f"]),
        index_counts: _multiplied(equal["i"]),
        day_counts: days,
    }


def _add_counts(connection: Connection, sums: Additions) -> None:
    """What `ledger.add` does, for very many rows that take nothing away."""
    for table in COUNT_TABLES:
        if rows := sorted(sums[table].items()):
            _insert(connection, adding(table, connection.dialect.name), [(*k, *v) for k, v in rows])


def _insert(connection: Connection, insert: Insert, rows: Sequence[Row]) -> None:
    """Insert rows of values that are in the order of the table's columns."""
    if connection.dialect.name == "sqlite":
        statement, conversions = _for_driver(insert, connection.dialect)
        connection.exec_driver_sql(statement, _converted(rows, conversions))
    else:
        connection.execute(from_json(insert, "rows"), {"rows": as_json(insert.table, rows)})


@lru_cache(maxsize=16)
def _for_driver(insert: Insert, dialect: Dialect) -> tuple[str, list[Conversion]]:
    """For SQLite: the statement, and how the driver takes columns that it does not take as is.

    SQLAlchemy would spend several times as long on the values of a row as SQLite on the row.
    """
    columns = insert.table.columns
    processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    return (
        str(insert.compile(dialect=dialect, column_keys=columns.keys())),
        [
            (position, lru_cache(4096)(to) if isinstance(column.type, Date | NFCString) else to)
            for position, (column, to) in enumerate(zip(columns, processors, strict=True))
            if to
        ],
    )


def _converted(rows: Iterable[Row], conversions: Iterable[Conversion]) -> list[Row]:
    values = [list(row) for row in rows]
    for position, convert in conversions:
        for row in values:
            row[position] = convert(row[position])
    return [tuple(row) for row in values]


def _multiplied(equal: Mapping[Row, Numbers[tuple[str, Added]]]) -> dict[Row, Added]:
    rows: dict[Row, Added] = {}
    for cell, numbers in equal.items():
        for (key, added), number in numbers.items():
            times = added if number == 1 else tuple([number * count for count in added])
            add_rows(rows, {(*cell, key): times})
    return rows


def add_rows(sums: dict[Row, Added], rows: dict[Row, Added]) -> None:
    """Add the counts of some rows to those of others."""
    for row, added in rows.items():
        before = sums.get(row)
        sums[row] = added if before is None else tuple(map(int.__add__, before, added))

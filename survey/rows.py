"""Many rows, written in as few statements and as little work as a database takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Date,
    Dialect,
    Insert,
    bindparam,
    cast,
    column,
    func,
    select,
)

from survey.database import NFCString

Row = tuple[Any, ...]
Conversion = tuple[int, Callable[[Any], Any]]
"""The position of a column, and what makes of its value what the driver takes."""


def write(connection: Connection, insert: Insert, rows: Sequence[Row]) -> None:
    """Insert rows of values that are in the order of the table's columns."""
    if connection.dialect.name == "sqlite":
        statement, conversions = _for_driver(insert, connection.dialect)
        connection.exec_driver_sql(statement, _converted(rows, conversions))
    else:
        connection.execute(_from_json(insert), {"rows": _as_json(insert, rows)})


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


@cache
def _from_json(insert: Insert) -> Insert:
    """For PostgreSQL: an insert of all the rows in one value, in their order."""
    columns = [column(each.name, each.type) for each in insert.table.columns]
    given = func.json_to_recordset(cast(bindparam("rows", type_=NFCString()), JSON))
    rows = given.table_valued(*columns).render_derived(with_types=True)
    return insert.from_select([each.name for each in columns], select(*rows.columns))


def _as_json(insert: Insert, rows: Iterable[Row]) -> str:
    names = insert.table.columns.keys()
    named = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(named, default=str, ensure_ascii=False)

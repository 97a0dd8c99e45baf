"""The tables of counts, written."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, Update, and_, bindparam, update

from survey.counting import Added, Additions, Row
from survey.database import Upsert, upsert
from survey.models.counts import COUNT_TABLES
from survey.rows import write


def add(connection: Connection, additions: Additions) -> None:
    """Add to the counts, in the transaction under way.

    Rows are written in one order everywhere, so two writers never wait for each other in a circle.
    """
    for table in COUNT_TABLES:
        rows = sorted(additions.get(table, {}).items())
        for takes_away, some in groupby(rows, key=_takes_away):
            if takes_away:
                connection.execute(_change(table), [_parameters(table, *row) for row in some])
            else:
                insert = adding(table, connection.dialect.name)
                write(connection, insert, [(*key, *counts) for key, counts in some])


def _takes_away(row: tuple[Row, Added]) -> bool:
    return min(row[1]) < 0


@cache
def adding(table: Table, dialect: str, some: tuple[Any, ...] | None = None) -> Upsert:
    """The statement that adds to a row, or to `some` of its columns, or makes it."""
    insert = upsert(table, dialect)
    columns = counted(table) if some is None else some
    counts = {column.name: column + insert.excluded[column.name] for column in columns}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=counts)


@cache
def _change(table: Table) -> Update:
    """For rows that are there: an insert that takes away breaks a check before it can conflict."""
    here = and_(*[column == bindparam(f"key_{column.name}") for column in table.primary_key])
    sums = {column.name: column + bindparam(f"add_{column.name}") for column in counted(table)}
    return update(table).where(here).values(sums)


def _parameters(table: Table, row: Row, added: Added) -> dict[str, Any]:
    keys = [f"key_{column.name}" for column in table.primary_key]
    counts = [f"add_{column.name}" for column in counted(table)]
    return dict(zip([*keys, *counts], [*row, *added], strict=True))


@cache
def counted(table: Table) -> tuple[Any, ...]:
    """The columns of a table that hold counts."""
    return tuple(column for column in table.columns if not column.primary_key)

"""Rows that the lines of a file name, however many others there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

MOST_AT_ONCE = 5_000
"""Names in a statement, which on PostgreSQL has room for 65,535."""


def named(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    column: InstrumentedAttribute[str],
    names: Iterable[str | None],
) -> Iterator[Row[Any]]:
    """The rows of a statement that have one of the names in a column."""
    asked = sorted({name for name in names if name is not None})
    for start in range(0, len(asked), MOST_AT_ONCE):
        yield from session.execute(statement.where(column.in_(asked[start : start + MOST_AT_ONCE])))

"""A response and its counts in one statement, which PostgreSQL makes a transaction by itself.

The usual way takes a round trip each to begin, to insert, to add to two tables and to commit; most
of what a submission costs on PostgreSQL is these. SQLite has no round trips and no such statement.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import CTE, Connection, Select, Table, bindparam, select

from forms.questionnaire import Questionnaire
from survey.counting import additions
from survey.database import table_of, upsert
from survey.ledger import adding
from survey.models import Response
from survey.models.counts import COUNT_TABLES
from survey.store import Submission


def is_stored_at_once(
    connection: Connection, submission: Submission, questionnaire: Questionnaire
) -> bool:
    """Whether this was enough. It is for a first tap, which adds to one row of a table.

    It is not for a response that is there already, or that has words or several answers.
    """
    if connection.dialect.name != "postgresql" or submission.given.texts:
        return False
    added = additions(submission.standpoint, questionnaire, submission.given.answers)
    tables = tuple(table for table in COUNT_TABLES if added[table])
    if any(len(added[table]) > 1 for table in tables):
        return False
    values: dict[str, Any] = {f"new_{k}": value for k, value in submission.columns.items()}
    for table in tables:
        ((key, counts),) = added[table].items()
        values.update(zip(_names(table), (*key, *counts), strict=True))
    return connection.execute(_statement(tables), values).first() is not None


@cache
def _statement(tables: tuple[Table, ...]) -> Select[tuple[object]]:
    """Insert the response if it is new, and if it was, add to the counts.

    PostgreSQL carries out what nothing refers to in the reverse of the order in which it is
    written. The tables stand here so that their rows are locked in the order of `ledger.add`.
    """
    responses = table_of(Response)
    values = {c.name: bindparam(f"new_{c.name}", type_=c.type) for c in responses.columns}
    insert = upsert(responses, "postgresql").values(values).on_conflict_do_nothing()
    new = insert.returning(Response.id).cte("new")
    return select(new.c.id).add_cte(*[_counting(table, new) for table in reversed(tables)])


def _counting(table: Table, new: CTE) -> CTE:
    names = zip(table.columns, _names(table), strict=True)
    row = select(*[bindparam(name, type_=column.type) for column, name in names]).select_from(new)
    columns = [column.name for column in table.columns]
    return adding(table, "postgresql").from_select(columns, row).cte(f"to_{table.name}")


@cache
def _names(table: Table) -> tuple[str, ...]:
    """The names of a row's values: the response's own where it has the same, else short ones.

    The driver keeps a statement only if it is shorter than 4096 characters.
    """
    shared = table_of(Response).columns.keys()
    prefix = "".join(word[0] for word in table.name.split("_"))
    return tuple(
        f"new_{name}" if name in shared else f"{prefix}{position}"
        for position, name in enumerate(table.columns.keys())
    )

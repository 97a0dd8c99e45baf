"""A response and its counts in one statement, which PostgreSQL makes a transaction by itself.

The usual way takes a round trip each to begin, to insert, to add to two tables and to commit; most
of what a submission costs on PostgreSQL is these. SQLite has no round trips and no such statement.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, Select, bindparam, select

from forms.questionnaire import Questionnaire
from survey.counting import additions
from survey.database import as_json, from_json, table_of, upsert
from survey.ledger import adding
from survey.models import Response
from survey.models.counts import COUNT_TABLES
from survey.store import Submission


def is_stored_at_once(
    connection: Connection, submission: Submission, questionnaire: Questionnaire
) -> bool:
    """Whether this was enough: not for a response that is there already, or one with words."""
    if connection.dialect.name != "postgresql" or submission.given.texts:
        return False
    added = additions(submission.standpoint, questionnaire, submission.given.answers)
    counts = {
        f"rows_of_{table.name}": as_json(table, [(*k, *v) for k, v in sorted(rows.items())])
        for table, rows in added.items()
    }
    response = {f"new_{name}": value for name, value in submission.columns.items()}
    return connection.execute(_statement(), response | counts).first() is not None


@cache
def _statement() -> Select[tuple[object]]:
    """Insert the response if it is new, and if it was, add to the counts.

    PostgreSQL carries out what nothing refers to in the reverse of the order in which it is
    written. The tables stand here so that their rows are locked in the order of `ledger.add`.
    """
    responses = table_of(Response)
    values = {c.name: bindparam(f"new_{c.name}", type_=c.type) for c in responses.columns}
    insert = upsert(responses, "postgresql").values(values).on_conflict_do_nothing()
    new = insert.returning(Response.id).cte("new")
    counts = [
        from_json(adding(table, "postgresql"), f"rows_of_{table.name}", new).cte(f"to_{table.name}")
        for table in reversed(COUNT_TABLES)
    ]
    return select(new.c.id).add_cte(*counts)

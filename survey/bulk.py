"""Many responses at once: the same rows and counts as one at a time, in fewer statements."""

from __future__ import annotations

from collections import Counter as Numbers
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from survey import ledger
from survey.counting import Added, Additions, Row, add_rows, cells, frozen, summary
from survey.database import table_of
from survey.models import (
    Comment,
    Response,
    day_counts,
    factor_counts,
    index_counts,
    question_counts,
)
from survey.questionnaires import questionnaire_of
from survey.rows import write
from survey.store import Submission, comment_row

NEW_RESPONSES = table_of(Response).insert()
NEW_COMMENTS = table_of(Comment).insert()
AT_ONCE = 10_000

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
        write(connection, NEW_RESPONSES, [tuple(each.columns.values()) for each in batch])
        ledger.add(connection, sum_of(connection, batch))
        if comments := list(_comments(batch)):
            write(connection, NEW_COMMENTS, comments)
        yield len(batch)


def _comments(batch: Iterable[Submission]) -> Iterator[Row]:
    for each in batch:
        for question, body in each.given.texts.items():
            yield tuple(comment_row(each.id, question, body, each.answered_at).values())


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


def _multiplied(equal: Mapping[Row, Numbers[tuple[str, Added]]]) -> dict[Row, Added]:
    rows: dict[Row, Added] = {}
    for cell, numbers in equal.items():
        for (key, added), number in numbers.items():
            times = added if number == 1 else tuple([number * count for count in added])
            add_rows(rows, {(*cell, key): times})
    return rows

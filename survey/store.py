"""Responses, stored once however often they are sent, and counted in the same transaction.

The caller begins and commits that transaction, which should hold one response and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, update
from sqlalchemy.sql.dml import ReturningInsert

from forms.questionnaire import Answers, Questionnaire
from survey import ledger
from survey.counting import Standpoint, additions, change
from survey.database import table_of, upsert
from survey.folding import folded
from survey.masking import mask
from survey.models import Comment, Response
from survey.periods import local_day
from survey.questionnaires import questionnaire_of

OPEN_FOR = timedelta(minutes=30)
"""How long a person may add to a response, or change it."""


def is_open(received_at: datetime, now: datetime) -> bool:
    """Whether a response may still be added to."""
    return now - received_at <= OPEN_FOR


class Outcome(Enum):
    """What became of answers that were sent."""

    STORED = "stored"
    ADDED = "added"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"
    TOO_LATE = "too late"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Given:
    """What a person gave: options chosen, and words of their own."""

    answers: Answers
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Submission:
    """A response as it comes in."""

    id: UUID
    counter_id: int
    office_id: int
    field_id: int
    channel: str
    questionnaire_id: int
    given: Given
    answered_at: datetime
    received_at: datetime

    @property
    def standpoint(self) -> Standpoint:
        return Standpoint(
            office_id=self.office_id,
            field_id=self.field_id,
            counter_id=self.counter_id,
            channel=self.channel,
            questionnaire_id=self.questionnaire_id,
            answered_at=self.answered_at,
        )

    @property
    def as_addition(self) -> Addition:
        return Addition(
            response_id=self.id,
            counter_id=self.counter_id,
            questionnaire_id=self.questionnaire_id,
            given=self.given,
            received_at=self.received_at,
            field_id=self.field_id,
        )

    @property
    def columns(self) -> dict[str, Any]:
        """The row that it becomes."""
        return {
            "id": self.id,
            "counter_id": self.counter_id,
            "office_id": self.office_id,
            "field_id": self.field_id,
            "channel": self.channel,
            "questionnaire_id": self.questionnaire_id,
            "answers": dict(self.given.answers),
            "answered_at": self.answered_at,
            "received_at": self.received_at,
            "set_aside": None,
        }


@dataclass(frozen=True)
class Addition:
    """What a person adds to their response, or says anew."""

    response_id: UUID
    counter_id: int
    questionnaire_id: int
    given: Given
    received_at: datetime
    field_id: int | None = None


def save_response(
    connection: Connection, submission: Submission, questionnaire: Questionnaire
) -> Outcome:
    """Store and count a response. One that is there already is only added to."""
    added = additions(submission.standpoint, questionnaire, submission.given.answers)
    if _insert(connection, submission):
        ledger.add(connection, added)
        keep_texts(connection, submission.id, submission.given.texts, submission.answered_at)
        return Outcome.STORED
    return add_answers(connection, submission.as_addition)


def _insert(connection: Connection, submission: Submission) -> bool:
    """Whether this was the first time."""
    inserted = connection.execute(_if_new(connection.dialect.name), submission.columns)
    return inserted.first() is not None


@cache
def _if_new(dialect: str) -> ReturningInsert[Any]:
    return upsert(table_of(Response), dialect).on_conflict_do_nothing().returning(Response.id)


def add_answers(connection: Connection, addition: Addition) -> Outcome:
    """Add answers to a response, or change them, while it is open."""
    row = _lock(connection, addition.response_id)
    return _closed(row, addition) or _add(connection, row, addition)


def _closed(row: Any, addition: Addition) -> Outcome | None:
    if row is None:
        return Outcome.UNKNOWN
    if (row.counter_id, row.questionnaire_id) != (addition.counter_id, addition.questionnaire_id):
        return Outcome.ELSEWHERE
    return None if is_open(row.received_at, addition.received_at) else Outcome.TOO_LATE


def _add(connection: Connection, row: Any, addition: Addition) -> Outcome:
    said_now = {**row.answers, **addition.given.answers}
    field_id = addition.field_id or row.field_id
    is_new = (said_now, field_id) != (row.answers, row.field_id)
    if is_new:
        _rewrite(connection, row, answers=said_now, field_id=field_id)
    keep_texts(connection, row.id, addition.given.texts, row.answered_at)
    return Outcome.ADDED if is_new or addition.given.texts else Outcome.ALREADY


def set_aside(connection: Connection, response_id: UUID, reason: str) -> str | None:
    """Mark a response as suspicious: it is kept, and from now on counted apart.

    One that was set aside before keeps its reason, which is returned.
    """
    row = _lock(connection, response_id)
    if row is None:
        raise LookupError(f"there is no response {response_id}")
    if row.set_aside is None:
        _rewrite(connection, row, set_aside=reason)
    return row.set_aside and str(row.set_aside)


def _lock(connection: Connection, response_id: UUID) -> Any:
    """The row of a response, which nobody else changes until this transaction ends.

    SQLite has no SELECT … FOR UPDATE; a write that changes nothing locks in both databases.
    """
    touch = update(Response).where(Response.id == response_id).values(id=response_id)
    return connection.execute(touch.returning(*table_of(Response).columns)).one_or_none()


def _rewrite(connection: Connection, row: Any, **changed: Any) -> None:
    """Change a stored response, and the counts with it."""
    questionnaire = questionnaire_of(connection, row.questionnaire_id)
    new = {"answers": row.answers, "field_id": row.field_id, "set_aside": row.set_aside} | changed
    before = standpoint_of(row)
    after = replace(before, field_id=new["field_id"], is_set_aside=new["set_aside"] is not None)
    moved = change(
        additions(before, questionnaire, row.answers),
        additions(after, questionnaire, new["answers"]),
    )
    ledger.add(connection, moved)
    connection.execute(update(Response).where(Response.id == row.id).values(new))


def standpoint_of(row: Any) -> Standpoint:
    """Where a stored response counts."""
    return Standpoint(
        office_id=row.office_id,
        field_id=row.field_id,
        counter_id=row.counter_id,
        channel=row.channel,
        questionnaire_id=row.questionnaire_id,
        answered_at=row.answered_at,
        is_set_aside=row.set_aside is not None,
    )


def keep_texts(
    connection: Connection, response_id: UUID, texts: Mapping[str, str], answered_at: datetime
) -> None:
    """Keep words of one's own, or those that somebody wrote in the place of earlier ones."""
    for question, written in texts.items():
        keep = upsert(table_of(Comment), connection.dialect.name)
        new = {"body": keep.excluded.body, "folded": keep.excluded.folded}
        connection.execute(
            keep.on_conflict_do_update(index_elements=["response_id", "question"], set_=new),
            comment_row(response_id, question, written, answered_at),
        )


def comment_row(
    response_id: UUID, question: str, written: str, answered_at: datetime
) -> dict[str, Any]:
    """The row that words become, in the order of the table's columns."""
    body = mask(written)
    return {
        "response_id": response_id,
        "question": question,
        "body": body,
        "day": local_day(answered_at),
        "folded": folded(body),
    }

"""The counts, compared with the responses that they count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.orm import Session

from forms.questionnaire import Question
from survey.counting import Added, Additions, Row, add_rows, additions
from survey.database import table_of
from survey.ledger import counted
from survey.models import Counter, Field, Office, QuestionnaireVersion, Response
from survey.models.counts import COUNT_TABLES
from survey.periods import half_month, local_day, midnight, next_half
from survey.questionnaires import questionnaire_of
from survey.store import standpoint_of

STREAM = {"yield_per": 1000}


@dataclass(frozen=True)
class WrongCount:
    """A count that the responses do not bear out."""

    table: str
    row: tuple[str, ...]
    """What the row counts, in words: the codes of office and field, the day, and so on."""
    column: str
    stored: int
    recounted: int

    def __str__(self) -> str:
        row = ", ".join(self.row)
        return (
            f"{self.table}, {row}, {self.column}: stored {self.stored}, recounted {self.recounted}"
        )


@dataclass(frozen=True)
class UnknownAnswer:
    """An answer that its questionnaire does not offer."""

    response: UUID
    question: str
    answer: Any

    def __str__(self) -> str:
        return f"response {self.response}, question {self.question}: no option {self.answer!r}"


Difference = WrongCount | UnknownAnswer


def differences(session: Session) -> Iterator[Difference]:
    """Each difference between the stored counts and a recount of all responses."""
    with snapshot(session) as connection:
        yield from Recount(connection).differences()


@contextmanager
def snapshot(session: Session) -> Iterator[Connection]:
    """A connection that sees the database as it is now, whoever writes in the meantime."""
    session.rollback()
    if session.get_bind().dialect.name == "sqlite":
        connection = session.connection()
        # The driver begins a transaction at the first write only; in this one reads agree too.
        connection.execute(text("BEGIN"))
    else:
        connection = session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield connection
    finally:
        session.rollback()


@dataclass
class Recount:
    """Counts the responses anew, half month by half month, so that memory does not fill."""

    connection: Connection
    responses: int = 0
    rows: int = 0
    _names: dict[str, Mapping[Any, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._names = _names(self.connection)
        self._questionnaire = cache(lambda id_: questionnaire_of(self.connection, id_))
        self._questions = cache(
            lambda id_: {q.key: q for q in self._questionnaire(id_).questions if q.screen}
        )

    def differences(self) -> Iterator[Difference]:
        half = _first_half(self.connection, None)
        while half is not None:
            yield from self._of_half(half)
            half = _first_half(self.connection, next_half(half))

    def _of_half(self, half: date) -> Iterator[Difference]:
        recounted: dict[Table, dict[Row, Added]] = {table: {} for table in COUNT_TABLES}
        with self._responses(half) as responses:
            for response in responses:
                self.responses += 1
                yield from self._unknown_answers(response)
                for table, rows in self._additions(response).items():
                    add_rows(recounted[table], rows)
        for table, rows in recounted.items():
            yield from self._wrong_counts(table, half, rows)

    def _responses(self, half: date) -> Any:
        query = select(*table_of(Response).columns).where(
            Response.answered_at >= midnight(half), Response.answered_at < midnight(next_half(half))
        )
        return self.connection.execute(query, execution_options=STREAM)

    def _additions(self, response: Any) -> Additions:
        questionnaire = self._questionnaire(response.questionnaire_id)
        answers = {key: given for key, given in _answers(response).items() if _is_answer(given)}
        return additions(standpoint_of(response), questionnaire, answers)

    def _wrong_counts(
        self, table: Table, half: date, recounted: dict[Row, Added]
    ) -> Iterator[WrongCount]:
        """The differences in a half month; a row of zeros is as good as none."""
        day = table.primary_key.columns[0]
        query = select(table).where(day >= half, day < next_half(half))
        keys = len(table.primary_key.columns)
        with self.connection.execute(query, execution_options=STREAM) as rows:
            for row in rows:
                self.rows += 1
                key, stored = tuple(row[:keys]), tuple(row[keys:])
                yield from self._of_row(table, key, stored, recounted.pop(key, None))
        for key in sorted(recounted):
            yield from self._of_row(table, key, None, recounted[key])

    def _of_row(
        self, table: Table, key: Row, stored: Added | None, recounted: Added | None
    ) -> Iterator[WrongCount]:
        columns = counted(table)
        nothing = (0,) * len(columns)
        for column, old, new in zip(columns, stored or nothing, recounted or nothing, strict=True):
            if old != new:
                yield WrongCount(table.name, self._in_words(table, key), column.name, old, new)

    def _in_words(self, table: Table, key: Row) -> tuple[str, ...]:
        return tuple(
            self._names.get(column.name, {}).get(value, str(value))
            for column, value in zip(table.primary_key, key, strict=True)
        )

    def _unknown_answers(self, response: Any) -> Iterator[UnknownAnswer]:
        questions: Mapping[str, Question] = self._questions(response.questionnaire_id)
        for key, answer in _answers(response).items():
            question = questions.get(key)
            offered = question.option_keys if question else ()
            may_be_several = question and question.kind == "choices" and isinstance(answer, list)
            for chosen in answer if may_be_several else [answer]:
                if chosen not in offered:
                    yield UnknownAnswer(response.id, key, chosen)


def _answers(response: Any) -> Mapping[str, Any]:
    """The answers of a stored response, which somebody may have edited past the program."""
    given = response.answers
    return given if isinstance(given, dict) else {"": given}


def _is_answer(given: Any) -> bool:
    return isinstance(given, str) or (
        isinstance(given, list) and all(isinstance(each, str) for each in given)
    )


def _first_half(connection: Connection, since: date | None) -> date | None:
    """The first half month from `since` on in which there are responses or counts."""
    moment = connection.scalar(_least(Response.answered_at, since and midnight(since)))
    days = [
        connection.scalar(_least(table.primary_key.columns[0], since)) for table in COUNT_TABLES
    ]
    if moment:
        days.append(local_day(moment))
    return min((half_month(day) for day in days if day), default=None)


def _least(column: Any, since: date | datetime | None) -> Any:
    query = select(func.min(column))
    return query if since is None else query.where(column >= since)


def _names(connection: Connection) -> dict[str, Mapping[Any, str]]:
    """For the columns that refer to something, what people call each thing."""
    versions = connection.execute(
        select(QuestionnaireVersion.id, QuestionnaireVersion.key, QuestionnaireVersion.version)
    )
    return {
        "office_id": _by_id(connection, Office.id, Office.code),
        "field_id": _by_id(connection, Field.id, Field.code),
        "counter_id": _by_id(connection, Counter.id, Counter.number),
        "questionnaire_id": {row.id: f"{row.key} {row.version}" for row in versions},
    }


def _by_id(connection: Connection, id_: Any, name: Any) -> dict[int, str]:
    return {row[0]: row[1] for row in connection.execute(select(id_, name))}

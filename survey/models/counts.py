"""Counts that add up, kept in the transaction that stores a response.

A row holds the counts of all options of one question in one cell, not of one option: half the rows
to write when a person answers, and a report reads as many with a hundred answers as with a million.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table

from forms.questionnaire import MOST_OPTIONS, MOST_OVERALL_OPTIONS
from survey.database import Base, NFCString

COUNTED = "counted"
SET_ASIDE = "set aside"
UNKNOWN = "unknown"
"""Of a respondent who did not say whether they came for themselves or an organisation."""

FACTOR_COLUMNS = ("neither_bad", "factor_bad", "overall_bad", "both_bad")
INDEX_COLUMNS = ("n", "s", "m", "ss", "mm", "sm")
"""Responses, and over them the sums Σs, Σm, Σs², Σm², Σsm of satisfied and answered items."""


def option_columns(most: int) -> tuple[str, ...]:
    """The columns of a questionnaire's options, in its order."""
    return tuple(f"option_{position}" for position in range(1, most + 1))


QUESTION_COLUMNS = ("answered", *option_columns(MOST_OPTIONS))
DAY_COLUMNS = ("answered", *option_columns(MOST_OVERALL_OPTIONS))


def _key(name: str, kind: type[Date | Integer | NFCString], refers_to: str = "") -> Column[object]:
    keys = [ForeignKey(f"{refers_to}.id")] if refers_to else []
    return Column(name, kind, *keys, primary_key=True, autoincrement=False)


def _counts(name: str, keys: list[Column[object]], counted: tuple[str, ...]) -> Table:
    return Table(
        name,
        Base.metadata,
        *keys,
        *[Column(column, Integer, nullable=False, default=0) for column in counted],
        CheckConstraint(" AND ".join(f"{column} >= 0" for column in counted), "not_negative"),
        sqlite_with_rowid=False,
    )


def _cell() -> list[Column[object]]:
    """Where an answer is counted. The half month comes first: a report reads some of them."""
    return [
        _key("half", Date),
        _key("office_id", Integer, "offices"),
        _key("field_id", Integer, "fields"),
        _key("channel", NFCString),
        _key("questionnaire_id", Integer, "questionnaires"),
        _key("respondent", NFCString),
        _key("standing", NFCString),
    ]


question_counts = _counts(
    "question_counts", [*_cell(), _key("question", NFCString)], QUESTION_COLUMNS
)
factor_counts = _counts("factor_counts", [*_cell(), _key("factor", NFCString)], FACTOR_COLUMNS)
index_counts = _counts("index_counts", [*_cell(), _key("part", NFCString)], INDEX_COLUMNS)
day_counts = _counts(
    "day_counts",
    [
        _key("day", Date),
        _key("office_id", Integer, "offices"),
        _key("counter_id", Integer, "counters"),
        _key("field_id", Integer, "fields"),
        _key("channel", NFCString),
        _key("questionnaire_id", Integer, "questionnaires"),
        _key("standing", NFCString),
    ],
    DAY_COLUMNS,
)

COUNT_TABLES = (question_counts, factor_counts, index_counts, day_counts)
"""In the order in which a transaction locks their rows."""

"""The counts of a period, as tables that `analysis` judges.

Counts are summed in the database, half month by half month. Single responses are read only for the
days that an unusual cut-off date splits off a half month.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial

import pandas as pd
from sqlalchemy import Column, Connection, Row, Select, Table, func, select
from sqlalchemy.orm import Session

from survey import counting
from survey.ledger import counted
from survey.models import (
    Counter,
    Field,
    Office,
    QuestionnaireVersion,
    Response,
    day_counts,
    factor_counts,
    index_counts,
    question_counts,
)
from survey.periods import Period, midnight
from survey.questionnaires import by_digest, questionnaire_of
from survey.store import standpoint_of

CELL = ("office", "field", "channel", "questionnaire", "version", "respondent", "standing")
DAY = ("day", "counter", "office", "field", "channel", "questionnaire", "version", "standing")

WORDS = frozenset({"channel", "respondent", "standing", "question", "factor", "part", "position"})
"""The columns of words; a day is a date, and all others are numbers."""

NAMES = {"office": Office.code, "field": Field.code, "counter": Counter.number}
"""What stands in the place of an identifier."""

IN_CELLS = ("office_id", "field_id", "channel", "questionnaire_id", "respondent", "standing")

Offices = Collection[int] | None
"""The offices to tell of; all if it is None."""
Questions = Collection[str] | None
"""The questions to tell of, by their keys; all if it is None."""


def questions(
    session: Session, period: Period, offices: Offices = None, only: Questions = None
) -> pd.DataFrame:
    """How many answered each question and how many chose each option: a row an option."""
    wide = _cells(session, question_counts, period, offices, only)
    return _named(session, _by_option(session, wide, "question"), [*CELL, "question"])


def overall(session: Session, period: Period, offices: Offices = None) -> pd.DataFrame:
    """How many answered the overall question and how many of them were satisfied: a row a cell.

    With the `measure` of the questionnaire, as no figure mixes them, and with the identifiers of
    offices and fields.
    """
    connection = session.connection()
    version = QuestionnaireVersion
    versions = connection.execute(select(version.id, version.measure, version.digest)).all()
    asked = {
        id_: (measure, question)
        for id_, measure, digest in versions
        if (question := by_digest(connection, digest).overall)
    }
    keys = frozenset(question.key for _, question in asked.values())
    wide = _cells(session, question_counts, period, offices, keys)
    its_key = wide["questionnaire_id"].map({v: q.key for v, (_, q) in asked.items()})
    wide = wide[wide["question"] == its_key]
    ids = wide["questionnaire_id"]
    satisfied = pd.Series(0, index=wide.index)
    for id_, (_, question) in asked.items():
        for position, option in enumerate(question.options, start=1):
            chosen = wide[f"option_{position}"]
            satisfied += chosen.where((ids == id_) & option.satisfied, 0)
    measures = ids.map({v: measure for v, (measure, _) in asked.items()})
    return wide[[*IN_CELLS, "answered"]].assign(satisfied=satisfied, measure=measures.astype("str"))


def factors(session: Session, period: Period, offices: Offices = None) -> pd.DataFrame:
    """For each factor, how many found it bad or not and the whole bad or not."""
    return _named(session, _cells(session, factor_counts, period, offices), [*CELL, "factor"])


def indices(session: Session, period: Period, offices: Offices = None) -> pd.DataFrame:
    """For each part of the index, the responses and the sums over their items."""
    return _named(session, _cells(session, index_counts, period, offices), [*CELL, "part"])


def days(session: Session, period: Period, offices: Offices = None) -> pd.DataFrame:
    """How many chose each level of the overall question, by day and counter: a row a level."""
    query = (
        select(day_counts)
        .where(day_counts.c.day >= period.start, day_counts.c.day < period.end)
        .order_by(*day_counts.primary_key)
    )
    if offices is not None:
        query = query.where(day_counts.c.office_id.in_(offices))
    wide = _counted(day_counts, _frame(session.connection(), query))
    return _named(session, _by_option(session, wide, None), DAY)


def _cells(
    session: Session, table: Table, period: Period, offices: Offices, only: Questions = None
) -> pd.DataFrame:
    """The sums of a table of counts over a period: a row for each cell, without its half month."""
    connection = session.connection()
    parts = [_from_responses(connection, table, split, offices) for split in period.split_ends]
    if only is not None:
        parts = [part[part["question"].isin(only)] for part in parts]
    if period.whole_halves:
        sums = _sums(table, period.whole_halves, offices)
        chosen = sums if only is None else sums.where(table.c.question.in_(only))
        parts.append(_frame(connection, chosen))
    if len(parts) == 1:
        return _counted(table, parts[0])
    keys = [column.name for column in _keys(table)]
    return _counted(table, pd.concat(parts).groupby(keys, as_index=False).sum())


def _counted(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that count anything: others were left behind by answers that have moved."""
    counts = frame[[column.name for column in counted(table)]]
    return frame[counts.any(axis=1)].reset_index(drop=True)


def _keys(table: Table) -> list[Column[object]]:
    return [column for column in table.primary_key if column.name != "half"]


def _sums(table: Table, halves: Period, offices: Offices) -> Select[*tuple[object, ...]]:
    keys = _keys(table)
    sums = [func.sum(column).label(column.name) for column in counted(table)]
    here = (table.c.half >= halves.start, table.c.half < halves.end)
    query = select(*keys, *sums).where(*here).group_by(*keys).order_by(*keys)
    return query if offices is None else query.where(table.c.office_id.in_(offices))


def _from_responses(
    connection: Connection, table: Table, split: Period, offices: Offices
) -> pd.DataFrame:
    sums: dict[counting.Row, counting.Added] = {}
    questionnaire = cache(partial(questionnaire_of, connection))
    for row in _responses(connection, split, offices):
        added = counting.additions(
            standpoint_of(row), questionnaire(row.questionnaire_id), row.answers
        )
        counting.add_rows(sums, {key[1:]: counts for key, counts in added[table].items()})
    names = [column.name for column in (*_keys(table), *counted(table))]
    return _typed([(*key, *counts) for key, counts in sorted(sums.items())], names)


def _responses(
    connection: Connection, days: Period, offices: Offices
) -> Iterator[Row[*tuple[object, ...]]]:
    query = select(*Response.__table__.columns).where(
        Response.answered_at >= midnight(days.start), Response.answered_at < midnight(days.end)
    )
    if offices is not None:
        query = query.where(Response.office_id.in_(offices))
    yield from connection.execute(query, execution_options={"yield_per": 1000})


def _frame(connection: Connection, query: Select[*tuple[object, ...]]) -> pd.DataFrame:
    result = connection.execute(query)
    return _typed([tuple(row) for row in result], list(result.keys()))


def _typed(rows: Sequence[Sequence[object]], names: Sequence[str]) -> pd.DataFrame:
    """The rows as a table whose columns have their types even if there is no row."""
    kinds = {name: "str" if name in WORDS else "int64" for name in names if name != "day"}
    return pd.DataFrame(rows, columns=list(names)).astype(kinds)


def _by_option(session: Session, wide: pd.DataFrame, question: str | None) -> pd.DataFrame:
    """A row for each option, by its key, instead of a column for each position."""
    positions = [name for name in wide.columns if name.startswith("option_")]
    others = [name for name in wide.columns if name not in positions]
    long = wide.melt(others, positions, var_name="position", value_name="chosen")
    options = _options(session)
    on = ["questionnaire_id", "position"]
    if question is None:
        options = options[options["is_overall"]].drop(columns="question")
    else:
        on.append(question)
    return long.merge(options, on=on).drop(columns=["position", "is_overall"])


def _options(session: Session) -> pd.DataFrame:
    """Which option of which question stands at which position."""
    connection = session.connection()
    ids = connection.scalars(select(QuestionnaireVersion.id)).all()
    rows = [
        (version, question.key, f"option_{position}", option, question.role == "overall")
        for version in ids
        for question in questionnaire_of(connection, version).questions
        for position, option in enumerate(question.option_keys, start=1)
    ]
    columns = ["questionnaire_id", "question", "position", "option", "is_overall"]
    return pd.DataFrame(rows, columns=columns)


def _named(session: Session, frame: pd.DataFrame, first: Sequence[str]) -> pd.DataFrame:
    """The same with codes in the place of identifiers, the columns of `first` first."""
    connection = session.connection()
    for name, code in NAMES.items():
        if f"{name}_id" in frame:
            rows = connection.execute(select(code.class_.id, code))
            codes = {id_: text for id_, text in rows}  # noqa: C416 rows are no pairs to mypy
            frame[name] = frame.pop(f"{name}_id").map(codes).astype("str")
    versions = connection.execute(
        select(QuestionnaireVersion.id, QuestionnaireVersion.key, QuestionnaireVersion.version)
    ).all()
    ids = frame.pop("questionnaire_id")
    frame["questionnaire"] = ids.map({v.id: v.key for v in versions}).astype("str")
    frame["version"] = ids.map({v.id: v.version for v in versions}).astype("int64")
    rest = [name for name in frame.columns if name not in first]
    return frame[[*first, *rest]]

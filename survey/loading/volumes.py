"""Numbers of dossiers from a file: the population that a rate speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.database import table_of
from survey.loading import cells
from survey.loading.changes import Change, Said, change
from survey.loading.dossiers import (
    NUMBERS,
    Count,
    Stored,
    StoredRow,
    overlaps,
    overlaps_with_stored,
    same,
    stale_times,
    stored_counts,
    touching,
)
from survey.loading.entries import Column, Entry, refuse, sound, unknown
from survey.loading.outcome import Manner, Outcome
from survey.loading.problems import Problem
from survey.loading.sentences import Sentence
from survey.models import Field, Office, Volume
from survey.parts import EVERYTHING, Part, within
from survey.periods import Period, quarter

QUARTER = (Column("quarter", cells.quarter),)
DAYS = (Column("starts", cells.day), Column("ends", cells.day))

ONE_TIME_ALONE = translatable("on_time and late stand together, or neither")
OTHER_SUM = translatable("%(on_time)s on time and %(late)s late make %(sum)s, not %(settled)s")
ENDS_FIRST = translatable("the period ends before it starts")


def columns(header: Collection[str]) -> tuple[Column, ...]:
    """The columns of a table: a period is a quarter, or its first and its last day."""
    return (
        Column("office", cells.code),
        Column("field", cells.code),
        *(DAYS if {"starts", "ends"} & set(header) else QUARTER),
        Column("received", cells.whole),
        Column("settled", cells.whole),
        Column("on_time", cells.whole, optional=True),
        Column("late", cells.whole, optional=True),
    )


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the numbers. No dossier may be counted in two periods."""
    mine = select(Office.code, Office.id).where(within(Office.id, manner.part))
    offices = {row.code: row.id for row in session.execute(mine)}
    fields = {row.code: row.id for row in session.execute(select(Field.code, Field.id))}
    problems = [
        *unknown(entries, "office", "office", offices),
        *unknown(entries, "field", "field", fields),
        *(problem for entry in sound(entries) for problem in _contradictions(entry)),
    ]
    bad = {problem.line for problem in problems}
    counts = [
        Count(entry, offices[entry["office"]], fields[entry["field"]], _period(entry, manner))
        for entry in sound(entries)
        if entry.line not in bad
    ]
    stored = stored_counts(session, counts)
    problems += [*overlaps(counts), *stale_times(counts, stored)]
    if not manner.replace:
        problems += overlaps_with_stored(counts, stored)
    refuse(entries, problems)
    return _store(session, counts, stored, manner)


def _period(entry: Entry, manner: Manner) -> Period:
    if entry["quarter"]:
        year, number = entry["quarter"]
        return quarter(year, number, manner.calendar)
    return Period(entry["starts"], entry["ends"] + timedelta(days=1))


def _contradictions(entry: Entry) -> Iterator[Problem]:
    on_time, late, settled = entry["on_time"], entry["late"], entry["settled"]
    if (on_time is None) != (late is None):
        empty = "late" if late is None else "on_time"
        yield entry.problem(Sentence(ONE_TIME_ALONE), empty)
    elif on_time is not None and on_time + late != settled:
        said = {"on_time": on_time, "late": late, "sum": on_time + late, "settled": settled}
        yield entry.problem(Sentence(OTHER_SUM, **said), "settled")
    if entry["starts"] and entry["ends"] < entry["starts"]:
        yield entry.problem(Sentence(ENDS_FIRST), "ends")


def _store(session: Session, counts: Sequence[Count], stored: Stored, manner: Manner) -> Outcome:
    fresh, other, gone = [], [], set()
    changes = []
    for count in manner.watch("storing", counts):
        row = same(count, stored)
        pushed_out = touching(count, stored)
        is_other = row is not None and any(
            getattr(row, name) != number for name, number in count.numbers.items()
        )
        if row is None:
            fresh.append(count.columns)
        elif is_other:
            other.append({"id": row.id, **count.numbers})
        gone |= {each.id for each in pushed_out}
        if row is None or is_other or pushed_out:
            changes.append(_change(count, [*pushed_out, row] if row else pushed_out))
    if not manner.is_trial:
        _write(session, fresh, other, gone)
    return Outcome.of(len(counts), changes)


def _change(count: Count, before: Sequence[StoredRow]) -> Change:
    """What becomes of the stored numbers that a line says anew. Several become one."""
    key = (count.entry["office"], count.entry["field"], str(count.period))
    after = {"period": str(count.period), **count.numbers}
    if not before:
        return change(count.line, key, None, after)
    old = {name: _together([getattr(row, name) for row in before]) for name in count.numbers}
    periods = _together([Period(row.starts, row.ends) for row in before])
    return change(count.line, key, {"period": periods, **old}, after)


def _together(values: Sequence[object]) -> str:
    return " + ".join(str(value) for value in values if value is not None)


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:
    """What a file would say of the numbers of a part, each with its first and its last day."""
    columns = (Office.code, Field.code, Volume.starts, Volume.ends, *map(_column, NUMBERS))
    found = select(*columns).join(Volume.office).join(Volume.field).where(within(Office.id, part))
    names = ("office", "field", "starts", "ends", *NUMBERS)
    rows = session.execute(found.order_by(Office.code, Field.code, Volume.starts))
    each = (dict(zip(names, row, strict=True)) for row in rows)
    return [{**row, "ends": row["ends"] - timedelta(days=1)} for row in each]


def _column(name: str) -> Any:
    return getattr(Volume, name)


def _write(
    session: Session,
    fresh: Sequence[dict[str, object]],
    other: Sequence[dict[str, object]],
    gone: Collection[int],
) -> None:
    by_id = table_of(Volume).c.id == bindparam("gone")
    if gone:
        session.execute(delete(table_of(Volume)).where(by_id), [{"gone": each} for each in gone])
    if fresh:
        session.execute(insert(table_of(Volume)), fresh)
    if other:
        session.execute(update(Volume), other)

"""Which dossiers a line counts, and whether another line or a stored row counts them too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.database import table_of
from survey.loading.entries import Entry
from survey.loading.problems import Problem
from survey.loading.sentences import Sentence
from survey.models import Volume
from survey.periods import Period

TIMES = ("on_time", "late")
NUMBERS = ("received", "settled", *TIMES)

STALE_TIMES = translatable(
    "%(on_time)s on time and %(late)s late are stored and make %(sum)s, not %(settled)s; give "
    "on_time and late as well"
)
OVERLAP = translatable(
    "%(period)s overlaps %(other)s in line %(line)s, for the same office and field"
)
OVERLAP_WITH_STORED = translatable(
    "%(period)s overlaps %(other)s, which is stored for the same office and field; load it with "
    "replacing chosen to put this in its place"
)


@dataclass(frozen=True)
class Count:
    """A sound line: an office's dossiers in a field and a period."""

    entry: Entry
    office_id: int
    field_id: int
    period: Period

    @property
    def line(self) -> int:
        return self.entry.line

    @property
    def of(self) -> tuple[int, int]:
        return self.office_id, self.field_id

    @property
    def has_times(self) -> bool:
        """Whether the file says anything of times, if only that there are none."""
        return any(map(self.entry.says, TIMES))

    @property
    def numbers(self) -> dict[str, int | None]:
        said = NUMBERS if self.has_times else (name for name in NUMBERS if name not in TIMES)
        return {name: self.entry[name] for name in said}

    @property
    def columns(self) -> dict[str, object]:
        return {
            "office_id": self.office_id,
            "field_id": self.field_id,
            "starts": self.period.start,
            "ends": self.period.end,
            **self.numbers,
        }


StoredRow = Row[Any]
Stored = Mapping[tuple[int, int], Sequence[StoredRow]]


def stored_counts(session: Session, counts: Sequence[Count]) -> Stored:
    """What is stored for periods that touch those of the file, by office and field."""
    rows: dict[tuple[int, int], list[StoredRow]] = defaultdict(list)
    if counts:
        start = min(count.period.start for count in counts)
        end = max(count.period.end for count in counts)
        same_days = select(table_of(Volume)).where(Volume.starts < end, Volume.ends > start)
        for row in session.execute(same_days):
            rows[row.office_id, row.field_id].append(row)
    return rows


def touching(count: Count, stored: Stored) -> list[StoredRow]:
    """What is stored of the same dossiers under another period."""
    return [
        row
        for row in stored.get(count.of, ())
        if row.starts < count.period.end and count.period.start < row.ends
        if (row.starts, row.ends) != (count.period.start, count.period.end)
    ]


def same(count: Count, stored: Stored) -> StoredRow | None:
    period = (count.period.start, count.period.end)
    return next((row for row in stored.get(count.of, ()) if (row.starts, row.ends) == period), None)


def stale_times(counts: Sequence[Count], stored: Stored) -> Iterator[Problem]:
    """A problem for each line whose number of dossiers the stored times no longer make."""
    for count in counts:
        row = same(count, stored)
        if row is None or row.on_time is None or count.has_times:
            continue
        if row.settled != count.entry["settled"]:
            stored_ones = {"on_time": row.on_time, "late": row.late, "sum": row.settled}
            problem = Sentence(STALE_TIMES, **stored_ones, settled=count.entry["settled"])
            yield count.entry.problem(problem, "settled")


def overlaps(counts: Sequence[Count]) -> Iterator[Problem]:
    """A problem for each line whose days are in another line too."""
    last: dict[tuple[int, int], Count] = {}
    for count in sorted(counts, key=attrgetter("period")):
        before = last.get(count.of)
        if before and count.period.start < before.period.end:
            first, second = sorted((before, count), key=attrgetter("line"))
            said = {"period": second.period, "other": first.period, "line": first.line}
            yield second.entry.problem(Sentence(OVERLAP, **said))
        if not before or count.period.end > before.period.end:
            last[count.of] = count


def overlaps_with_stored(counts: Sequence[Count], stored: Stored) -> Iterator[Problem]:
    for count in counts:
        for row in touching(count, stored):
            said = {"period": count.period, "other": Period(row.starts, row.ends)}
            yield count.entry.problem(Sentence(OVERLAP_WITH_STORED, **said))

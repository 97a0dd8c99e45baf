"""The spans that reports tell of, and which one each is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.report import names
from survey.periods import ADMINISTRATION, Period
from survey.volumes import Quarter

QUARTER, SIX_MONTHS, NINE_MONTHS, YEAR = "quarter", "six-months", "nine-months", "year"
QUARTERS = {QUARTER: 1, SIX_MONTHS: 2, NINE_MONTHS: 3, YEAR: 4}
"""How many quarters each has."""

WORD = re.compile(r"(20[0-9]{2})(Q[1-4]|H[12]|M9)?")
LONGER = {"H1": (SIX_MONTHS, 1), "H2": (SIX_MONTHS, 3), "M9": (NINE_MONTHS, 1), "": (YEAR, 1)}


class BadSpan(ValueError):
    """A span that there is not."""


@dataclass(frozen=True)
class Span:
    """A quarter, or the first two, three or four of a year."""

    kind: str
    year: int
    number: int = 1
    """Of the first quarter in it."""
    calendar: str = ADMINISTRATION
    cut_off: date | None = None
    """The last day that counts, if it is not the last there is."""

    def __post_init__(self) -> None:
        if self.kind not in QUARTERS:
            raise BadSpan(f"there are no spans of the kind {self.kind!r}")
        last = self._all.end - timedelta(days=1)
        if self.cut_off and not self._all.start <= self.cut_off <= last:
            raise BadSpan(f"{self.cut_off} does not lie in {self._all}")

    @classmethod
    def parse(cls, word: str) -> Span:
        """2026Q3: a quarter; 2026H1 and 2026H2: six months; 2026M9: nine; 2026: the year."""
        found = WORD.fullmatch(word)
        if found is None:
            raise BadSpan(f"no span is called {word!r}")
        year, which = int(found[1]), found[2] or ""
        if which.startswith("Q"):
            return cls(QUARTER, year, int(which[1]))
        kind, number = LONGER[which]
        return cls(kind, year, number)

    @property
    def word(self) -> str | None:
        """The same the other way round; nothing for a span that has no such word."""
        if self.calendar != ADMINISTRATION or self.cut_off is not None:
            return None
        if self.kind == QUARTER:
            return f"{self.year}Q{self.number}"
        words = {span: f"{self.year}{letters}" for letters, span in LONGER.items()}
        return words.get((self.kind, self.number))

    @property
    def period(self) -> Period:
        """The days that count."""
        if self.cut_off is None:
            return self._all
        return Period(self._all.start, self.cut_off + timedelta(days=1))

    @property
    def _all(self) -> Period:
        first = Quarter(self.year, self.number, self.calendar)
        last = _later(first, QUARTERS[self.kind] - 1)
        return Period(first.period.start, last.period.end)

    @property
    def told(self) -> names.Span:
        """The same as a report has it."""
        last = self.period.end - timedelta(days=1)
        return names.Span(self.kind, self.year, self.number, self.calendar, self.period.start, last)

    @property
    def others(self) -> Iterator[Span]:
        """What it may be compared with, the best first; the first that has answers is taken.

        A quarter with the one before: its head asks what the measures of that one have changed.
        Longer spans with the same of the year before, because they are told against the year's
        target, and no season is left between the two; in a program's first year, when nobody had
        answered then, with as many quarters just before it. Nine months are never compared with the
        six in them: the same answers would stand on both sides.
        """
        whole = replace(self, cut_off=None)
        if self.kind != QUARTER:
            yield replace(whole, year=self.year - 1)
        if self.kind != YEAR:
            first = Quarter(self.year, self.number, self.calendar)
            before = _later(first, -QUARTERS[self.kind])
            yield replace(whole, year=before.year, number=before.number)


def _later(one: Quarter, many: int) -> Quarter:
    years, number = divmod(one.number - 1 + many, 4)
    return Quarter(one.year + years, number + 1, one.kind)

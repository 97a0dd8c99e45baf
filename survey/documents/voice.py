"""How a report is said in one language: words, numbers, days, and the names of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from analysis import words
from analysis.report import Report
from analysis.report.names import Thing
from analysis.words import Language, Words

AND = Words("và", "and")


@dataclass(frozen=True)
class Voice:
    """A language, and the numbers that many sentences name."""

    language: Language
    level_percent: int
    fewest: int
    """Fewer answers are hidden."""
    enough: int
    """Fewer on either side make no change real."""

    @classmethod
    def of(cls, report: Report, language: Language) -> Voice:
        """The voice that tells a report."""
        told = report.appendix
        return cls(language, told.level_percent, told.fewest, told.enough)

    def say(self, said: Words, **values: str) -> str:
        """A sentence; `{level}`, `{fewest}` and `{enough}` are known to every one."""
        known = {"fewest": str(self.fewest), "enough": str(self.enough), "level": self.level}
        return said.said(self.language, **{**known, **values})

    @cached_property
    def level(self) -> str:
        """Of the intervals: 95 %."""
        return self.percent(Decimal(self.level_percent), 0)

    def number(self, value: Decimal, places: int = 1) -> str:
        """A number that has so many decimals already."""
        return words.decimal(value, self.language, places)

    def count(self, value: int) -> str:
        """A whole number."""
        return words.count(value, self.language)

    def many(self, value: int) -> str:
        """How many things, in a sentence: below ten with a zero before it in Vietnamese."""
        return f"0{value}" if self.language == "vi" and 0 < value < 10 else self.count(value)

    def percent(self, value: Decimal, places: int = 1) -> str:
        """A number of percent, with its sign."""
        return words.percent(value / 100, self.language, places)

    def day(self, day: date) -> str:
        """As a document writes it among other words."""
        return f"{day:%d/%m/%Y}"

    def thing(self, thing: Thing) -> str:
        """What a thing is called."""
        return thing.vi if self.language == "vi" else thing.en

    def listed(self, names: Sequence[str]) -> str:
        """Names that may have commas in them."""
        return "; ".join(names)


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """The same with a full stop at its end."""
    return capital(text) + ("" if text.endswith((".", ":")) else ".")


def joined(*sentences: str | None) -> str:
    """A paragraph of those there are."""
    return " ".join(each for each in sentences if each)

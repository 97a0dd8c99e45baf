"""What a report names: whom and when it is about, things, targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analysis.targets import Target

WHOM = ("organisations", "people")
"""Whom targets are for. Without one everybody counts."""

OFFICE, PART, PROVINCE = "office", "part", "province"


@dataclass(frozen=True)
class Scope:
    """Whom a report is about: an office, a part (one with all under it), or the province."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class Span:
    """The time that it tells of, and the days of it that count."""

    kind: str
    """`quarter`, `six-months`, `nine-months` or `year`."""
    year: int
    number: int
    """Of the first quarter in it."""
    calendar: str
    """`administration` (from the 15th to the 14th) or `calendar`."""
    starts: date
    last: date
    """The last day that counts: a cut-off may be moved."""


@dataclass(frozen=True)
class Thing:
    """A field, a counter or an office, as it is called."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True)
class Asked:
    """A version of a questionnaire that people answered."""

    measure: str
    key: str
    version: int
    vi: str
    en: str
    digest: str
    """SHA-256 of its text."""


@dataclass(frozen=True)
class Demand:
    """The target that holds, and the document that set it."""

    threshold: Decimal
    comparator: str
    document: str
    vi: str
    """The group of fields that it is for; nothing if it is for all."""
    en: str
    whom: tuple[str, ...]

    @property
    def target(self) -> Target:
        """What a share is held against."""
        return Target(self.threshold, self.comparator)

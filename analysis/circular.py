"""The points that Thông tư 01/2018/TT-VPCP gives for how dossiers are handled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from numbers import Integral

from analysis.indicators import INDICATORS, Indicator
from analysis.rounding import half_up


class Grade(StrEnum):
    """The grades of offices: xuất sắc, tốt, khá, trung bình, yếu."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    WEAK = "weak"


class TaskDone(StrEnum):
    """How much of an official's task counts as done."""

    ALL = "all"
    FROM_70_PERCENT = "70 % or more"
    UNDER_70_PERCENT = "under 70 %"


@dataclass(frozen=True)
class Scale:
    """Which indicators are added, and the least total for each grade, the best first."""

    document: str
    in_doubt_from: date
    """From this day on the province has to say whether the scale still holds."""
    indicators: tuple[int, ...]
    grades: tuple[tuple[Decimal, StrEnum], ...]

    def grade_of(self, total: Decimal) -> StrEnum:
        return next(grade for least, grade in self.grades if total >= least)


CIRCULAR = "Thông tư 01/2018/TT-VPCP"
NEW_DECREE = date(2025, 7, 1)
"""Nghị định 118/2025 took the place of the decree that the circular belongs to."""

OFFICES = Scale(
    CIRCULAR,
    NEW_DECREE,
    indicators=(1, 2, 3, 4, 5, 6, 7, 8, 9),
    grades=(
        (Decimal(15), Grade.EXCELLENT),
        (Decimal(12), Grade.GOOD),
        (Decimal(9), Grade.FAIR),
        (Decimal(6), Grade.AVERAGE),
        (Decimal(0), Grade.WEAK),
    ),
)
OFFICIALS = Scale(
    CIRCULAR,
    NEW_DECREE,
    indicators=(1, 2, 3, 4, 7),
    grades=(
        (Decimal(5), TaskDone.ALL),
        (Decimal("3.5"), TaskDone.FROM_70_PERCENT),
        (Decimal(0), TaskDone.UNDER_70_PERCENT),
    ),
)
"""The circular has it, so it is here. No page of ours rates a named person."""


@dataclass(frozen=True, kw_only=True)
class Points:
    """How many dossiers got two points, one, or none. What counts per office is one "dossier"."""

    two: int
    one: int
    none: int

    def __post_init__(self) -> None:
        counts = (self.two, self.one, self.none)
        if not all(isinstance(count, Integral) and count >= 0 for count in counts):
            raise ValueError("{} with two points, {} with one and {} with none".format(*counts))

    @property
    def given(self) -> int:
        """How many got points at all."""
        return self.two + self.one + self.none

    @property
    def score(self) -> Decimal | None:
        """Points per dossier, rounded half up to one decimal; nothing without dossiers."""
        return half_up(Fraction(2 * self.two + self.one, self.given), 1) if self.given else None


@dataclass(frozen=True)
class Assessment:
    """An office's points by indicator, and what the scale makes of them.

    Fewer dossiers than `fewest` are not enough data; what is counted per office is seen once. An
    indicator without enough is left out and the grades stay as they are, so an office with gaps
    looks worse than it is: name them.
    """

    scale: Scale
    points: Mapping[int, Points]
    fewest: int = 1

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.points) - set(self.scale.indicators)):
            raise ValueError(f"the scale has no indicator {', '.join(map(str, unknown))}")

    @property
    def scores(self) -> dict[int, Decimal]:
        """The rounded score of each indicator that has enough data."""
        given = {n: self.points[n] for n in self.scale.indicators if n in self.points}
        scores = ((n, points.score) for n, points in given.items() if self._has_enough(n))
        return {n: score for n, score in scores if score is not None}

    @property
    def left_out(self) -> tuple[Indicator, ...]:
        """The indicators without enough data, with their names."""
        return tuple(INDICATORS[n] for n in self.scale.indicators if n not in self.scores)

    @property
    def total(self) -> Decimal | None:
        """The sum of the rounded scores; nothing if all are left out."""
        return sum(self.scores.values(), Decimal(0)) if self.scores else None

    @property
    def grade(self) -> StrEnum | None:
        """What the scale calls that total."""
        return None if self.total is None else self.scale.grade_of(self.total)

    def _has_enough(self, number: int) -> bool:
        fewest = 1 if INDICATORS[number].per_office else self.fewest
        return self.points[number].given >= fewest

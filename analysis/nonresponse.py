"""What those who did not answer could change."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.counts import check_counts, numbers
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval
from analysis.targets import Target

Bounds = tuple[Floats, Floats]


@dataclass(frozen=True)
class TippingPoint:
    """How many of those who did not answer must be satisfied for all together to pass.

    An office that passes fails if fewer of them are, one that fails passes if as many are.
    """

    proportion: Proportion
    target: Target

    def __post_init__(self) -> None:
        if not _silent(self.proportion):
            raise ValueError(f"nobody is known to be silent in {self.proportion}")

    @property
    def silent(self) -> int:
        return _silent(self.proportion)

    @property
    def needed(self) -> int:
        everybody = self.proportion.answered + self.silent
        return self.target.most_that_fails(everybody) + 1 - self.proportion.satisfied

    @property
    def share(self) -> Fraction:
        """The share of them. Below nought or above one it turns nothing, as none can have it."""
        return Fraction(self.needed, self.silent)

    @property
    def can_turn(self) -> bool:
        """Whether what they think makes any difference to the reading."""
        return 0 < self.needed <= self.silent


def tipping_point(proportion: Proportion, target: Target) -> TippingPoint | None:
    """Which share among those who did not answer divides passing from failing.

    Nothing where the population is not known, or everybody answered.
    """
    return TippingPoint(proportion, target) if _silent(proportion) else None


def worst_case(proportion: Proportion) -> Interval | None:
    """The share of all if none, and if all, of those who did not answer are satisfied.

    It supposes nothing about who answers, so it holds for people who chose themselves, too. No
    level belongs to it.

    C. F. Manski (1989), The Journal of Human Resources 24, 343-360.
    """
    if not proportion.population:
        return None
    low, high = _bounds(proportion.satisfied, proportion.answered, proportion.population)
    return Interval(float(low), float(high))


def worst_cases(counts: pd.DataFrame) -> pd.DataFrame:
    """The same rows of `satisfied`, `answered` and `population` with `lowest` and `highest`; NaN
    where the population is nobody, or not known."""
    s, n, of_all = numbers(counts, "satisfied", "answered", "population")
    check_counts(s, n, np.nan_to_num(of_all, nan=np.inf))
    lowest, highest = _bounds(s, n, of_all)
    return counts.assign(lowest=lowest, highest=highest)


def _silent(proportion: Proportion) -> int:
    """How many are known not to have answered."""
    return 0 if proportion.population is None else proportion.population - proportion.answered


def _bounds(satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike) -> Bounds:
    s, n, of_all = (np.asarray(count, float) for count in (satisfied, answered, population))
    someone = np.where(of_all > 0, of_all, np.nan)
    return s / someone, (s + of_all - n) / someone

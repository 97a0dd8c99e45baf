"""How many answers it probably takes until a verdict is no longer uncertain."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, hypergeom

from analysis.estimates import Proportion
from analysis.intervals import Floats, checked_level, too_rare
from analysis.rounding import half_up
from analysis.tails import most_that_fails
from analysis.targets import Target

MOST = 10**6
"""More answers than anybody will collect to settle one verdict."""

Counts = NDArray[np.int64]


def answers_to_settle(
    proportion: Proportion, target: Target, *, probability: float = 0.8, level: float = 0.95
) -> int | None:
    """How many more answers would probably make an uncertain verdict "met" or "missed".

    It supposes that people go on answering as they have so far. From that number on the verdict is
    clear with at least this probability. None is returned if nobody has answered, or if they are
    so near to the threshold that a million more would not do.
    """
    _check(probability, level)
    if not proportion.answered:
        return None
    so_far = Fraction(int(proportion.satisfied), int(proportion.answered))
    return Course(proportion, so_far, target, level).needed(probability)


@dataclass(frozen=True)
class Course:
    """Answers that come in after those there are, when a known share of people is satisfied."""

    so_far: Proportion
    share: Fraction
    target: Target
    level: float

    def needed(self, probability: float) -> int | None:
        """The number from which on the verdict that is true is shown with this probability."""
        _check(probability, self.level)
        return _needed(self, probability)

    def _searched(self, probability: float) -> int | None:
        most = self._enough(probability)
        if not most:
            return 0
        if not self._shown(most) >= probability:
            return None

        def shown(more: int) -> bool:
            return bool(self._shown(more) >= probability)

        first = bisect_left(range(most), x=True, key=shown)
        return self._last_relapse(first, most, probability)

    def _last_relapse(self, first: int, most: int, probability: float) -> int:
        """Past the last number, soon after the first that does, that does not.

        With each further answer the probability sinks a little, until one more dissatisfied answer
        is allowed: its curve has teeth. All that can fall below again lie near the first.
        """
        following = np.arange(first, min(first + self._teeth(), most) + 1)
        short = np.flatnonzero(self._shown(following) < probability)
        return int(following[short[-1]]) + 1 if short.size else first

    def _teeth(self) -> int:
        """How far the teeth reach: twice as far as a normal approximation says."""
        threshold, share = float(self.target.share), float(self.share)
        distance = max(abs(share - threshold), 1e-4)
        rarer = min(share, 1 - share) + distance
        return ceil(4 * rarer / distance + 4 / max(min(threshold, 1 - threshold), 1e-3))

    def _enough(self, probability: float) -> int:
        """More answers than can be needed, by Hoeffding's inequality, or as many as there can be.

        W. Hoeffding (1963), Journal of the American Statistical Association 58, 13-30.
        """
        if self.so_far.population is not None:
            return self.so_far.population - self.so_far.answered
        distance = float(abs(self.share - self.target.share))
        reach = sqrt(-log(too_rare(self.level))) + sqrt(-log(1 - probability))
        return MOST if reach**2 >= 2 * MOST * distance**2 else ceil((reach / distance) ** 2 / 2)

    def _shown(self, more: int | Counts) -> Floats:
        """The probability that so many more answers show on which side of the target people are."""
        m = np.asarray(more)
        if self.so_far.population is None:
            return self._shown_of_many(m)
        return self._shown_of(self.so_far.population, m)

    def _shown_of_many(self, m: Counts) -> Floats:
        s, n, threshold = self.so_far.satisfied, self.so_far.answered, float(self.target.share)
        if self.target.is_passed_by(self.share):
            rare = binom.isf(too_rare(self.level), n + m, threshold)
            return np.asarray(binom.sf(rare - s, m, float(self.share)), float)
        common = binom.ppf(too_rare(self.level), n + m, threshold)
        return np.asarray(binom.cdf(common - 1 - s, m, float(self.share)), float)

    def _shown_of(self, population: int, m: Counts) -> Floats:
        """Nearly everybody's answers can tell the side that all are on while their own share lies
        on the other: that is not clear, so the share has to pass, or to fail, as well."""
        s, n = self.so_far.satisfied, self.so_far.answered
        failing, fails = (
            self.target.most_that_fails(population),
            most_that_fails(self.target, n + m),
        )
        everybody = int(half_up(self.share * population, 0))
        rest = (population - n, everybody - s, m)
        if everybody > failing:
            rare = hypergeom.isf(too_rare(self.level), population, failing, n + m)
            return np.asarray(hypergeom.sf(np.maximum(rare, fails) - s, *rest), float)
        common = hypergeom.ppf(too_rare(self.level), population, failing + 1, n + m)
        return np.asarray(hypergeom.cdf(np.minimum(common - 1, fails) - s, *rest), float)


@lru_cache(maxsize=4096)
def _needed(course: Course, probability: float) -> int | None:
    """Kept for the same numbers: a page of many offices asks for each whenever it is read."""
    return course._searched(probability)


def _check(probability: float, level: float) -> None:
    checked_level(level)
    if not 0 < probability < 1:
        raise ValueError(f"a probability to be reached lies between 0 and 1: {probability}")

"""Answers that come in clusters (the same day, the same counter) and tell less than single ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from analysis.effective import Effective, of_clusters
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval, checked_level, exact_bounds


@dataclass(frozen=True)
class Clustered:
    """The share of satisfied answers, from the sums of each cluster."""

    clusters: Sequence[Proportion]

    @property
    def satisfied(self) -> int:
        return sum(one.satisfied for one in self.clusters)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.clusters)

    @property
    def share(self) -> Fraction | None:
        """The estimate before rounding, for comparisons that rounding must not decide."""
        return Fraction(self.satisfied, self.answered) if self.answered else None

    @property
    def estimate(self) -> float | None:
        """The share; nothing if nobody answered."""
        return self.satisfied / self.answered if self.answered else None

    @property
    def design_effect(self) -> float | None:
        """By what factor clusters enlarge the variance; nothing where none can be seen.

        The ratio linearised, over the variance of a simple sample with replacement, as R's
        `svymean(deff = "replace")` has it. It cannot be seen in one cluster, nor when all agree.
        """
        agreed = self.satisfied in {0, self.answered}
        if agreed or len(self._sums[0]) < 2:
            return None
        p = self.satisfied / self.answered
        return float(_variance(*self._sums)) / (p * (1 - p) / (self.answered - 1))

    def effective(self, level: float = 0.95) -> float | None:
        """How many answers of a simple sample would tell as much: never more than there are."""
        checked_level(level)
        return float(effective(*self._sums, level).effective) if self.answered else None

    @property
    def degrees(self) -> float | None:
        """The degrees of freedom of the interval: clusters less one; nothing if nobody answered."""
        return len(self._sums[0]) - 1 if self.answered else None

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        """The exact interval at the effective number of answers; nothing if nobody answered."""
        checked_level(level)
        if not self.answered:
            return None
        worth = effective(*self._sums, level).worth
        low, high = exact_bounds(self.satisfied / self.answered * worth, worth, level)
        return Interval(float(low), float(high))

    @cached_property
    def _sums(self) -> tuple[Floats, Floats]:
        counts = [(one.satisfied, one.answered) for one in self.clusters if one.answered]
        s, n = np.array(counts, float).reshape(-1, 2).T
        return s, n


def effective(s: Floats, n: Floats, level: float) -> Effective:
    """The effective numbers of answers of clusters along the last axis."""
    answered, p = n.sum(axis=-1), s.sum(axis=-1) / n.sum(axis=-1)
    equal = answered**2 / (n**2).sum(axis=-1)
    showing = np.minimum(((n > 0) & (s < n)).sum(axis=-1), (s > 0).sum(axis=-1))
    return of_clusters(p, _variance(s, n), answered, equal, showing, level)


def _variance(s: Floats, n: Floats) -> Floats:
    """Of the ratio of the sums, linearised."""
    m, answered = (n > 0).sum(axis=-1), n.sum(axis=-1)
    off = s - (s.sum(axis=-1) / answered)[..., None] * n
    return np.asarray(m / np.maximum(m - 1, 1) * (off**2).sum(axis=-1) / answered**2)

"""A share that is looked at every day, and an interval that bears it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import elementwise
from scipy.special import gammaln, xlog1py, xlogy

from analysis.counts import check_counts
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval, checked_level, exact_bounds, interval_of
from analysis.repeats import once
from analysis.shares import share


@dataclass(frozen=True)
class WatchedShare:
    """A share that somebody looks at as often as they like while answers come in."""

    so_far: Proportion

    @property
    def estimate(self) -> float | None:
        return self.so_far.estimate

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        """The interval of which all looks together may be trusted; nothing before an answer.

        The exact interval holds for one look, on a day fixed beforehand: whoever looks after
        every answer until it excludes the target will see that, also of an office on target.
        """
        return interval_of(*sequence_bounds(self.so_far.satisfied, self.so_far.answered, level))


def sequence_bounds(
    satisfied: ArrayLike, answered: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Robbins' confidence sequence for each pair of counts; NaN where nobody answered.

    All p with (n + 1) C(n, s) p^s (1 - p)^(n - s) > 1 - level: how likely the answers are under
    this p, against all p mixed evenly. For the true p what mixes them is a martingale of mean 1,
    which at no time at all reaches 1 / (1 - level), with a probability of at least `level`.

    H. Robbins (1970), Annals of Mathematical Statistics 41, 1397-1409.
    """
    s, n = np.broadcast_arrays(np.asarray(satisfied, float), np.asarray(answered, float))
    check_counts(s, n)
    allowed = np.log(1 - checked_level(level))
    low, high = once(lambda s, n: _bounds(s, n, allowed), s, n)
    return low, high


def fallen(
    satisfied: ArrayLike,
    answered: ArrayLike,
    before_satisfied: ArrayLike,
    before_answered: ArrayLike,
    level: float = 0.95,
) -> NDArray[np.bool_]:
    """Whether a share that is looked at every day lies below that of a period that is over.

    It does where Robbins' sequence lies wholly below the exact interval of the period before, which
    is looked at once. Each has half of the error (Bonferroni), so of a share that stays as it is
    somebody who looks for ever says so at most with 1 - level. Nobody has fallen before an answer.
    """
    half = (1 + checked_level(level)) / 2
    _, high = sequence_bounds(satisfied, answered, half)
    s0, n0 = np.asarray(before_satisfied, float), np.asarray(before_answered, float)
    low, _ = once(lambda s, n: exact_bounds(s, n, half), s0, n0)
    return np.asarray(high < low)


def _bounds(s: Floats, n: Floats, allowed: float) -> tuple[Floats, Floats]:
    p = share(s, n)

    def surplus(p: Floats, s: Floats, n: Floats) -> Floats:
        mixed = gammaln(n + 2) - gammaln(s + 1) - gammaln(n - s + 1)
        return np.asarray(mixed + xlogy(s, p) + xlog1py(n - s, -p) - allowed)

    low = elementwise.find_root(surplus, (np.zeros_like(p), p), args=(s, n)).x
    high = elementwise.find_root(surplus, (p, np.ones_like(p)), args=(s, n)).x
    return np.where(p > 0, low, p), np.where(p < 1, high, p)

"""Intervals for a share, and the exact one for counts."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from analysis.counts import check_fit

Floats: TypeAlias = NDArray[np.float64]

A_TIE = 1 - 1e-12
"""Probabilities of whole populations can be exactly as rare as may be. That is not rarer, and no
machine's rounding may make it so."""


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both of them in it."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Finding:
    """A value, and how sure it is."""

    estimate: float
    interval: Interval


class Findings(NamedTuple):
    """Values, each with the bounds of its interval; NaN where there is nothing to find."""

    estimate: Floats
    low: Floats
    high: Floats

    def columns(self, name: str) -> dict[str, Floats]:
        """The columns of a table that has them."""
        return {name: self.estimate, f"{name}_low": self.low, f"{name}_high": self.high}

    def only(self) -> Finding | None:
        """The value there is; nothing where nothing was found."""
        interval = interval_of(self.low.item(), self.high.item())
        return None if interval is None else Finding(self.estimate.item(), interval)


def interval_of(low: ArrayLike, high: ArrayLike) -> Interval | None:
    """Two bounds as an interval; nothing where there are none."""
    return None if np.isnan(low) else Interval(float(np.asarray(low)), float(np.asarray(high)))


def exact_bounds(
    satisfied: ArrayLike, answered: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """The exact interval of Clopper and Pearson for each pair of counts; NaN where nobody answered.

    Counts need not be whole: Korn and Graubard use it at an effective number of answers.

    C. J. Clopper, E. S. Pearson (1934), Biometrika 26, 404-413.
    """
    tail = (1 - checked_level(level)) / 2
    s, n = np.broadcast_arrays(np.asarray(satisfied, float), np.asarray(answered, float))
    check_fit(s, n)
    low = np.where(s > 0, betaincinv(np.where(s > 0, s, 1), n - s + 1, tail), 0.0)
    high = np.where(s < n, betaincinv(s + 1, np.where(s < n, n - s, 1), 1 - tail), 1.0)
    nobody = n <= 0
    return np.where(nobody, np.nan, low), np.where(nobody, np.nan, high)


def checked_level(level: float) -> float:
    """A level of confidence strictly between 0 and 1."""
    if not (isinstance(level, Real) and 0 < float(level) < 1):
        raise ValueError(f"a level of confidence lies between 0 and 1: {level!r}")
    return float(level)


def too_rare(level: float) -> float:
    """A probability below this is not put down to chance on one side of a level of confidence."""
    return (1 - checked_level(level)) / 2 * A_TIE

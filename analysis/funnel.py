"""How far from a target an office may lie by chance alone, given how many answered."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

from analysis.counts import check_counts, numbers
from analysis.intervals import Floats, checked_level
from analysis.repeats import once
from analysis.shares import share
from analysis.targets import Target

INNER, OUTER = 0.95, 0.998


class Position(StrEnum):
    """Where an office lies in the funnel."""

    FAR_BELOW = "far_below"  # outside the 99.8 % limits
    BELOW = "below"  # outside the 95 % limits
    INSIDE = "inside"
    ABOVE = "above"
    FAR_ABOVE = "far_above"


def funnel(frame: pd.DataFrame, target: Target) -> pd.DataFrame:
    """Where each office lies around a target, and the limits for as many answers as it has.

    Takes columns `satisfied`, `answered`; adds `estimate`, `low_95`, `high_95`, `low_998`,
    `high_998` and `position` (missing where nobody answered).
    """
    s, n = numbers(frame, "satisfied", "answered")
    check_counts(s, n)
    low, high = funnel_limits(n, target, INNER)
    far_low, far_high = funnel_limits(n, target, OUTER)
    return frame.assign(
        estimate=share(s, n),
        low_95=low,
        high_95=high,
        low_998=far_low,
        high_998=far_high,
        position=positions(s, n, target),
    )


def funnel_limits(
    answered: ArrayLike, target: Target, level: float = INNER
) -> tuple[Floats, Floats]:
    """The limits for each number of answers; NaN for none.

    Exact binomial tails, interpolated so that they draw as a curve: an office that is exactly at
    the target lies below the lower limit with a probability of at most half of what `level`
    leaves, however few answered, and the same above the upper. Whoever lies on a limit is inside.

    D. J. Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, appendix A.1.1.
    """
    p, tail = float(target.share), (1 - checked_level(level)) / 2
    low, high = once(
        lambda n: (_lower_limit(n, p, tail), 1 - _lower_limit(n, 1 - p, tail)), answered
    )
    return low, high


def positions(satisfied: ArrayLike, answered: ArrayLike, target: Target) -> NDArray[np.object_]:
    """Where each office lies, by the tails themselves; None where nobody answered."""
    (found,) = once(lambda s, n: (_positions(s, n, float(target.share)),), satisfied, answered)
    return found


def _positions(s: Floats, n: Floats, p: float) -> NDArray[np.object_]:
    below, above = binom.cdf(s, n, p), binom.sf(s - 1, n, p)
    inner, outer = (1 - INNER) / 2, (1 - OUTER) / 2
    found = np.full(n.shape, Position.INSIDE, object)
    found[below < inner], found[above < inner] = Position.BELOW, Position.ABOVE
    found[below < outer], found[above < outer] = Position.FAR_BELOW, Position.FAR_ABOVE
    found[n == 0] = None
    return found


def _lower_limit(n: Floats, p: float, tail: float) -> Floats:
    r = binom.ppf(tail, n, p)
    reached, at_r = binom.cdf(r, n, p), binom.pmf(r, n, p)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(n > 0, np.maximum(r - (reached - tail) / at_r, 0.0) / n, np.nan)

"""Whether a period of an office is unlike the periods that it is held against."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.counts import check_counts, check_named, numbers
from analysis.hypergeometric import at_most
from analysis.intervals import Floats, too_rare
from analysis.repeats import once
from analysis.shares import share

THREE_SIGMA = 0.9973


def control_chart(frame: pd.DataFrame, level: float = THREE_SIGMA) -> pd.DataFrame:
    """Each period of each office with the limits that its other periods set for it.

    Takes columns `office`, `satisfied`, `answered` and `baseline` (which periods set the limits);
    adds `estimate`, `centre`, `low`, `high` and `signal`: the share lies outside the limits. A
    period of the baseline is held against the others, never against itself.
    """
    s, n = numbers(frame, "satisfied", "answered")
    check_counts(s, n)
    check_named(frame, "office")
    counts = frame[["satisfied", "answered"]].mul(frame["baseline"].astype(int), axis=0)
    others = counts.groupby(frame["office"], observed=True).transform("sum") - counts
    baseline_s, baseline_n = others.to_numpy(float).T
    low, high = control_limits(n, baseline_s, baseline_n, level)
    estimate = share(s, n)
    return frame.assign(
        estimate=estimate,
        centre=share(baseline_s, baseline_n),
        low=low,
        high=high,
        signal=(estimate < low) | (estimate > high),
    )


def control_limits(
    answered: ArrayLike,
    baseline_satisfied: ArrayLike,
    baseline_answered: ArrayLike,
    level: float = THREE_SIGMA,
) -> tuple[Floats, Floats]:
    """Between which shares a period stays if nothing has changed, for each number of answers.

    A p-chart, but with exact prediction limits from the hypergeometric distribution. The usual
    three standard deviations around the centre take the centre for known and are too narrow near
    100 %: enumerated, of an office that stays as it is they give a false alarm in 1 to 19 of 100
    periods (n 30 to 100, p 0.80 to 0.99), these in less than 0.3. Whoever lies on a limit is
    inside. Without a baseline nothing is outside, without answers there is NaN.

    A. R. Thatcher (1964), Journal of the Royal Statistical Society B 26, 176-192.
    """
    tail = too_rare(level)

    def limits(n: Floats, s0: Floats, n0: Floats) -> tuple[Floats, Floats]:
        low = share(_least_inside(n, s0, n0, tail), n)
        return low, 1 - share(_least_inside(n, n0 - s0, n0, tail), n)

    low, high = once(limits, answered, baseline_satisfied, baseline_answered)
    return low, high


def _least_inside(n: Floats, s0: Floats, n0: Floats, tail: float) -> Floats:
    """The smallest x of n with P(X <= x) >= tail, given s0 of n0 and x + s0 in all."""
    share(s0, n0)
    low, high = np.zeros_like(n), np.floor(n * s0 / np.maximum(n0, 1))
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        inside = at_most(middle, middle + s0, n, n + n0) >= tail
        low, high = np.where(inside, low, middle + 1), np.where(inside, middle, high)
    return high

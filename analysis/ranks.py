"""Which place an office may claim, and which offices can honestly be told apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counts import check_fit, numbers
from analysis.intervals import Floats, checked_level, exact_bounds
from analysis.shares import share


def rank(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The place of each office among all, and the places and tiers it may hold.

    Takes columns `satisfied`, `answered`; adds `rank` (1 is the highest share, equal shares share
    a place), `best_rank` to `worst_rank`, `best_tier` to `worst_tier`. Offices without answers
    have no place (NaN) and take none from others.

    With the confidence of `level`, all true places lie in their intervals at once: an interval
    for each office, exact and wide enough for all of them together, and an office is ranked
    behind another only when its whole interval is below. No assumption of normality, which
    fails near 100 %, and no random numbers, so the same counts always give the same places.

    M. Klein, T. Wright, J. Wieczorek (2020), Journal of the Royal Statistical Society C 69,
    589-606.
    """
    s, n = numbers(frame, "satisfied", "answered")
    check_fit(s, n)
    there, places = n > 0, np.full((5, len(frame)), np.nan)
    places[:, there] = _places(s[there], n[there], checked_level(level))
    names = ["rank", "best_rank", "worst_rank", "best_tier", "worst_tier"]
    return frame.assign(**dict(zip(names, places, strict=True)))


def _places(s: Floats, n: Floats, level: float) -> Floats:
    if not len(n):
        return np.empty((5, 0))
    low, high = exact_bounds(s, n, 1 - (1 - level) / len(n))
    shares, count = share(s, n), len(n)
    from_top, from_bottom = _tiers(low, high), _tiers(-high, -low)
    return np.array(
        [
            1 + _how_many_above(shares, shares),
            1 + _how_many_above(low, high),
            count - _how_many_above(-high, -low),
            from_top,
            from_bottom.max() + 1 - from_bottom,
        ],
        float,
    )


def _how_many_above(values: Floats, limits: Floats) -> NDArray[np.intp]:
    return len(values) - np.searchsorted(np.sort(values), limits, side="right")


def _tiers(low: Floats, high: Floats) -> NDArray[np.intp]:
    """The fewest tiers without two offices in one that are proven to differ, from the top.

    Whoever is in the second tier or below is proven lower than somebody in the tier above.

    L. Mirsky (1971), American Mathematical Monthly 78, 876-877.
    """
    tiers = np.zeros(len(low), np.intp)
    while (rest := tiers == 0).any():
        tiers[rest & (high >= low[rest].max())] = tiers.max() + 1
    return tiers

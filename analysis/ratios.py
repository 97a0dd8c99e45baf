"""How many times as large one share is as another, and what part of a whole that explains."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analysis.differences import wilson_bounds
from analysis.intervals import Floats
from analysis.shares import ratio, share


def ratio_bounds(
    satisfied: ArrayLike,
    answered: ArrayLike,
    reference_satisfied: ArrayLike,
    reference_answered: ArrayLike,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """The bounds of a ratio of two shares; up to infinity where the second share may be nought.

    Put together from Wilson's intervals as Newcombe's is for the difference, so it excludes 1
    exactly when that excludes 0: a page cannot say both. NaN where both shares are nought, or
    one side has no answer.

    A. Donner, G. Y. Zou (2012), Statistical Methods in Medical Research 21, 347-359.
    """
    p1, p2 = share(satisfied, answered), share(reference_satisfied, reference_answered)
    l1, u1 = wilson_bounds(satisfied, answered, level)
    l2, u2 = wilson_bounds(reference_satisfied, reference_answered, level)
    product = p1 * p2
    near, far = l1 * (2 * p1 - l1), u1 * (2 * p1 - u1)
    under = l2 * (2 * p2 - l2)
    with np.errstate(invalid="ignore", divide="ignore"):
        low = near / (product + np.sqrt(product**2 - u2 * (2 * p2 - u2) * near))
        high = (product + np.sqrt(product**2 - under * far)) / under
    low, high = np.where(p1 == 0, 0.0, low), np.where(p2 == 0, np.inf, high)
    meaningless = np.isnan(p1 + p2) | ((p1 == 0) & (p2 == 0))
    return np.where(meaningless, np.nan, low), np.where(meaningless, np.nan, high)


def attributable(
    both: ArrayLike, factor_only: ArrayLike, overall_only: ArrayLike, neither: ArrayLike
) -> Floats:
    """Which part of what is bad overall goes with the factor: 1 - P(bad | factor good) / P(bad).

    NaN where nothing is bad overall, nothing is good, or the factor is never good.

    M. L. Levin (1953), Acta Unio Internationalis contra Cancrum 9, 531-541.
    """
    a, b, c, d = (
        np.asarray(column, float) for column in (both, factor_only, overall_only, neither)
    )
    return _explained(share(c, a + c), share(d, b + d), share(a + c, a + b + c + d))


def attributable_bounds(
    both: ArrayLike,
    factor_only: ArrayLike,
    overall_only: ArrayLike,
    neither: ArrayLike,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """The bounds of the attributable part.

    It is made of three independent shares: of those for whom the factor was good, among the bad
    overall and among the good, and of the bad overall. What each of them alone can move it, at
    its Wilson bounds, is squared and added, as Newcombe does with two. The usual interval (Fleiss
    1979) has none without somebody whose only trouble lay elsewhere; simulated with 5 to 300 bad
    overall this one holds the truth in 94.3 of 100 or more.
    """
    a, b, c, d = (
        np.asarray(column, float) for column in (both, factor_only, overall_only, neither)
    )
    q1, q0, bad = share(c, a + c), share(d, b + d), share(a + c, a + b + c + d)
    (l1, u1), (l0, u0) = wilson_bounds(c, a + c, level), wilson_bounds(d, b + d, level)
    few, many = (_explained(q1, q0, bound) for bound in wilson_bounds(a + c, a + b + c + d, level))
    part = _explained(q1, q0, bad)
    down = (_explained(u1, q0, bad), _explained(q1, l0, bad), np.minimum(few, many))
    up = (_explained(l1, q0, bad), _explained(q1, u0, bad), np.maximum(few, many))
    low, high = (np.sqrt(sum((part - moved) ** 2 for moved in moves)) for moves in (down, up))
    return part - low, np.minimum(part + high, 1.0)


def _explained(good_if_bad: Floats, good_if_good: Floats, bad: Floats) -> Floats:
    return 1 - ratio(good_if_bad, good_if_good + bad * (good_if_bad - good_if_good))

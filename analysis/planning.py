"""How many answers are needed, before any is asked for."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from math import ceil, log

import numpy as np
from numpy.typing import NDArray

from analysis.counts import check_integer
from analysis.estimates import Proportion
from analysis.finite import finite_bounds
from analysis.intervals import checked_level
from analysis.settling import Course
from analysis.targets import Target

MINISTRY_MARGIN = Decimal("0.05")

Share = Fraction | Decimal


def ministry_sample(population: int, margin: Decimal = MINISTRY_MARGIN) -> int:
    """The sample that the guidance to SIPAS asks for: n = N/(1 + N·e²), rounded up.

    Of the rules for rounding only this one gives the whole published table: 100 → 80,
    500 → 223 (222.2), 1,000 → 286 (285.7), 5,000 → 371 (370.4), 10,000 → 385 (384.6).

    The formula supposes a share of a half, a level of 95 % and 1.96 rounded to 2.
    """
    check_integer(population)
    if not 0 < margin < 1:
        raise ValueError(f"a sample of {population} within {margin} cannot be planned")
    return ceil(population / (1 + population * Fraction(margin) ** 2))


def answers_within(
    margin: Share, *, share: Share, population: int | None = None, level: float = 0.95
) -> int:
    """The answers from which on the interval reaches no farther than the margin on either side.

    When about this share of them is satisfied. It is the exact interval, which is reported later
    on, and not the normal one, which is shorter than what will be reported.
    """
    e, p = Fraction(margin), Fraction(share)
    if not (0 < e < 1 and 0 <= p <= 1):
        raise ValueError(f"a share of {share} within {margin} cannot be planned")
    if population is not None:
        check_integer(population)
    of_all = np.inf if population is None else population

    def is_within(answered: NDArray[np.int64] | int) -> NDArray[np.bool_]:
        n = np.asarray(answered)
        s = (2 * p.numerator * n + p.denominator) // (2 * p.denominator)
        low, high = finite_bounds(s, n, of_all, level)
        return np.asarray(np.maximum(s / n - low, high - s / n) <= float(e) + 1e-12)

    most = int(min(_surely_within(e, level), of_all))
    if not most:
        return 0
    first = 1 + bisect_left(range(1, most), x=True, key=lambda n: bool(is_within(n)))
    # The satisfied are whole people, so n + 1 answers can tell a little less than n.
    following = np.arange(first, min(first + ceil(2 / max(float(p * (1 - p)), 1e-3)), most) + 1)
    short = np.flatnonzero(~is_within(following))
    return int(following[short[-1]]) + 1 if short.size else first


def answers_to_confirm(
    target: Target,
    *,
    share: Share,
    population: int | None = None,
    power: float = 0.8,
    level: float = 0.95,
) -> int | None:
    """The answers from which on a target is confirmed with this power.

    When this share of all people is satisfied; if that misses the target, it is the miss that is
    confirmed. Nothing where the share lies on the threshold, or so near that a million answers
    would not do.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1: {share}")
    return Course(Proportion(0, 0, population), Fraction(share), target, level).needed(power)


def _surely_within(margin: Fraction, level: float) -> int:
    """More answers than can be needed.

    W. Hoeffding (1963), Journal of the American Statistical Association 58, 13-30.
    """
    return ceil(-log((1 - checked_level(level)) / 2) / (2 * float(margin) ** 2))

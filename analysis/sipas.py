"""Satisfaction indices: from items to groups, blocks and the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import harmonic_mean, mean

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.counts import check_counts, numbers
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval, exact_bounds
from analysis.moments import COLUMNS, Moments, check_moments, effective_answers

COUNTS = ("satisfied", "answered")


@dataclass(frozen=True)
class PooledIndex:
    """The share of the satisfied answers among all answers to the items of a part."""

    moments: Moments

    @property
    def answered(self) -> int:
        """The respondents, not their answers."""
        return self.moments.n

    @property
    def share(self) -> Fraction | None:
        """The estimate before rounding; nothing if nobody answered."""
        return Fraction(int(self.moments.s), int(self.moments.m)) if self.moments.n else None

    @property
    def estimate(self) -> float | None:
        return None if self.share is None else float(self.share)

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        """The exact interval at the effective number of answers; nothing if nobody answered.

        Stays between 0 and 1, and tells something when all are satisfied, which R's
        `svymean` does not.
        """
        return _interval(self.share, self.moments.worth(level), level)


@dataclass(frozen=True)
class MeanOfItems:
    """The mean of the items' shares, each item counting the same however many answered it."""

    moments: Moments
    items: Mapping[str, Proportion]

    def __post_init__(self) -> None:
        s, m = (sum(getattr(item, count) for item in self.items.values()) for count in COUNTS)
        _check_items(s, m, self.moments.s, self.moments.m)

    @property
    def answered(self) -> int:
        """The respondents, not their answers."""
        return self.moments.n

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The items that nobody answered. The mean is of the others."""
        return tuple(name for name, item in self.items.items() if not item.answered)

    @property
    def share(self) -> Fraction | None:
        """The estimate before rounding; nothing if nobody answered."""
        counts = ((int(item.satisfied), int(item.answered)) for item in self._answered)
        shares = [Fraction(*each) for each in counts]
        return sum(shares, Fraction(0)) / len(shares) if shares else None

    @property
    def estimate(self) -> float | None:
        return None if self.share is None else float(self.share)

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        """The exact interval at the effective number of answers of the pooled index, less what
        equal weights for unequally answered items cost; nothing if nobody answered.

        The cost is Kish's: the harmonic mean of the items' answers over their mean.
        """
        worth = self.moments.worth(level)
        if worth is None or not self._answered:
            return None
        answers = [item.answered for item in self._answered]
        return _interval(self.share, worth * harmonic_mean(answers) / mean(answers), level)

    @property
    def _answered(self) -> list[Proportion]:
        return [item for item in self.items.values() if item.answered]


Index = PooledIndex | MeanOfItems


def index_of(rule: str, moments: Moments, items: Mapping[str, Proportion]) -> Index:
    """The index of a group, a block or the whole by the rule that its questionnaire sets."""
    if rule == "pooled":
        return PooledIndex(moments)
    if rule == "mean":
        return MeanOfItems(moments, items)
    raise ValueError(f"a rule for an index is pooled or mean: {rule!r}")


def pooled_indices(parts: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The same rows of moments with `estimate`, `low`, `high` and the `effective` number of
    answers; NaN where nobody answered."""
    moments = _moments(parts)
    n, s, m = moments[:3]
    estimate = np.divide(s, m, out=np.full(m.shape, np.nan), where=n > 0)
    return _told(parts, moments, estimate, 1.0, level)


def mean_indices(parts: pd.DataFrame, items: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The same for means of items: `items` has a row for each item of each part, `satisfied` and
    `answered`, under the part's label."""
    moments = _moments(parts)
    s, n = numbers(items, *COUNTS)
    check_counts(s, n)
    answered = np.where(n > 0, n, np.nan)
    by_item = {"s": s, "m": n, "share": s / answered, "mean": answered, "inverse": 1 / answered}
    label = list(range(items.index.nlevels))
    by_part = pd.DataFrame(by_item, items.index).groupby(level=label, observed=True)
    sums = by_part[["s", "m"]].sum().reindex(parts.index, fill_value=0)
    _check_items(*numbers(sums, "s", "m"), *moments[1:3])
    of_parts = by_part[["share", "mean", "inverse"]].mean().reindex(parts.index)
    balance = 1 / (of_parts["mean"] * of_parts["inverse"]).to_numpy()
    return _told(parts, moments, of_parts["share"].to_numpy(), balance, level)


def _check_items(s: ArrayLike, m: ArrayLike, of_part: ArrayLike, answers: ArrayLike) -> None:
    """Names the first part whose items do not add up to it."""
    sums = np.broadcast_arrays(*(np.asarray(total, float) for total in (s, m, of_part, answers)))
    same = (sums[0] == sums[2]) & (sums[1] == sums[3])
    if not same.all():
        s, m, of_part, answers = (f"{total.flat[np.argmin(same)]:.17g}" for total in sums)
        raise ValueError(
            f"items with {s} of {m} answers satisfied are not those of a part with {of_part} of "
            f"{answers}"
        )


def _moments(parts: pd.DataFrame) -> list[Floats]:
    moments = numbers(parts, *COLUMNS)
    check_moments(*moments)
    return moments


def _told(
    parts: pd.DataFrame,
    moments: list[Floats],
    estimate: Floats,
    balance: Floats | float,
    level: float,
) -> pd.DataFrame:
    """The columns of an index; `balance` is what unequally answered items leave of its answers."""
    effective, worth = effective_answers(*moments, level=level)
    low, high = _bounds(estimate, worth * balance, level)
    return parts.assign(estimate=estimate, low=low, high=high, effective=effective * balance)


def _interval(share: Fraction | None, worth: float | None, level: float) -> Interval | None:
    if share is None or worth is None:
        return None
    low, high = _bounds(float(share), worth, level)
    return Interval(float(low), float(high))


def _bounds(estimate: ArrayLike, worth: ArrayLike, level: float) -> tuple[Floats, Floats]:
    answered = np.nan_to_num(worth)
    return exact_bounds(np.nan_to_num(estimate) * answered, answered, level)

"""Shares levelled out for the work that came in, so that harder work is no disadvantage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.counts import check_counts, check_named, numbers
from analysis.differences import ENOUGH, excludes_zero, newcombe_bounds
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval, exact_bounds, interval_of
from analysis.mixes import WeightedShares, totals, weighted_shares

ENOUGH_IN_A_FIELD = 5
"""So many answers in each field with weight keep a single one from leading the levelled share."""


@dataclass(frozen=True)
class Standardised:
    """The share that an office would have with the given mix of fields, at its own rates.

    Direct standardisation. `weights` are a mix common to all that are compared, such as the
    province's dossiers per field; only their proportions matter. A `population` narrows nothing
    here, for the reason that `Difference` gives.
    """

    fields: Mapping[str, Proportion]
    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        _check_weights(self.weights, self.fields)

    @property
    def estimate(self) -> float | None:
        """The levelled share; nothing if no field with weight has an answer."""
        return None if self.covered == 0 else float(self._shares.estimate[0])

    @property
    def covered(self) -> float:
        """Which part of the weights lies in fields that have answers: the estimate speaks of it."""
        return _covered(self.weights, self.without_answers)

    @property
    def without_answers(self) -> tuple[str, ...]:
        """The fields that have weight, and no answer."""
        return _without_answers(self.weights, self.fields)

    @property
    def has_enough(self) -> bool:
        """Whether each field that the estimate speaks of has answers enough to be relied on."""
        common = _common(self.weights, self.fields)
        return min((self.fields[f].answered for f in common), default=0) >= ENOUGH_IN_A_FIELD

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        """The exact interval at the number of answers that the weighted mean is worth.

        Enumerated over two fields with shares from 0.80, it holds the truth in 93.4 of 100 or more
        when each has two answers. Not so with a single answer in one that has a tenth of the
        weight or more: it follows that answer, and holds the truth in as few as 85 of 100.
        """
        shares = self._shares
        low, high = exact_bounds(shares.satisfied, shares.answered, level)
        return interval_of(low[0], high[0])

    @cached_property
    def _shares(self) -> WeightedShares:
        return _weighted(self.fields, self.weights)


@dataclass(frozen=True, kw_only=True)
class StandardisedDifference:
    """How much higher one levelled share is than another, over the fields both have answers in."""

    share: Mapping[str, Proportion]
    reference: Mapping[str, Proportion]
    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        _check_weights(self.weights, {**self.share, **self.reference})

    @property
    def estimate(self) -> float | None:
        if self.covered == 0:
            return None
        one, other = self._shares
        return float(one.estimate[0] - other.estimate[0])

    @property
    def covered(self) -> float:
        """Which part of the weights lies in fields where both have answers."""
        return _covered(self.weights, self.without_answers)

    @property
    def without_answers(self) -> tuple[str, ...]:
        """The fields that have weight, and no answer on one side or on both."""
        return _without_answers(self.weights, self.share, self.reference)

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        """Newcombe's interval at the numbers of answers that both weighted means are worth."""
        one, other = self._shares
        low, high = newcombe_bounds(
            one.satisfied, one.answered, other.satisfied, other.answered, level
        )
        return interval_of(low[0], high[0])

    def is_real(self, level: float = 0.95) -> bool:
        """Whether the interval leaves no room for "no difference", and both sides have enough."""
        return self.has_enough and excludes_zero(self.confidence_interval(level))

    @property
    def has_enough(self) -> bool:
        """Whether both sides have the answers it takes to call a difference real: five in each
        field that both have, and in all as many as `Difference` asks for.

        Simulated over two fields that are alike on both sides, with five answers or more in each,
        the interval excludes zero in at most 7 of 100. With three in 9, with two in 11, and in up
        to 20 with a single answer in a field of much weight.
        """
        common = _common(self.weights, self.share, self.reference)
        sides = [[side[f].answered for f in common] for side in (self.share, self.reference)]
        fewest = min(map(min, sides)) if common else 0
        return fewest >= ENOUGH_IN_A_FIELD and min(map(sum, sides)) >= ENOUGH

    @cached_property
    def _shares(self) -> tuple[WeightedShares, WeightedShares]:
        common = _common(self.weights, self.share, self.reference)
        return _weighted(self.share, common), _weighted(self.reference, common)


def standardise(
    frame: pd.DataFrame, weights: Mapping[str, float], level: float = 0.95
) -> pd.DataFrame:
    """The levelled share of each office.

    Takes columns `office`, `field`, `satisfied`, `answered`; returns one row an office with
    `estimate`, `low`, `high`, the `satisfied` and `answered` that it is worth (which `rank` takes),
    `covered`, the part of the weights it speaks of, and `enough`: each field that it speaks of has
    five answers or more.
    """
    check_named(frame, "office", "field")
    _check_weights(weights, frame["field"].unique())
    check_counts(*numbers(frame, "satisfied", "answered"))
    by_field = frame.groupby(["office", "field"], as_index=False, observed=True)
    cells = by_field[["satisfied", "answered"]].sum()
    codes, offices = pd.factorize(cells["office"], sort=True)
    w = cells["field"].map(dict(weights)).to_numpy(float)
    n = cells["answered"].to_numpy(float)
    shares = weighted_shares(w, cells["satisfied"], n, codes, len(offices))
    low, high = exact_bounds(shares.satisfied, shares.answered, level)
    few = (w > 0) & (n > 0) & (n < ENOUGH_IN_A_FIELD)
    return pd.DataFrame(
        {
            "satisfied": shares.satisfied,
            "answered": shares.answered,
            "estimate": shares.estimate,
            "low": low,
            "high": high,
            "covered": np.bincount(codes, w * (n > 0), len(offices)) / sum(weights.values()),
            "enough": (shares.answered > 0) & (totals(few, codes, len(offices)) == 0),
        },
        index=pd.Index(offices, name="office"),
    )


def _weighted(fields: Mapping[str, Proportion], weights: Mapping[str, float]) -> WeightedShares:
    known = [(weights[name], fields[name]) for name in weights if name in fields]
    w: Floats = np.array([weight for weight, _ in known], float)
    s = [rate.satisfied for _, rate in known]
    n = [rate.answered for _, rate in known]
    return weighted_shares(w, s, n, np.zeros(len(known), np.intp), 1)


def _common(weights: Mapping[str, float], *sides: Mapping[str, Proportion]) -> dict[str, float]:
    """The weights of the fields that all have answers in."""
    known = {f: w for f, w in weights.items() if w > 0 and all(f in side for side in sides)}
    return {f: w for f, w in known.items() if all(side[f].answered for side in sides)}


def _without_answers(
    weights: Mapping[str, float], *sides: Mapping[str, Proportion]
) -> tuple[str, ...]:
    common = _common(weights, *sides)
    return tuple(name for name, weight in weights.items() if weight > 0 and name not in common)


def _covered(weights: Mapping[str, float], without: tuple[str, ...]) -> float:
    known = sum(weight for name, weight in weights.items() if name not in without)
    return known / sum(weights.values())


def _check_weights(weights: Mapping[str, float], fields: Iterable[str]) -> None:
    if min(weights.values(), default=0) < 0 or not 0 < sum(weights.values()) < np.inf:
        raise ValueError(f"weights are 0 or more, and not all 0: {dict(weights)}")
    unknown = sorted(set(fields) - set(weights))
    if unknown:
        raise ValueError(f"fields without a weight: {', '.join(unknown)}")

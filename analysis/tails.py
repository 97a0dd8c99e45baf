"""How rarely chance alone would bring such counts to an office that is on the edge of a target."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

from analysis.hypergeometric import at_least, at_most
from analysis.intervals import Floats
from analysis.targets import Target


def chance_if_missed(
    target: Target, *, satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike = np.inf
) -> Floats:
    """The probability of so many satisfied, or more, where the target is missed by a hair.

    It is the one-sided p-value of "met": the lower exact bound passes the target if and only if
    it is below half of what the level leaves over. An endless population is `inf`. There the counts
    need not be whole: as with the exact bounds, the beta distribution goes on between them.
    """
    s, n, N, endless = _counts(satisfied, answered, population)
    some = s > 0
    chance = np.where(some, betainc(np.where(some, s, 1), n - s + 1, float(target.share)), 1.0)
    s, n, N = s[~endless], n[~endless], N[~endless]
    chance[~endless] = at_least(s, most_that_fails(target, N), n, N)
    return chance


def chance_if_met(
    target: Target, *, satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike = np.inf
) -> Floats:
    """The probability of so few satisfied, or fewer, where the target is only just met: the
    one-sided p-value of "missed"."""
    s, n, N, endless = _counts(satisfied, answered, population)
    some = s < n
    chance = np.where(some, betainc(np.where(some, n - s, 1), s + 1, float(1 - target.share)), 1.0)
    s, n, N = s[~endless], n[~endless], N[~endless]
    chance[~endless] = at_most(s, most_that_fails(target, N) + 1, n, N)
    return chance


def _counts(
    satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike
) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
    counts = (np.asarray(count, float) for count in (satisfied, answered, population))
    s, n, N = np.broadcast_arrays(*counts)
    return s, n, N, np.isinf(N)


def most_that_fails(target: Target, population: ArrayLike) -> NDArray[np.int64]:
    """For each size of a population, the largest number satisfied that does not pass."""
    sizes, at = np.unique(np.asarray(population), return_inverse=True)
    most = [target.most_that_fails(int(size)) for size in sizes]
    return np.asarray(most, dtype=np.int64)[at].reshape(np.shape(population))

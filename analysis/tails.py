"""How rarely chance alone would bring such counts to an office that is on the edge of a target."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, hypergeom

from analysis.intervals import Floats, checked_level
from analysis.targets import Target

A_TIE = 1 - 1e-12
"""What is exactly as rare as it may be, as probabilities of whole populations can, is not rarer."""


def chance_if_missed(
    target: Target,
    *,
    satisfied: ArrayLike,
    answered: ArrayLike,
    population: ArrayLike | None = None,
) -> Floats:
    """The probability of so many satisfied, or more, where the target is missed by a hair.

    It is the one-sided p-value of "met": the lower exact bound passes the target if and only if
    it is below half of what the level leaves over.
    """
    s, n = np.asarray(satisfied), np.asarray(answered)
    if population is None:
        return np.asarray(binom.sf(s - 1, n, float(target.share)), float)
    most = most_that_fails(target, population)
    return np.asarray(hypergeom.sf(s - 1, np.asarray(population), most, n), float)


def chance_if_met(
    target: Target,
    *,
    satisfied: ArrayLike,
    answered: ArrayLike,
    population: ArrayLike | None = None,
) -> Floats:
    """The probability of so few satisfied, or fewer, where the target is only just met: the
    one-sided p-value of "missed"."""
    s, n = np.asarray(satisfied), np.asarray(answered)
    if population is None:
        return np.asarray(binom.cdf(s, n, float(target.share)), float)
    least = most_that_fails(target, population) + 1
    return np.asarray(hypergeom.cdf(s, np.asarray(population), least, n), float)


def most_that_fails(target: Target, population: ArrayLike) -> NDArray[np.int64]:
    """For each size of a population, the largest number satisfied that does not pass."""
    sizes, at = np.unique(np.asarray(population), return_inverse=True)
    most = [target.most_that_fails(int(size)) for size in sizes]
    return np.asarray(most, dtype=np.int64)[at].reshape(np.shape(population))


def too_rare(level: float) -> float:
    """A probability below this is not put down to chance on one side of a level of confidence."""
    return (1 - checked_level(level)) / 2 * A_TIE

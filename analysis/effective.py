"""Effective numbers of answers: how many answers of a simple sample would tell as much."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from analysis.intervals import Floats, checked_level

ENOUGH_SHOWING = 8
"""Where fewer clusters show the rarer opinion, how much they differ has hardly been seen: below
eight degrees of freedom NCHS asks a statistician."""


class Clusters(NamedTuple):
    """What the clusters of a whole are like.

    Of unequal size they count for as many `equal` ones as Kish has them: the square of the answers,
    over the sum of the squares of each cluster's. So many are `showing` the rarer opinion.
    `heavy_tails` is by how much more the variance is uncertain than if the clusters varied as the
    normal distribution does.

    L. Kish (1965), Survey Sampling, Wiley.
    """

    equal: Floats
    showing: Floats
    heavy_tails: Floats | float = 0.0

    @property
    def degrees(self) -> Floats:
        """The degrees of freedom of the variance, after Satterthwaite: two over the square of its
        coefficient of variation. Without heavy tails, `equal` less one.

        F. E. Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
        """
        most = self.equal - 1
        return np.asarray(2 * most / (2 + most * self.heavy_tails))


class Effective(NamedTuple):
    """How many answers of a simple sample would tell as much.

    `effective` is p(1 - p) over the variance: the number of which NCHS asks 30 before a figure is
    reliable. `worth` is less for the degrees of freedom that the variance rests on: an interval is
    made of it.
    """

    effective: Floats
    worth: Floats


def korn_graubard(
    p: ArrayLike, variance: ArrayLike, n: ArrayLike, df: ArrayLike, level: float
) -> Effective:
    """p(1 - p) / variance; its worth is that times the square of t of n - 1 over t of df.

    Both are at most n, and n where the variance is nought: a caller who does not believe that gives
    another one.

    E. L. Korn, B. I. Graubard (1998), Survey Methodology 24, 193-201.
    J. D. Parker et al. (2017), National Center for Health Statistics, Data Presentation Standards
    for Proportions, Vital and Health Statistics, Series 2, No. 175: the limit n comes last.
    """
    p, variance, n, df = np.broadcast_arrays(*(np.asarray(x, float) for x in (p, variance, n, df)))
    seen, tail = variance > 0, (1 - checked_level(level)) / 2
    some = seen & (df > 0)
    t = stdtrit(np.where(some, n - 1, 1), tail) / stdtrit(np.where(some, df, 1), tail)
    plain = np.divide(p * (1 - p), variance, out=np.full(p.shape, np.inf), where=seen)
    return Effective(
        np.minimum(n, np.where(seen & (n <= 1), 0, plain)),
        np.minimum(n, np.where(seen & (df <= 0), 0, plain * t**2)),
    )


def of_clusters(
    p: Floats, variance: Floats, answered: Floats, clusters: Clusters, level: float
) -> Effective:
    """Korn and Graubard's numbers for answers that come in clusters: of a day, or of a person.

    The variance is believed only where enough clusters show the rarer opinion; otherwise a cluster
    tells no more than one answer, also if all are satisfied and there is no variance at all.
    """
    found = korn_graubard(p, variance, answered, clusters.degrees, level)
    believed = clusters.showing >= ENOUGH_SHOWING
    return Effective(*(np.where(believed, one, np.minimum(one, clusters.equal)) for one in found))


def if_all_agreed(W: Floats, n: Floats, level: float) -> Floats:
    """What the answers of strata are worth at least if everybody says the same, whatever is true.

    If all are satisfied, true shares p of the strata are kept as long as that has a probability,
    the product of all p ** n, of at least (1 - level) / 2. The smallest sum of W * p under this
    has p = 1 or p in proportion to n / W: strata with few answers for their weight are feared
    most. The result is the number of answers of a simple sample with this lower bound: all n where
    they are spread as the weights are, otherwise fewer. Strata are along the last axis; where n is
    nought there is nothing to fear.
    """
    budget, feared = -np.log((1 - level) / 2), (W > 0) & (n > 0)
    u = np.log(np.where(feared, W, 1)) - np.log(np.where(feared, n, 1))
    first = np.argsort(np.where(feared, -u, np.inf), axis=-1)
    u, n, W, feared = (np.take_along_axis(x, first, -1) for x in (u, n * feared, W, feared))
    worst = (np.cumsum(n * u, axis=-1) - budget) / np.maximum(np.cumsum(n, axis=-1), 1)
    fallen = np.where(feared, np.maximum(u - worst.max(axis=-1, keepdims=True), 0), 0)
    below_one = np.sum(W * -np.expm1(-fallen), axis=-1)
    bound = -np.log1p(-below_one)
    return np.asarray(np.divide(budget, bound, out=np.full(bound.shape, np.inf), where=bound > 0))

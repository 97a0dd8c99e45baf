"""How many of a sample are satisfied, when so many of a counted population are: on arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binom

from analysis.intervals import Floats

NEGLIGIBLE = 1e-17
TERMS = 16
"""So many are added before looking which sums are complete."""


def at_least(x: ArrayLike, k: ArrayLike, n: ArrayLike, N: ArrayLike) -> Floats:
    """The probability of x or more among n drawn from N of whom k are satisfied.

    As scipy's `hypergeom.sf(x - 1, N, k, n)`, in a hundredth of its time over a column.
    """
    counts = (np.asarray(count, float) for count in (x, k, n, N))
    x, k, n, N = np.broadcast_arrays(*counts)
    high = x * N > n * k
    x, k = np.where(high, x, n - x + 1), np.where(high, k, N - k)
    rare = from_there_on(exactly(x, k, n, N), x, k, n, N)
    return np.where(high, rare, 1 - rare)


def at_most(x: ArrayLike, k: ArrayLike, n: ArrayLike, N: ArrayLike) -> Floats:
    """The probability of x or fewer: so many, or more, of the others."""
    return at_least(np.subtract(n, x), np.subtract(N, k), n, N)


def exactly(x: Floats, k: Floats, n: Floats, N: Floats) -> Floats:
    """Of just x: a product of binomial terms, which keep digits that factorials of N would lose.

    C. Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
    """
    p = n / np.maximum(N, 1)
    return np.asarray(binom.pmf(x, k, p) * binom.pmf(n - x, N - k, p) / binom.pmf(n, N, p))


def from_there_on(first: Floats, x: Floats, k: Floats, n: Floats, N: Floats) -> Floats:
    """The sum of the probabilities of x, the `first`, and more: above the mean, so they fall."""
    total, term = np.array(first), np.ravel(first)
    x, k, n, N = (np.ravel(part) for part in (x, k, n, N))
    running, added = np.arange(term.size), term
    while running.size:
        for _ in range(TERMS):
            x = x + 1
            term = term * ((k - x + 1) * (n - x + 1)) / (x * (N - k - n + x))
            added = added + term
        total.flat[running] = added
        goes_on = term > NEGLIGIBLE * added
        running = running[goes_on]
        term, added, x, k, n, N = (part[goes_on] for part in (term, added, x, k, n, N))
    return total

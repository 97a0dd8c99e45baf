"""Korn and Graubard's interval for a mean of strata: the formula, on arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from analysis.effective import Effective, if_all_agreed, korn_graubard
from analysis.intervals import Floats, checked_level, exact_bounds

FEW_DEGREES = 30


class Weighted(NamedTuple):
    """Of each whole: its share, the interval, the effective number of answers and what the interval
    makes of it (endless where nothing is left to chance), and the degrees of freedom."""

    estimate: Floats
    low: Floats
    high: Floats
    effective: Floats
    worth: Floats
    degrees: Floats


def weighted(
    satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike, level: float = 0.95
) -> Weighted:
    """What strata along the last axis say together, each weighted by its population.

    The exact interval at the effective number of answers of Korn and Graubard, with a finite
    population correction in each stratum; the point where every stratum was asked completely. It
    reaches at least as far as one stratum alone, in which all say the same, can move the whole.
    Strata without answers have no say. NaN where nobody answered.
    """
    level = checked_level(level)
    s, n, N = (np.asarray(counts, float) for counts in (satisfied, answered, population))
    N, nobody = np.where(n > 0, N, 0.0), n.sum(axis=-1) <= 0
    W, p = _weights_and_share(s, n, N)
    effective, worth = _effective(s, n, N, W, p, level)
    low, high = exact_bounds(p * worth, worth, level)
    down, up = _moved_by_one(s, n, W, level)
    known = (n >= N).all(axis=-1) & ~nobody
    low = np.where(known, p, np.minimum(low, np.maximum(p - down, 0)))
    high = np.where(known, p, np.maximum(high, np.minimum(p + up, 1)))
    found = (p, low, high, effective, np.where(known, np.inf, worth), _degrees(n))
    return Weighted(*(np.where(nobody, np.nan, each) for each in found))


def led_by_one(
    satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike, threshold: float
) -> tuple[Floats, Floats]:
    """How likely one stratum alone, in which all say the same, leads the whole as far above a
    threshold as it lies, and as far below: the interval reaches the threshold by it if that is
    half of what the level leaves over."""
    s, n, N = (np.asarray(counts, float) for counts in (satisfied, answered, population))
    W, p = _weights_and_share(s, n, np.where(n > 0, N, 0.0))

    def led(alike: NDArray[np.bool_], away: Floats) -> Floats:
        left = np.divide(away[..., None], W, out=np.ones_like(W), where=W > 0)
        chances = (1 - np.clip(left, 0, 1)) ** np.maximum(n, 1)
        return np.asarray(np.where(alike & (W > 0), chances, 0).max(axis=-1, initial=0))

    return led(s >= n, p - threshold), led(s <= 0, threshold - p)


def _weights_and_share(s: Floats, n: Floats, N: Floats) -> tuple[Floats, Floats]:
    """The weight of each stratum with answers, and the share of the whole."""
    dossiers = np.maximum(N.sum(axis=-1), 1)
    p = (N * s / np.maximum(n, 1)).sum(axis=-1) / dossiers
    return N / dossiers[..., None], np.minimum(p, 1)


def _effective(s: Floats, n: Floats, N: Floats, W: Floats, p: Floats, level: float) -> Effective:
    """Korn and Graubard's, and less where those would trust a variance which nobody saw.

    In a stratum where all say the same (or only one answered) no variance is seen, which is not
    none. There the distance to the whole stands in for it, as in R's `survey.lonely.psu="adjust"`.
    If there are such strata, or the variance rests on fewer than 30 degrees of freedom, answers
    also count for no more than the better of two cautious numbers: what they are worth if
    everybody agrees, or their number with each such stratum as far off as its own exact interval
    reaches, and Satterthwaite's degrees of freedom. Without this, half of all dossiers in a field
    with five satisfied answers left intervals that held the truth 31 times in 100.
    """
    share, total = s / np.maximum(n, 1), n.sum(axis=-1)
    rest = W**2 * (1 - n / np.maximum(N, 1))
    alike = ((s <= 0) | (s >= n)) & (n > 0) & (n < N)
    seen = rest * share * (1 - share) / np.maximum(n - 1, 1)
    off = rest * np.where(alike, (share - p[..., None]) ** 2 / np.maximum(n, 1), 0)
    plain = korn_graubard(p, (seen + off).sum(axis=-1), total, _degrees(n), level)

    feared = (seen + off + rest * np.where(alike, _reach(n, level) ** 2, 0)).sum(axis=-1)
    degrees = np.minimum(_satterthwaite(feared, seen, n), total - 1)
    cautious = korn_graubard(p, feared, total, degrees, level)
    agreed = if_all_agreed(W, np.where(n < N, n, 0.0), level)
    thin = alike.any(axis=-1) | (degrees < FEW_DEGREES)
    return Effective(
        *(
            np.where(thin, np.minimum(one, np.maximum(agreed, other)), one)
            for one, other in zip(plain, cautious, strict=True)
        )
    )


def _moved_by_one(s: Floats, n: Floats, W: Floats, level: float) -> tuple[Floats, Floats]:
    """How far down, and up, the whole lies if one stratum in which all say the same misleads most.

    That is as far as its own exact interval reaches, if it has endless dossiers. Without this a
    field with one dissatisfied answer and much of the work drew the interval after it: with 70 %
    of the dossiers "missed" was wrong in 15 of 100.
    """
    moved = -W * np.expm1(np.log((1 - level) / 2) / np.maximum(n, 1))
    down = np.where(s >= n, moved, 0).max(axis=-1, initial=0)
    up = np.where(s <= 0, moved, 0).max(axis=-1, initial=0)
    return down, up


def _degrees(n: Floats) -> Floats:
    """Answers less strata; those with a single answer are one stratum."""
    alone = (n == 1).sum(axis=-1)
    return np.asarray((n - (n > 0)).sum(axis=-1) + np.maximum(alone - 1, 0))


def _reach(n: Floats, level: float) -> Floats:
    """How far from 1 the exact interval of n satisfied answers reaches, in standard errors."""
    tail = (1 - level) / 2
    return np.asarray(np.expm1(np.log(tail) / np.maximum(n, 1)) / ndtri(tail))


def _satterthwaite(variance: Floats, parts: Floats, n: Floats) -> Floats:
    """Degrees of freedom of a variance with these estimated parts, each of n - 1.

    F. E. Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    """
    uncertain = (parts**2 / np.maximum(n - 1, 1)).sum(axis=-1)
    endless = np.full(variance.shape, np.inf)
    return np.asarray(np.divide(variance**2, uncertain, out=endless, where=uncertain > 0))

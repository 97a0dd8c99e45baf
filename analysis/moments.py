"""What is known of people who each answered several items: sums that can be added up."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from numbers import Integral

import numpy as np
from numpy.typing import ArrayLike

from analysis.effective import Clusters, Effective, of_clusters
from analysis.intervals import Floats, checked_level

COLUMNS = ("n", "s", "m", "ss", "mm", "sm")
ROUNDING = 1e-9


@dataclass(frozen=True)
class Moments:
    """Of `n` respondents, the sums of their satisfied items s and answered items m, of the squares
    and of the products. A respondent has answered at least one item."""

    n: int
    s: int
    m: int
    ss: int
    mm: int
    sm: int

    def __post_init__(self) -> None:
        if not all(isinstance(moment, Integral) for moment in astuple(self)):
            raise ValueError(f"moments are whole numbers: {self}")
        check_moments(*astuple(self))

    def __add__(self, other: Moments) -> Moments:
        return Moments(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def effective_answers(self, level: float = 0.95) -> float | None:
        """How many answers of a simple sample tell as much; nothing if nobody answered."""
        checked_level(level)
        return float(self._effective(level).effective) if self.n else None

    def worth(self, level: float = 0.95) -> float | None:
        """The same, fewer for the few people it rests on: what an interval is made of."""
        checked_level(level)
        return float(self._effective(level).worth) if self.n else None

    def _effective(self, level: float) -> Effective:
        return effective_answers(*astuple(self), level=level)


def effective_answers(  # noqa: PLR0913 - the six moments and the level
    n: ArrayLike,
    s: ArrayLike,
    m: ArrayLike,
    ss: ArrayLike,
    mm: ArrayLike,
    sm: ArrayLike,
    *,
    level: float,
) -> Effective:
    """The effective numbers of answers behind a pooled index; NaN where nobody answered.

    One person's answers resemble each other, so respondents are clusters. The variance of the
    ratio R = Σs/Σm is linearised over them, n/(n - 1) Σ(s - Rm)² / (Σm)², and they are equal to
    (Σm)²/Σm² of one size. How many show the rarer opinion is not among the sums, but by Cauchy's
    inequality no fewer than (Σs)²/Σs², and the same of dissatisfied items. Nor are their heavy
    tails: simulated over 60 to 600 people with 16 or 39 items each, the interval holds the truth in
    94 of 100 or more without them.

    W. G. Cochran (1977), Sampling Techniques, 3rd edition, section 6.3.
    """
    checked_level(level)
    n, s, m, ss, mm, sm = (np.asarray(moment, float) for moment in (n, s, m, ss, mm, sm))
    someone = n > 0
    n, m, mm = (np.where(someone, moment, 1.0) for moment in (n, m, mm))
    R, equal = s / m, m**2 / mm
    off = ss - 2 * R * sm + R**2 * mm
    off = np.where(off > ROUNDING * mm, off, 0)
    variance = n / np.maximum(n - 1, 1) * off / m**2
    showing = np.minimum(_at_least(s, ss), _at_least(m - s, mm - 2 * sm + ss))
    found = of_clusters(R, variance, m, Clusters(equal, showing), level)
    return Effective(*(np.where(someone, number, np.nan) for number in found))


def check_moments(
    n: ArrayLike, s: ArrayLike, m: ArrayLike, ss: ArrayLike, mm: ArrayLike, sm: ArrayLike
) -> None:
    """Names the first moments that no answers can have."""
    moments = np.broadcast_arrays(*(np.asarray(moment, float) for moment in (n, s, m, ss, mm, sm)))
    n, s, m, ss, mm, sm = moments
    fit = (s >= 0) & (s <= m) & (n <= m) & (s <= ss) & (ss <= sm) & (sm <= mm) & (m <= mm)
    for total, a, b in ((m, n, mm), (s, n, ss), (sm, ss, mm)):  # Cauchy's inequality
        fit &= (n >= 0) & (total**2 <= a * b * (1 + ROUNDING))
    if not fit.all():
        first = np.argmin(fit)
        said = (
            f"{name} {moment.flat[first]:.17g}"
            for name, moment in zip(COLUMNS, moments, strict=True)
        )
        raise ValueError(f"no answers have the moments {', '.join(said)}")


def _at_least(total: Floats, squares: Floats) -> Floats:
    """How many have some of a total, at least."""
    return np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)

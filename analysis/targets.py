"""What a plan demands: a share to be reached, or to be exceeded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

AT_LEAST = ">="
MORE_THAN = ">"


@dataclass(frozen=True)
class Target:
    """A threshold in percent, and whether reaching it is enough.

    "Tối thiểu" and "từ … trở lên" mean at least, "trên" means more. A share that is exactly the
    threshold passes the one and fails the other, so nothing here is computed with floating point.
    """

    threshold: Decimal
    comparator: str = AT_LEAST

    def __post_init__(self) -> None:
        if not (_is_number(self.threshold) and 0 < self.threshold <= 100):
            raise ValueError(f"a threshold is a Decimal above 0 and up to 100: {self.threshold!r}")
        if self.comparator not in {AT_LEAST, MORE_THAN}:
            raise ValueError(f"a comparator is >= or >: {self.comparator!r}")
        if self.comparator == MORE_THAN and self.threshold == 100:
            raise ValueError("no share is more than 100 %")

    @cached_property
    def share(self) -> Fraction:
        """The threshold as a share of one."""
        return Fraction(self.threshold) / 100

    @property
    def decimals(self) -> int:
        """How many it takes to say the threshold in percent: none for 90.0."""
        return max(0, -int(self.threshold.normalize().as_tuple().exponent))

    def is_passed_by(self, share: Fraction) -> bool:
        """Whether a share, given exactly, is on the right side."""
        return share >= self.share if self.comparator == AT_LEAST else share > self.share

    def passed_counts(self, *, satisfied: ArrayLike, answered: ArrayLike) -> NDArray[np.bool_]:
        """The same for many pairs of counts; nobody asked is not a pass.

        Python's whole numbers have no largest one, so no product overflows.
        """
        of_threshold = np.asarray(answered, dtype=object) * self.share.numerator
        reached = np.asarray(satisfied, dtype=object) * self.share.denominator
        passed = reached >= of_threshold if self.comparator == AT_LEAST else reached > of_threshold
        return np.asarray(passed, dtype=bool) & (np.asarray(answered) > 0)

    def most_that_fails(self, population: int) -> int:
        """The largest number satisfied, of so many, that does not pass yet."""
        exactly = self.share * population
        below = -(-exactly.numerator // exactly.denominator) - 1
        return below if self.comparator == AT_LEAST else exactly.numerator // exactly.denominator


def _is_number(threshold: object) -> bool:
    return isinstance(threshold, Decimal) and threshold.is_finite()

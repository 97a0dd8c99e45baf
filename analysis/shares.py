"""Shares of counts, where there is anything to share."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analysis.counts import check_fit
from analysis.intervals import Floats


def share(satisfied: ArrayLike, answered: ArrayLike) -> Floats:
    """Satisfied of answered; NaN where nobody answered."""
    s, n = np.broadcast_arrays(np.asarray(satisfied, float), np.asarray(answered, float))
    check_fit(s, n)
    return ratio(s, n)


def ratio(over: Floats, under: Floats) -> Floats:
    """One by the other; NaN where there is nothing to divide by."""
    quotient: Floats = np.divide(over, under, out=np.full(over.shape, np.nan), where=under > 0)
    return quotient

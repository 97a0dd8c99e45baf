"""Columns of counts out of a table; what cannot be is refused, by its numbers."""

from __future__ import annotations

from numbers import Integral
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from pandas.api.typing import DataFrameGroupBy

Wholes: TypeAlias = "DataFrameGroupBy[Any, Any]"

MOST = 2**53
"""Above this not every whole number has a float, and nobody counts so far."""


def numbers(frame: pd.DataFrame, *names: str) -> list[NDArray[np.float64]]:
    """Columns of a table, whatever kind of number they hold; NaN where one is missing."""
    return [frame[name].to_numpy(float, na_value=np.nan) for name in names]


def check_fit(satisfied: ArrayLike, answered: ArrayLike) -> None:
    """Names the first of them that do not fit into each other; they may be effective numbers."""
    s, n = _floats(satisfied, answered)
    _refuse(s, n, _fit(s, n))


def check_counts(satisfied: ArrayLike, answered: ArrayLike, population: ArrayLike = np.inf) -> None:
    """Names the first of them that are not whole or do not fit into each other."""
    s, n, N = _floats(satisfied, answered, population)
    _refuse(s, n, _fit(s, n) & _whole(s) & _whole(n))
    possible = (n <= N) & _whole(N)
    if not possible.all():
        one = np.argmin(possible)
        raise ValueError(f"{n.flat[one]:.17g} who answered out of {N.flat[one]:.17g} cannot be")


def check_each(*counts: ArrayLike) -> None:
    """Names the first that is no number of people."""
    for each in _floats(*counts):
        possible = (each >= 0) & _whole(each) & np.isfinite(each)
        if not possible.all():
            raise ValueError(f"{each.flat[np.argmin(possible)]:.17g} cannot be a count")


def check_integer(count: int) -> None:
    """Refuses a single count that is none, or of another type."""
    if not isinstance(count, Integral) or count < 0:
        raise ValueError(f"{count} cannot be a count")


def check_named(frame: pd.DataFrame, *names: str) -> None:
    """Refuses rows that do not say what they belong to: their answers would be lost in silence."""
    for name in names:
        if frame[name].isna().any():
            raise ValueError(f"a row has no {name}")


def wholes_of(frame: pd.DataFrame, by: str | list[str]) -> Wholes:
    """The rows of each whole, in the order of their names; those that have rows, and no others."""
    check_named(frame, *([by] if isinstance(by, str) else by))
    return frame.groupby(by, sort=True, observed=True)


def check_integers(satisfied: int, answered: int, population: int | None = None) -> None:
    """Refuses single counts that do not fit into each other, or of another type.

    They are compared as they are, and one without decimals is none: nobody counted 2.0.
    """
    s, n, N = satisfied, answered, MOST if population is None else population
    out_of = "" if population is None else f" out of {population}"
    if not all(isinstance(count, Integral) for count in (s, n, N)):
        raise ValueError(f"{s} satisfied of {n} who answered{out_of} cannot be: counts are whole")
    if not 0 <= s <= n:
        raise ValueError(f"{s} satisfied of {n} who answered cannot be")
    if not n <= N <= MOST:
        raise ValueError(f"{n} who answered{out_of} cannot be")


def _floats(*counts: ArrayLike) -> tuple[NDArray[np.float64], ...]:
    return np.broadcast_arrays(*(np.asarray(count, float) for count in counts))


def _fit(s: NDArray[np.float64], n: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((s >= 0) & (s <= n) & np.isfinite(n))


def _refuse(s: NDArray[np.float64], n: NDArray[np.float64], possible: NDArray[np.bool_]) -> None:
    if not possible.all():
        one = np.argmin(possible)
        raise ValueError(
            f"{s.flat[one]:.17g} satisfied of {n.flat[one]:.17g} who answered cannot be"
        )


def _whole(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(counts == np.floor(counts))

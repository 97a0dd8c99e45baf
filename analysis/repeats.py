"""Rows of a long table that have the same counts: over many offices few differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Scalar = TypeVar("Scalar", bound=np.generic)


def once(
    found: Callable[..., tuple[NDArray[Scalar], ...]], *counts: ArrayLike
) -> tuple[NDArray[Scalar], ...]:
    """What is found of columns of counts, where equal rows are computed a single time."""
    columns = np.broadcast_arrays(*(np.asarray(count, float) for count in counts))
    if columns[0].size == 1:  # Most rates are asked for one by one, and sorting takes its time.
        alone = found(*(column.reshape(1) for column in columns))
        return tuple(each.reshape(columns[0].shape) for each in alone)
    rows = pd.DataFrame({at: column.ravel() for at, column in enumerate(columns)})
    whose = rows.groupby(list(rows), sort=False, dropna=False).ngroup().to_numpy()
    different = rows.to_numpy()[np.unique(whose, return_index=True)[1]].T
    return tuple(each[whose].reshape(columns[0].shape) for each in found(*different))

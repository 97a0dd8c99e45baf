"""What dissatisfaction goes with: each factor of the service against the overall answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.counts import check_each, check_integer
from analysis.differences import newcombe_bounds
from analysis.intervals import Finding, Findings, Floats, exact_bounds
from analysis.ratios import attributable, attributable_bounds, ratio_bounds
from analysis.repeats import once
from analysis.shares import share


@dataclass(frozen=True, kw_only=True)
class Driver:
    """How often a factor (the waiting, say) and the overall answer were bad, alone and together.

    What is found goes together; that does not say what causes what. Several factors may explain
    the same dissatisfaction, so the parts explained do not add up to the whole.
    """

    both: int
    factor_only: int
    overall_only: int
    neither: int

    def __post_init__(self) -> None:
        for count in (self.both, self.factor_only, self.overall_only, self.neither):
            check_integer(count)

    def dissatisfied(self, level: float = 0.95) -> Finding | None:
        """The share for whom the factor was bad; nothing if nobody answered."""
        return self._finding("dissatisfied", level)

    def risk_difference(self, level: float = 0.95) -> Finding | None:
        """By how much the share of bad overall answers is larger where the factor was bad.

        Nothing if the factor was bad, or good, for everybody.
        """
        return self._finding("risk_difference", level)

    def risk_ratio(self, level: float = 0.95) -> Finding | None:
        """How many times as large it is: infinite if no other overall answer is bad."""
        return self._finding("risk_ratio", level)

    def explained(self, level: float = 0.95) -> Finding | None:
        """The share of bad overall answers that would be gone.

        If, that is, they were as rare where the factor was bad as they are where it was good;
        below 0 if they are rarer there already. Nothing if no overall answer is bad.
        """
        return self._finding("explained", level)

    def _finding(self, name: str, level: float) -> Finding | None:
        found = _findings(self.both, self.factor_only, self.overall_only, self.neither, level)
        return found[name].only()


def drivers(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """What each factor explains.

    Takes columns `both`, `factor_only`, `overall_only`, `neither`; adds `dissatisfied`,
    `risk_difference`, `risk_ratio` and `explained`, each with `_low` and `_high`.
    """
    found = _findings(
        frame["both"], frame["factor_only"], frame["overall_only"], frame["neither"], level
    )
    columns: dict[str, Floats] = {}
    for name, values in found.items():
        columns |= values.columns(name)
    return frame.assign(**columns)


def _findings(
    both: ArrayLike,
    factor_only: ArrayLike,
    overall_only: ArrayLike,
    neither: ArrayLike,
    level: float,
) -> dict[str, Findings]:
    a, b, c, d = _checked(both, factor_only, overall_only, neither)
    bad, good, n = a + b, c + d, a + b + c + d
    where_bad, where_good = share(a, bad), share(c, good)
    with np.errstate(invalid="ignore", divide="ignore"):
        times = where_bad / where_good
    low, high = once(lambda bad, n: exact_bounds(bad, n, level), bad, n)
    return {
        "dissatisfied": Findings(share(bad, n), low, high),
        "risk_difference": Findings(
            where_bad - where_good, *newcombe_bounds(a, bad, c, good, level)
        ),
        "risk_ratio": Findings(times, *ratio_bounds(a, bad, c, good, level)),
        "explained": Findings(attributable(a, b, c, d), *attributable_bounds(a, b, c, d, level)),
    }


def _checked(*cells: ArrayLike) -> tuple[Floats, ...]:
    check_each(*cells)
    return tuple(np.array(np.broadcast_arrays(*cells), float))

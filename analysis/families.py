"""Claims about many offices at once: which still stand, and which are worth a look."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from analysis.counts import numbers
from analysis.intervals import Floats, too_rare
from analysis.tails import chance_if_met, chance_if_missed
from analysis.targets import Target
from analysis.verdicts import FEWEST, Evidence, verdicts

LOOK_INTO = 0.1
"""Of a list of offices to look into, one in ten may be there by chance."""


def holm(p: Floats) -> Floats:
    """The p-values of a family, raised so that comparing each with alpha makes any false claim
    at all with a probability of at most alpha, however the offices depend on each other.

    S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    order = np.argsort(p)
    steps = p[order] * np.arange(p.size, 0, -1)
    raised = np.empty_like(p)
    raised[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return raised


def claims(
    counts: pd.DataFrame, target: Target, *, level: float = 0.95, fewest: int = FEWEST
) -> pd.DataFrame:
    """The verdicts on a family of offices, and those that stand among so many.

    Of three hundred offices exactly on target seven are called "missed" by chance. Beside what
    `verdicts` says there are, for "met" and for "missed",

    - `p_met`, `p_missed`: one-sided and exact;
    - `holm_met`, `holm_missed`: raised by Holm's method;
    - `look_met`, `look_missed`: raised by Benjamini and Hochberg's. Offices up to `LOOK_INTO` are a
      list to look into, not a claim;

    and `stands`, the evidence where Holm's value still bears it, else "uncertain": the probability
    that any "missed" among them all is wrong is at most what the level allows for one office, and
    the same holds for "met". The family is every row with enough answers; elsewhere is NaN. The
    level is that of the columns `low` and `high`.

    Y. Benjamini, Y. Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    told = verdicts(counts, target, fewest=fewest)
    evidence = told["evidence"].to_numpy()
    family, stands = evidence != Evidence.TOO_FEW, evidence.copy()
    for side, chance in (("met", chance_if_missed), ("missed", chance_if_met)):
        p = chance(target, **_counts(told[family]))
        told[f"p_{side}"] = _among(family, p)
        told[f"holm_{side}"] = _among(family, holm(p))
        told[f"look_{side}"] = _among(family, false_discovery_control(p) if p.size else p)
        fallen = (evidence == side) & ~(told[f"holm_{side}"] < too_rare(level)).to_numpy()
        stands[fallen] = Evidence.UNCERTAIN.value
    return told.assign(stands=stands)


def _counts(rows: pd.DataFrame) -> dict[str, Floats]:
    """The counts of rows; a population that is not known is endless."""
    names = [name for name in ("satisfied", "answered", "population") if name in rows]
    counts = (np.nan_to_num(count, nan=np.inf) for count in numbers(rows, *names))
    return dict(zip(names, counts, strict=True))


def _among(family: NDArray[np.bool_], values: Floats) -> Floats:
    spread = np.full(family.shape, np.nan)
    spread[family] = values
    return spread

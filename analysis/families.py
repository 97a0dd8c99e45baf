"""Claims about many offices at once: which still stand, and which are worth a look."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from analysis.counts import numbers
from analysis.estimates import proportions
from analysis.intervals import Floats, too_rare
from analysis.stratified import led_by_one_stratum, stratified
from analysis.tails import chance_if_met, chance_if_missed
from analysis.targets import Target
from analysis.verdicts import FEWEST, Evidence, Official, verdicts, verdicts_on_wholes

LOOK_INTO = 0.1
"""Of a list of offices to look into, one in ten may be there by chance."""

Chances: TypeAlias = dict[str, Floats]
SIDES = {"met": chance_if_missed, "missed": chance_if_met}


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
    columns `estimate`, `low` and `high` are those of `proportions` at this level, whatever stood
    there: intervals of another level would contradict what stands.

    Y. Benjamini, Y. Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    if "worth" in counts:
        raise ValueError("answers that are worth less than their number are claims_on_wholes")
    told = verdicts(proportions(counts, level), target, fewest=fewest)
    p = _of_counts(told, target)
    return _with_claims(told, p, p, level)


def claims_on_wholes(
    strata: pd.DataFrame,
    by: str | list[str],
    target: Target,
    *,
    level: float = 0.95,
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """The same of wholes, from a row for each of their strata, beside what `verdicts_on_wholes`
    says.

    The p-values are of the same tails, at the number of answers that the interval is of, and no
    smaller than those of one stratum that leads the whole: it lies beyond the target exactly when
    one is small enough. What is raised are those of the wider interval that Bonferroni takes among
    so many: there answers are worth less, the more so the less is known of their variance.

    Both are as good as the interval. Simulated with wholes on target in the designs of its test,
    some "missed" among a hundred is wrong in at most 2 of 100 families, some "met" in 7; among ten,
    in 9 and 4, the 9 where ten answers speak for half of all dossiers.
    """
    told = verdicts_on_wholes(strata, by, target, level=level, fewest=fewest)
    of_each = 1 - (1 - level) / max(_family(told).sum(), 1)
    among = told.assign(worth=stratified(strata, by, of_each)["worth"])
    led = led_by_one_stratum(strata, by, float(target.share))
    alone, raised = (_at_worth(each, target, led) for each in (told, among))
    return _with_claims(told, alone, raised, level)


def _family(told: pd.DataFrame) -> NDArray[np.bool_]:
    return (told["evidence"] != Evidence.TOO_FEW.value).to_numpy()


def _with_claims(told: pd.DataFrame, alone: Chances, among: Chances, level: float) -> pd.DataFrame:
    """The columns of claims; `among` are the p-values of the family that are raised."""
    family, evidence = _family(told), told["evidence"].to_numpy()
    columns, stands = {}, evidence.copy()
    for side, p in among.items():
        holms, looks = holm(p), false_discovery_control(p) if p.size else p
        for name, values in (("p", alone[side]), ("holm", holms), ("look", looks)):
            columns[f"{name}_{side}"] = _spread(family, values)
        fallen = (evidence == side) & ~(columns[f"holm_{side}"] < too_rare(level))
        stands[fallen] = Evidence.UNCERTAIN.value
    return told.assign(**columns, stands=stands)


def _of_counts(told: pd.DataFrame, target: Target) -> Chances:
    """The p-values of the family; a population that is not known is endless."""
    rows = told[_family(told)]
    names = [name for name in ("satisfied", "answered", "population") if name in rows]
    counts = (np.nan_to_num(count, nan=np.inf) for count in numbers(rows, *names))
    of_rows = dict(zip(names, counts, strict=True))
    return {side: chance(target, **of_rows) for side, chance in SIDES.items()}


def _at_worth(told: pd.DataFrame, target: Target, led: Chances) -> Chances:
    """The p-values of the family, at least those of being `led` there; none where every dossier was
    asked about: that one is known."""
    family = _family(told)
    rows = told[family]
    estimate, worth = numbers(rows, "estimate", "worth")
    known, passes = np.isinf(worth), (rows["official"] == Official.PASSES.value).to_numpy()
    n = np.where(known, 0, worth)
    wrong = {"met": ~passes, "missed": passes}
    p = {side: chance(target, satisfied=estimate * n, answered=n) for side, chance in SIDES.items()}
    return {
        side: np.where(known, wrong[side], np.maximum(p[side], led[side][family])) for side in p
    }


def _spread(family: NDArray[np.bool_], values: Floats) -> Floats:
    spread = np.full(family.shape, np.nan)
    spread[family] = values
    return spread

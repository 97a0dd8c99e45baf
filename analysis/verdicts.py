"""Was the target reached, and how sure is that: two readings, and both are kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.counts import check_counts, check_integer, numbers, wholes_of
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval
from analysis.stratified import exact_share, stratified
from analysis.targets import AT_LEAST, Target

FEWEST = 5
"""Fewer answers are not shown (a setting), so they are not judged either."""

TIE = 1e-12
"""How near to the threshold a bound lies on it. When all of a population answered, the bounds are
counts over its size: they can be the threshold, and floating point must not decide that. Such a
bound that is not the threshold is farther off, with thresholds in hundredths of a percent and up to
a hundred million dossiers; any other bound is not computed more exactly than this."""

NEAR = 1e-9
"""How near to the threshold a weighted share is computed again with whole numbers."""


class Official(StrEnum):
    """The plan's own reading: the estimate against the threshold."""

    PASSES = "passes"
    FAILS = "fails"
    NO_ESTIMATE = "no estimate"


class Evidence(StrEnum):
    """Where the whole interval lies."""

    MET = "met"
    MISSED = "missed"
    UNCERTAIN = "uncertain"
    TOO_FEW = "too few"


class Status(StrEnum):
    """The two readings in one of the five words that people see."""

    MET = "met"
    ABOVE = "above, not proven"
    BELOW = "below, not proven"
    MISSED = "missed"
    TOO_FEW = "too few"


class Measured(Protocol):
    """Any estimate that knows its exact share."""

    @property
    def share(self) -> Fraction | None: ...

    @property
    def answered(self) -> int: ...

    def confidence_interval(self, level: float = ...) -> Interval | None: ...


@dataclass(frozen=True)
class Verdict:
    """An estimate judged against a target."""

    measured: Proportion | Measured
    target: Target
    level: float
    fewest: int
    official: Official
    evidence: Evidence

    @property
    def interval(self) -> Interval | None:
        return self.measured.confidence_interval(self.level)

    @property
    def status(self) -> Status:
        if self.evidence == Evidence.UNCERTAIN:
            return Status.ABOVE if self.official == Official.PASSES else Status.BELOW
        return Status(self.evidence.value)


def judge(
    measured: Proportion | Measured, target: Target, *, level: float = 0.95, fewest: int = FEWEST
) -> Verdict:
    """The official reading and the evidence: "missed" only when the whole interval says so."""
    check_integer(fewest)
    share, interval = _share(measured), measured.confidence_interval(level)
    if share is None or interval is None:
        return Verdict(measured, target, level, fewest, Official.NO_ESTIMATE, Evidence.TOO_FEW)
    official = Official.PASSES if target.is_passed_by(share) else Official.FAILS
    enough = measured.answered >= fewest
    evidence = _evidence(interval.low, interval.high, target, enough=enough)
    return Verdict(measured, target, level, fewest, official, Evidence(str(evidence)))


def verdicts(counts: pd.DataFrame, target: Target, *, fewest: int = FEWEST) -> pd.DataFrame:
    """The same counts (`satisfied`, `answered`, their interval `low`, `high`) with `official`,
    `evidence` and `status` beside them."""
    check_integer(fewest)
    if not {"low", "high"} <= set(counts):
        raise ValueError("counts without low and high have no interval: `proportions` adds it")
    check_counts(*numbers(counts, "satisfied", "answered"))
    satisfied, answered = (counts[name].to_numpy() for name in ("satisfied", "answered"))
    passed = target.passed_counts(satisfied=satisfied, answered=answered)
    return _judged(counts, passed, target, fewest)


def verdicts_on_wholes(
    strata: pd.DataFrame,
    by: str | list[str],
    target: Target,
    *,
    level: float = 0.95,
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """What `stratified` says of each whole, with the same three columns beside it."""
    check_integer(fewest)
    told = stratified(strata, by, level)
    passed = _passed_wholes(strata, by, told["estimate"].to_numpy(), target)
    return _judged(told, passed, target, fewest)


def _passed_wholes(
    strata: pd.DataFrame, by: str | list[str], estimate: Floats, target: Target
) -> NDArray[np.bool_]:
    """Whether each weighted share passes; where a float could err, by the fraction itself."""
    passed = estimate > float(target.share)
    near = np.abs(estimate - float(target.share)) < NEAR
    whole = wholes_of(strata, by).ngroup().reset_index(drop=True)
    counts = strata[["satisfied", "answered", "population"]].reset_index(drop=True)
    for at, rows in counts[near[whole.to_numpy(int)]].groupby(whole):
        share = exact_share(rows.itertuples(index=False, name=None))
        passed[at] = share is not None and target.is_passed_by(share)
    return passed


def _judged(
    counts: pd.DataFrame, passed: NDArray[np.bool_], target: Target, fewest: int
) -> pd.DataFrame:
    answered = counts["answered"].to_numpy()
    official = np.select(
        [answered == 0, passed], [Official.NO_ESTIMATE.value, Official.PASSES.value], Official.FAILS
    )
    evidence = _evidence(counts["low"], counts["high"], target, enough=answered >= max(fewest, 1))
    unproven = np.where(passed, Status.ABOVE.value, Status.BELOW.value)
    status = np.where(evidence == Evidence.UNCERTAIN.value, unproven, evidence)
    return counts.assign(official=official, evidence=evidence, status=status)


def _share(measured: Proportion | Measured) -> Fraction | None:
    if isinstance(measured, Proportion):
        counts = int(measured.satisfied), int(measured.answered)
        return Fraction(*counts) if measured.answered else None
    return measured.share


def _evidence(
    low: ArrayLike, high: ArrayLike, target: Target, *, enough: ArrayLike
) -> NDArray[np.str_]:
    low, high, threshold = np.asarray(low), np.asarray(high), float(target.share)
    edge = threshold - TIE if target.comparator == AT_LEAST else threshold + TIE
    met, missed = low > edge, high < edge
    return np.select(
        [~np.asarray(enough), met, missed],
        [Evidence.TOO_FEW.value, Evidence.MET.value, Evidence.MISSED.value],
        Evidence.UNCERTAIN.value,
    )

"""Rates as a report holds them: rounded once, or hidden.

A report has no share with more than one decimal of a percent. So no two formats can round it to
different numbers, and sixteen digits of a weighted share do not give away the counts in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, TypeAlias

from analysis.estimates import Proportion
from analysis.intervals import Interval
from analysis.report.facts import Counts, Tally
from analysis.rounding import half_up
from analysis.stratified import Stratified, Stratum
from analysis.verdicts import FEWEST, Official, Verdict, judge

Hidden: TypeAlias = Literal["hidden"]
HIDDEN: Final = "hidden"
"""Stands in the place of every number that few people could be known by."""

LEVEL = 0.95


@dataclass(frozen=True)
class Rate:
    """The share of the satisfied in percent, with its interval and what it is of."""

    satisfied: int
    answered: int
    dossiers: int | None
    """That the answers stand for, where they are known."""
    weighted: bool
    """Whether offices and fields count by their dossiers: then it is not satisfied by answered."""
    percent: Decimal
    low: Decimal
    high: Decimal


def percent(share: Fraction | float) -> Decimal:
    """A share between 0 and 1 in percent, half up; a float as it is written."""
    exactly = Fraction(str(share)) if isinstance(share, float) else share
    return half_up(100 * exactly, 1)


@dataclass(frozen=True)
class Found:
    """What estimates a rate, computed once for the rate and for the verdict on it."""

    of: Proportion | Stratified

    @property
    def answered(self) -> int:
        return self.of.answered

    @cached_property
    def share(self) -> Fraction | None:
        """Exactly; nothing if nobody answered."""
        if isinstance(self.of, Stratified):
            return self.of.share
        return Fraction(self.of.satisfied, self.of.answered) if self.of.answered else None

    @cached_property
    def interval(self) -> Interval | None:
        """At the level of every report."""
        return self.of.confidence_interval(LEVEL)

    def confidence_interval(self, level: float = LEVEL) -> Interval | None:
        """The same, or at another level."""
        return self.interval if level == LEVEL else self.of.confidence_interval(level)


def found(tally: Tally) -> Found:
    """Weighted by dossiers where there are several numbers of them."""
    counts, strata = tally.counts, tally.strata
    if len(strata) > 1:
        each = {str(n): Stratum(*stratum) for n, stratum in enumerate(strata)}
        return Found(Stratified(each))
    population = strata[0][2] if strata else None
    return Found(Proportion(counts.satisfied, counts.answered, population))


def rate_of(tally: Tally, of: Found | None = None) -> Rate | None:
    """The rate; nothing if nobody answered."""
    of = of or found(tally)
    interval, share, counts = of.interval, of.share, tally.counts
    if interval is None:
        return None
    return Rate(
        counts.satisfied,
        counts.answered,
        sum(N for _, _, N in tally.strata) if tally.strata else None,
        isinstance(of.of, Stratified),
        percent(share if share is not None else Fraction(0)),
        percent(interval.low),
        percent(interval.high),
    )


def shown(tally: Tally, *, is_open: bool, of: Found | None = None) -> Rate | Hidden | None:
    """The rate, or the mark of one that must not be shown; nothing if nobody answered."""
    if not tally.counts.answered:
        return None
    return rate_of(tally, of) if may_show(tally, is_open=is_open) else HIDDEN


def may_show(tally: Tally, *, is_open: bool) -> bool:
    """Whether a rate has answers enough, and nothing else forbids it."""
    return is_open and tally.is_shown and tally.counts.answered >= FEWEST


def plain(counts: Counts) -> Tally:
    """Answers of which no dossiers are known, and that no target is for."""
    return Tally(counts)


def verdict_on(tally: Tally, of: Found) -> Verdict | None:
    """The two readings; nothing without a target."""
    return judge(of, tally.demand.target, level=LEVEL) if tally.demand else None


def official_of(verdict: Verdict | None) -> str:
    """The plan's own reading, in a word."""
    return (verdict.official if verdict else Official.NO_ESTIMATE).value

"""Section 4: what dissatisfaction goes with, and the reasons that people gave."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from analysis.intervals import Finding
from analysis.report.facts import FactorFacts, Measured, Reasons
from analysis.report.guards import Guard
from analysis.report.names import Thing
from analysis.report.rates import HIDDEN, LEVEL, Hidden, percent
from analysis.rounding import half_up
from analysis.verdicts import FEWEST


@dataclass(frozen=True)
class Reason:
    """How many gave a reason, and in percent of those who gave any; several may be given."""

    reason: Thing
    given: int
    percent: Decimal


@dataclass(frozen=True)
class Given:
    """The reasons of those who gave any, the commonest first."""

    answered: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Estimate:
    """A number with its interval."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Link:
    """How dissatisfaction with a factor goes with dissatisfaction as a whole."""

    answered: int
    dissatisfied: Estimate | None
    """With the factor, in percent."""
    times: Estimate | None
    """How many times as often the whole is bad where the factor is; nothing where that is not
    known, or endless."""
    explained: Estimate | None
    """By how many percent there would be less of it, if both were alike. The parts of several
    factors do not add up, and none need be the cause."""


@dataclass(frozen=True)
class FactorLink:
    """A factor of the service."""

    factor: str
    link: Link | Hidden


@dataclass(frozen=True)
class Dissatisfaction:
    """What drives it, as far as figures can say."""

    reasons: Given | Hidden | None
    """Nothing: nobody gave any."""
    factors: tuple[FactorLink, ...]


def dissatisfaction(measured: Measured, guarded: Guard) -> Dissatisfaction:
    """The fourth section of a measure."""
    return Dissatisfaction(
        _given(measured.reasons, guarded),
        tuple(
            FactorLink(each.factor, _link(each, measured.whole.counts.answered, guarded))
            for each in measured.factors
        ),
    )


def _given(reasons: Reasons, guarded: Guard) -> Given | Hidden | None:
    if not reasons.answered:
        return None
    if not guarded.shows_anything or reasons.answered < FEWEST:
        return HIDDEN
    ordered = sorted(reasons.chosen, key=lambda each: (-each[1], each[0].code))
    return Given(
        reasons.answered,
        tuple(
            Reason(reason, chosen, percent(Fraction(chosen, reasons.answered)))
            for reason, chosen in ordered
        ),
    )


def _link(each: FactorFacts, everybody: int, guarded: Guard) -> Link | Hidden:
    """Those who said nothing about the factor must not be few either: what they said of the whole
    is the difference."""
    driver, silent = each.driver, everybody - each.counts.answered
    if not guarded.shows_anything or each.counts.answered < FEWEST or 0 < silent < FEWEST:
        return HIDDEN
    times = driver.risk_ratio(LEVEL)
    return Link(
        each.counts.answered,
        _percents(driver.dissatisfied(LEVEL)),
        _times(times),
        _percents(driver.explained(LEVEL)),
    )


def _percents(found: Finding | None) -> Estimate | None:
    if found is None or not all(map(isfinite, _numbers(found))):
        return None
    return Estimate(*map(percent, _numbers(found)))


def _times(found: Finding | None) -> Estimate | None:
    if found is None or not all(map(isfinite, _numbers(found))):
        return None
    return Estimate(*(half_up(Decimal(str(number)), 1) for number in _numbers(found)))


def _numbers(found: Finding) -> tuple[float, float, float]:
    return found.estimate, found.interval.low, found.interval.high

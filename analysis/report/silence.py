"""What those who did not answer could change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analysis.estimates import Proportion
from analysis.nonresponse import tipping_point, worst_case
from analysis.report.facts import Measured
from analysis.report.rates import percent


@dataclass(frozen=True)
class Bounds:
    """The rate of all, in percent, if none and if all of the silent are satisfied."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Tipping:
    """How many of the silent must be satisfied for all together to pass."""

    silent: int
    needed: int
    percent: Decimal
    """Of the silent; below 0 or above 100 it turns nothing."""
    can_turn: bool


def population_of(measured: Measured) -> int | None:
    """All dossiers, those of silent fields among them; None where some are not known, or some are
    of people whom the target is not for."""
    whole = measured.whole
    if whole.is_of_some or (whole.counts.answered and not whole.strata):
        return None
    known = [each.dossiers for each in measured.fields]
    settled = [number for number in known if number is not None]
    return sum(settled) if settled and len(settled) == len(known) else None


def bounds_of(of_all: Proportion) -> Bounds | None:
    """The rate of all at the worst and at the best; nothing if they are not known."""
    bounds = worst_case(of_all)
    return None if bounds is None else Bounds(percent(bounds.low), percent(bounds.high))


def tipping_of(measured: Measured, of_all: Proportion) -> Tipping | None:
    """What divides passing from failing; nothing without a target, or nobody silent."""
    demand = measured.whole.demand
    point = tipping_point(of_all, demand.target) if demand else None
    if point is None:
        return None
    return Tipping(point.silent, point.needed, percent(point.share), point.can_turn)

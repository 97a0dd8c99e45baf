"""Section 6: the offices of a part side by side, as far as they can honestly be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.differences import Difference
from analysis.estimates import Proportion
from analysis.funnel import positions
from analysis.proof import smallest_proof
from analysis.report.answer import Judged, judged
from analysis.report.breakdown import whom_of
from analysis.report.facts import Counts, Measured, OfficeFacts
from analysis.report.guards import Guard
from analysis.report.names import Thing
from analysis.report.places import Place, places_of
from analysis.report.rates import HIDDEN, LEVEL, Hidden, Rate, percent
from analysis.verdicts import FEWEST


@dataclass(frozen=True)
class Moved:
    """How many points of a percent an office is higher than in the span before."""

    points: Decimal
    low: Decimal
    high: Decimal
    real: bool


@dataclass(frozen=True)
class Compared:
    """An office among the others."""

    office: Thing
    judged: Judged
    place: Place | None
    """Nothing: its rate is hidden, or nobody answered."""
    position: str | None
    """In the funnel around the target of all; nothing where another holds."""
    moved: Moved | Hidden | None
    """Nothing: nobody answered now, or before."""


@dataclass(frozen=True)
class Comparison:
    """All offices that people could answer about."""

    offices: tuple[Compared, ...]
    proves: int | None
    """So many answers prove the target of all if everybody is satisfied."""


def comparison(measured: Measured, guarded: Guard, then: Guard) -> Comparison:
    """The sixth section of a measure. `then` guards what was told before."""
    heard = [(each, _judged(each, guarded)) for each in measured.offices]
    shown = [each.office.code for each, found in heard if isinstance(found.rate, Rate)]
    places = places_of(measured, guarded, shown)
    demand, where = measured.whole.demand, _positions(measured, heard)
    return Comparison(
        tuple(
            Compared(
                each.office,
                found,
                places.get(each.office.code),
                where.get(each.office.code),
                _moved(each, found, then),
            )
            for each, found in heard
        ),
        smallest_proof(demand.target) if demand else None,
    )


def _judged(each: OfficeFacts, guarded: Guard) -> Judged:
    """The guard knows the answers of those whom the target of all is for."""
    same = not guarded.apart or whom_of(each.tally.demand) == guarded.whom
    return judged(each.tally, is_open=same and guarded.shows_unit(each.office.code))


def _positions(measured: Measured, heard: Sequence[tuple[OfficeFacts, Judged]]) -> dict[str, str]:
    """Where those lie that are held against the target of all."""
    demand = measured.whole.demand
    rates = {
        each.office.code: found.rate
        for each, found in heard
        if each.tally.demand == demand and isinstance(found.rate, Rate)
    }
    if demand is None or not rates:
        return {}
    satisfied = [rate.satisfied for rate in rates.values()]
    answered = [rate.answered for rate in rates.values()]
    found = positions(satisfied, answered, demand.target)
    return {code: str(where) for code, where in zip(rates, found, strict=True)}


def _moved(each: OfficeFacts, found: Judged, then: Guard) -> Moved | Hidden | None:
    now, before = each.tally.counts, each.before
    if not (now.answered and before.answered):
        return None
    is_open = before.answered >= FEWEST and then.shows_unit(each.office.code)
    if not isinstance(found.rate, Rate) or not is_open:
        return HIDDEN
    difference = Difference(share=_proportion(now), reference=_proportion(before))
    interval = difference.confidence_interval(LEVEL)
    if difference.estimate is None or interval is None:
        return None
    numbers = (difference.estimate, interval.low, interval.high)
    points, low, high = (percent(number) for number in numbers)
    return Moved(points, low, high, difference.is_real(LEVEL))


def _proportion(counts: Counts) -> Proportion:
    return Proportion(counts.satisfied, counts.answered)

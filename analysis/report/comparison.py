"""Section 6: the offices of a part side by side, as far as they can honestly be told apart.

Places are of rates levelled out for fields, because offices do different work. The levelled rates
are not told: beside the office's own they would say how few people answered about a field.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.differences import Difference
from analysis.estimates import Proportion
from analysis.funnel import positions
from analysis.proof import smallest_proof
from analysis.ranks import rank
from analysis.report.answer import Judged, judged
from analysis.report.breakdown import whom_of
from analysis.report.facts import Cell, Counts, Measured, OfficeFacts
from analysis.report.guards import EVERYBODY, Guard, guard
from analysis.report.names import Thing
from analysis.report.rates import HIDDEN, LEVEL, Hidden, Rate, percent
from analysis.standardised import standardise
from analysis.verdicts import FEWEST


@dataclass(frozen=True)
class Place:
    """The place and the tier that an office holds, and those that it may hold."""

    rank: int
    best_rank: int
    worst_rank: int
    best_tier: int
    worst_tier: int
    covered: Decimal
    """Which part of all work, in percent, lies in the fields that it has answers in."""
    enough: bool
    """Whether it has answers enough in each of them to be placed."""


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


Places = Mapping[str, Place]


def comparison(measured: Measured, guarded: Guard) -> Comparison:
    """The sixth section of a measure."""
    then = guard(_earlier(measured), (), guarded.whom, of_office=False)
    heard = [(each, _judged(each, guarded)) for each in measured.offices]
    shown = [each.office.code for each, found in heard if isinstance(found.rate, Rate)]
    places = _places(measured, guarded, shown)
    demand = measured.whole.demand
    return Comparison(
        tuple(
            Compared(
                each.office,
                found,
                places.get(each.office.code),
                _position(measured, each, found),
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


def _earlier(measured: Measured) -> Sequence[Cell]:
    return measured.earlier.cells if measured.earlier else ()


def _places(measured: Measured, guarded: Guard, shown: Sequence[str]) -> Places:
    """Of the offices that are shown: others take no place from them."""
    rows = [
        (cell.unit, cell.field, cell.counts.satisfied, cell.counts.answered)
        for cell in measured.cells
        if cell.unit in shown and cell.whom in (EVERYBODY, *guarded.whom)
    ]
    if not rows:
        return {}
    frame = pd.DataFrame(rows, columns=["office", "field", "satisfied", "answered"])
    levelled = rank(standardise(frame, _weights(measured), LEVEL), LEVEL).reset_index()
    placed = levelled.dropna(subset=["rank"])
    return {str(row["office"]): _place(row) for row in placed.to_dict("records")}


def _place(row: Mapping[Hashable, Any]) -> Place:
    return Place(
        int(row["rank"]),
        int(row["best_rank"]),
        int(row["worst_rank"]),
        int(row["best_tier"]),
        int(row["worst_tier"]),
        percent(float(row["covered"])),
        bool(row["enough"]),
    )


def _weights(measured: Measured) -> dict[str, float]:
    """All dossiers by field, if they are known of every field, else the answers."""
    dossiers = [each.dossiers for each in measured.fields]
    if all(dossiers):
        return {each.field.code: float(each.dossiers or 0) for each in measured.fields}
    return {each.field.code: float(each.main.answered) for each in measured.fields}


def _position(measured: Measured, each: OfficeFacts, found: Judged) -> str | None:
    demand = measured.whole.demand
    if demand is None or each.tally.demand != demand or not isinstance(found.rate, Rate):
        return None
    (where,) = positions([found.rate.satisfied], [found.rate.answered], demand.target)
    return str(where)


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

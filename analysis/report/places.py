"""The places that the offices of a part hold, and those that they may hold.

Places are of rates levelled out for fields, because offices do different work. The levelled rates
are not told: beside the office's own they would say how few people answered about a field.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.ranks import rank
from analysis.report.facts import Measured
from analysis.report.guards import EVERYBODY, Guard
from analysis.report.rates import LEVEL, percent
from analysis.standardised import standardise


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


def places_of(measured: Measured, guarded: Guard, shown: Sequence[str]) -> Mapping[str, Place]:
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

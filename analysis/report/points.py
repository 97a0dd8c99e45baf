"""The circular's points of an office, with the indicators that had no data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analysis.circular import OFFICES, Assessment, Points
from analysis.verdicts import FEWEST


@dataclass(frozen=True)
class Score:
    """Points per dossier, of so many."""

    indicator: int
    dossiers: int
    score: Decimal


@dataclass(frozen=True)
class Assessed:
    """What the circular's scale makes of an office."""

    document: str
    in_doubt: bool
    """Whether the province has to say that the scale still holds."""
    scores: tuple[Score, ...]
    left_out: tuple[int, ...]
    """The indicators without enough data: with gaps an office looks worse than it is."""
    total: Decimal | None
    grade: str | None


def assessed(points: Sequence[tuple[int, Points]], last: date) -> Assessed:
    """The points of an office; an indicator of fewer than five dossiers is left out."""
    found = Assessment(OFFICES, dict(points), FEWEST)
    scores = (Score(n, found.points[n].given, score) for n, score in found.scores.items())
    return Assessed(
        OFFICES.document,
        last >= OFFICES.in_doubt_from,
        tuple(scores),
        tuple(each.number for each in found.left_out),
        found.total,
        found.grade.value if found.grade else None,
    )

"""Section 7: by which method, from which questionnaires, as at which day.

The hash of the figures is over the whole report, so it stands beside it and not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.differences import ENOUGH
from analysis.report.names import Asked
from analysis.report.rates import LEVEL
from analysis.verdicts import FEWEST

METHOD = 1
"""Of what numbers mean and how they are computed: another number, other figures of the same
answers."""

DEFINITIONS = (
    "rate",
    "weighted",
    "interval",
    "target",
    "official",
    "status",
    "needed",
    "change",
    "levelled",
    "response",
    "silent",
    "worst-case",
    "tipping",
    "set-aside",
    "factors",
    "points",
    "hidden",
    "rounding",
)
"""What is explained, by keys: half a page in either language."""


@dataclass(frozen=True)
class Appendix:
    """What somebody needs who wants to compute it again."""

    as_at: date
    """The day on which the answers were counted."""
    method: int
    level_percent: int
    fewest: int
    """Fewer answers are hidden."""
    enough: int
    """Fewer on either side make no change real."""
    definitions: tuple[str, ...]
    questionnaires: tuple[Asked, ...]


def appendix(as_at: date, questionnaires: tuple[Asked, ...]) -> Appendix:
    """The appendix of a report."""
    return Appendix(as_at, METHOD, round(100 * LEVEL), FEWEST, ENOUGH, DEFINITIONS, questionnaires)

"""Figures as facts: what they count, and not what they say."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.facts import Counts, Tally
from analysis.report.names import Demand
from survey.figures import Figure
from survey.precedence import Holding


def tally_of(figure: Figure) -> Tally:
    """What a figure counts, and the target that it is held to."""
    counts = Counts(figure.answered, figure.satisfied)
    held = demand_of(figure.group.holding)
    shown = {"is_shown": figure.is_shown, "is_of_some": figure.is_of_some}
    return Tally(counts, figure.strata, held, **shown)


def settling(figure: Figure) -> Tally:
    """The same, with how many more answers would settle an uncertain verdict."""
    needed = figure.answers_needed() if figure.is_shown else None
    return replace(tally_of(figure), needed=needed)


def demand_of(holding: Holding | None) -> Demand | None:
    """A target, and its document."""
    if holding is None:
        return None
    aim = holding.aim
    return Demand(
        aim.threshold,
        aim.comparator,
        aim.document,
        aim.group_vi,
        aim.group_en,
        tuple(sorted(aim.whom)),
    )

"""Section 1, the answer first: the rate against its target, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.change import Change, change
from analysis.report.facts import Counts, Measured, Tally
from analysis.report.guards import Guard
from analysis.report.names import Demand
from analysis.report.rates import (
    Hidden,
    Rate,
    found,
    official_of,
    plain,
    shown,
    verdict_on,
)
from analysis.verdicts import FEWEST, Official, Status


@dataclass(frozen=True)
class Judged:
    """A rate against its target. Without a target there are no readings."""

    rate: Rate | Hidden | None
    """Nothing: nobody answered."""
    demand: Demand | None
    official: str
    """`passes`, `fails` or `no estimate`."""
    status: str | None
    """One of the five; whatever is hidden says "too few"."""
    needed: int | None
    """About how many more answers would settle it."""


@dataclass(frozen=True)
class Answer:
    """The answer to whether the target was reached."""

    judged: Judged
    change: Change | Hidden | None
    """Nothing: nobody answered now, or before."""
    with_set_aside: Rate | Hidden | None
    """All answers alike, those that look suspicious among them; nothing if none does."""


def answer(measured: Measured, guarded: Guard, then: Guard) -> Answer:
    """The first section of a measure. `then` guards what was told before."""
    is_open = guarded.shows_anything
    return Answer(
        judged(measured.whole, is_open=is_open),
        change(measured, then, is_open=is_open),
        _with_set_aside(measured, is_open=is_open),
    )


def judged(tally: Tally, *, is_open: bool) -> Judged:
    """A rate with both readings; none of what must not be shown."""
    of = found(tally)
    rate = shown(tally, is_open=is_open, of=of)
    if not isinstance(rate, Rate):
        status = Status.TOO_FEW.value if tally.demand else None
        return Judged(rate, tally.demand, Official.NO_ESTIMATE.value, status, None)
    verdict = verdict_on(tally, of)
    status = verdict.status.value if verdict else None
    return Judged(rate, tally.demand, official_of(verdict), status, tally.needed)


def _with_set_aside(measured: Measured, *, is_open: bool) -> Rate | Hidden | None:
    """A few that look suspicious would be known by the difference."""
    extra, counts = measured.set_aside, measured.whole.counts
    if not extra.answered:
        return None
    both = Counts(counts.answered + extra.answered, counts.satisfied + extra.satisfied)
    return shown(plain(both), is_open=is_open and extra.answered >= FEWEST)

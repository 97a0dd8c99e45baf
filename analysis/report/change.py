"""What changed since the span before, and whether it is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from analysis.differences import Difference
from analysis.estimates import Proportion
from analysis.intervals import Interval
from analysis.report.facts import Counts, Earlier, Measured
from analysis.report.guards import Guard
from analysis.report.names import Span
from analysis.report.rates import HIDDEN, LEVEL, Hidden, Rate, may_show, percent, rate_of
from analysis.standardised import StandardisedDifference


@dataclass(frozen=True)
class Change:
    """How much higher the rate is than before, in points of a percent."""

    span: Span
    before: Rate
    points: Decimal
    low: Decimal
    high: Decimal
    real: bool
    enough: bool
    """Whether both sides have the answers that it takes to be real."""
    levelled: bool
    """Whether it is what there would be with this span's work in both: not the difference of the
    two rates then."""
    covered: Decimal
    """Which part of that work, in percent, lies in fields where both have answers."""


class Compared(Protocol):
    """A difference of two shares."""

    @property
    def estimate(self) -> float | None: ...
    @property
    def has_enough(self) -> bool: ...
    def confidence_interval(self, level: float = ...) -> Interval | None: ...
    def is_real(self, level: float = ...) -> bool: ...


def change(measured: Measured, then: Guard, *, is_open: bool) -> Change | Hidden | None:
    """The change of a measure; nothing if nobody answered now, or before. `then` guards what was
    told before."""
    earlier, now = measured.earlier, measured.whole
    if earlier is None or not (earlier.tally.counts.answered and now.counts.answered):
        return None
    before = rate_of(earlier.tally)
    may = may_show(now, is_open=is_open) and may_show(earlier.tally, is_open=then.shows_anything)
    return _told(measured, earlier, before) if may and before else HIDDEN


def _told(measured: Measured, earlier: Earlier, before: Rate) -> Change | None:
    compared = _levelled(measured, earlier)
    levelled = compared is not None
    covered = compared.covered if compared is not None else 1.0
    found: Compared = compared if compared is not None else _plain(measured, earlier)
    interval = found.confidence_interval(LEVEL)
    if found.estimate is None or interval is None:
        return None
    return Change(
        earlier.span,
        before,
        percent(found.estimate),
        percent(interval.low),
        percent(interval.high),
        real=found.is_real(LEVEL),
        enough=found.has_enough,
        levelled=levelled,
        covered=percent(covered),
    )


def _plain(measured: Measured, earlier: Earlier) -> Difference:
    one, other = measured.whole.counts, earlier.tally.counts
    return Difference(share=_proportion(one), reference=_proportion(other))


def _levelled(measured: Measured, earlier: Earlier) -> StandardisedDifference | None:
    """Over fields, where this span's dossiers say how much of each there is to do; nothing where
    they do not, or no field has answers on both sides."""
    if len(measured.whole.strata) < 2:
        return None
    weights = {each.field.code: float(each.dossiers or 0) for each in measured.fields}
    share = {each.field.code: each.main for each in measured.fields}
    reference = {code: counts for code, counts in earlier.fields if code in weights}
    if not any(share[code].answered and counts.answered for code, counts in reference.items()):
        return None
    return StandardisedDifference(
        share=_proportions(share), reference=_proportions(reference), weights=weights
    )


def _proportions(fields: Mapping[str, Counts]) -> dict[str, Proportion]:
    return {code: _proportion(counts) for code, counts in fields.items()}


def _proportion(counts: Counts) -> Proportion:
    return Proportion(counts.satisfied, counts.answered)

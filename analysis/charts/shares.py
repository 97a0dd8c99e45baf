"""A share as charts take it: plain numbers that somebody else has worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.charts import words
from analysis.charts.statuses import STATUSES
from analysis.rounding import half_up
from analysis.targets import Target
from analysis.words import Language, count, percent, points

COMPARATORS = {">=": "≥", ">": ">"}


@dataclass(frozen=True)
class Share:
    """One row of a chart: an office, a field, a channel.

    Without an estimate there is nothing to draw: nobody answered, or (`answered` is None) the
    cell is hidden.
    """

    name: str
    estimate: float | None
    low: float | None
    high: float | None
    answered: int | None
    status: str | None = None

    def __post_init__(self) -> None:
        bounds = [self.low, self.estimate, self.high]
        known = [bound for bound in bounds if bound is not None]
        if known != sorted(known) or not all(0 <= bound <= 1 for bound in known):
            raise ValueError(
                f"{self.name}: no share has {self.low} ≤ {self.estimate} ≤ {self.high}"
            )

    @property
    def drawn(self) -> tuple[float, float, float] | None:
        """Low, estimate and high, if there are all three."""
        if self.low is None or self.estimate is None or self.high is None:
            return None
        return self.low, self.estimate, self.high


def written(share: Share, language: Language, target: Target | None = None) -> tuple[str, str, str]:
    """Estimate, interval and answers, as they stand in a table."""
    answered = "" if share.answered is None else count(share.answered, language)
    if share.drawn is None:
        return "–", "", answered
    low, estimate, high = (points(v, language, places(v, target)) for v in share.drawn)
    return f"{estimate}{sign(language)}", f"{low} – {high}", answered


def told(share: Share, language: Language, target: Target | None = None) -> str:
    """A share in one sentence for somebody who cannot see the chart."""
    status = f" – {STATUSES[share.status].words.said(language)}" if share.status else ""
    if share.drawn is not None:
        low, estimate, high = (percent(v, language, places(v, target)) for v in share.drawn)
        numbers = {"low": low, "share": estimate, "high": high}
        answered = count(share.answered or 0, language)
        said = words.ONE_SHARE.said(language, name=share.name, answered=answered, **numbers)
        return f"{said}{status}."
    if share.estimate is not None:
        estimate = as_published(share.estimate, language, target)
        return words.PUBLISHED_SHARE.said(language, name=share.name, share=estimate) + "."
    return f"{share.name}: {absent(share, language).lower()}."


def places(value: float, target: Target | None) -> int:
    """How many decimals of a per cent are written: one, and more where that would be the target.

    89,96 % is not 90 %: written as 90,0 % it would stand beside "missed" without a reason.
    """
    exact = Decimal(str(value)) * 100
    if target is None or exact == target.threshold:
        return 1
    return next((n for n in (1, 2, 3) if half_up(exact, n) != target.threshold), 4)


def as_published(estimate: float, language: Language, target: Target | None = None) -> str:
    """A figure that others published, with two decimals as SIPAS has them: 83,94 %, not 83,9 %."""
    return percent(estimate, language, max(2, places(estimate, target)))


def absent(share: Share, language: Language) -> str:
    """Why nothing is drawn."""
    return (words.HIDDEN if share.answered is None else words.NOBODY).said(language)


def not_drawn(shares: Sequence[Share], language: Language) -> list[str]:
    """How many offices have no place in a picture, hidden or without answers."""
    hidden = sum(share.answered is None for share in shares)
    unanswered = sum(not (share.drawn and share.answered) for share in shares) - hidden
    found = zip(words.NOT_DRAWN, (hidden, unanswered), strict=True)
    return [said.said(language, count=count(number, language)) for said, number in found if number]


def target_words(target: Target, language: Language) -> str:
    """The target with its comparator, and with the decimals that it was set with."""
    number = percent(target.share, language, target.decimals)
    return words.TARGET.said(language, target=f"{COMPARATORS[target.comparator]} {number}")


def sign(language: Language) -> str:
    """The sign of per cent as it follows a number."""
    return "\u00a0%" if language == "vi" else "%"

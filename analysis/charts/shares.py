"""A share as charts take it: plain numbers that somebody else has worked out."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.charts import words
from analysis.charts.statuses import STATUSES
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


def written(share: Share, language: Language) -> tuple[str, str, str]:
    """Estimate, interval and answers, as they stand in a table."""
    answered = "" if share.answered is None else count(share.answered, language)
    if share.drawn is None:
        return "–", "", answered
    low, estimate, high = share.drawn
    interval = f"{points(low, language)} – {points(high, language)}"
    return percent(estimate, language), interval, answered


def told(share: Share, language: Language) -> str:
    """A share in one sentence for somebody who cannot see the chart."""
    status = f" – {STATUSES[share.status].words.said(language)}" if share.status else ""
    if share.drawn is not None:
        low, estimate, high = (percent(value, language) for value in share.drawn)
        numbers = {"low": low, "share": estimate, "high": high}
        answered = count(share.answered or 0, language)
        said = words.ONE_SHARE.said(language, name=share.name, answered=answered, **numbers)
        return f"{said}{status}."
    if share.estimate is not None:
        estimate = percent(share.estimate, language)
        return words.PUBLISHED_SHARE.said(language, name=share.name, share=estimate) + "."
    return f"{share.name}: {absent(share, language).lower()}."


def absent(share: Share, language: Language) -> str:
    """Why nothing is drawn."""
    return (words.HIDDEN if share.answered is None else words.NOBODY).said(language)


def target_words(target: float, comparator: str, language: Language) -> str:
    """The target with its comparator, with a decimal only where it has one."""
    number = percent(target, language).replace(",0", "").replace(".0", "")
    return words.TARGET.said(language, target=f"{COMPARATORS[comparator]} {number}")

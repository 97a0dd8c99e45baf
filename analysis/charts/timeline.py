"""Where quarters or years lie on a sheet, with their names and the numbers under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.rows import rule
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, written
from analysis.charts.statuses import TOO_FEW, draw_status
from analysis.charts.style import FAINT, INK, LINE, SIZE, SMALL, SOFT
from analysis.words import Language, percent

LEFT = 92.0
TOP = 44.0
HEIGHT = 210.0
ROW = 20.0
WIDE_ENOUGH_FOR_NUMBERS = 62
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """A share in a year, or in a quarter of it.

    `method` names how it was measured: figures of two methods are not joined. An estimate without
    bounds is one that was published so.
    """

    year: int
    share: Share
    quarter: int | None = None
    target: float | None = None
    method: str = ""

    @property
    def place(self) -> int:
        """Where it comes in time, counted in quarters or in years."""
        return self.year if self.quarter is None else self.year * 4 + self.quarter - 1


@dataclass(frozen=True)
class Timeline:
    """The places of periods and shares on the sheet, in pixels."""

    first: int
    slot: float
    shares: Scale
    bottom: float
    table: float
    numbers: float

    @property
    def has_numbers(self) -> bool:
        return self.slot >= WIDE_ENOUGH_FOR_NUMBERS

    def x(self, place: float) -> float:
        return LEFT + (place - self.first + 0.5) * self.slot


def _check(periods: Sequence[Period]) -> None:
    if len({period.quarter is None for period in periods}) > 1:
        raise ValueError("a trend has quarters or years, not both")
    places = [period.place for period in periods]
    if places != sorted(set(places)):
        raise ValueError(f"periods come once each and in the order of time, not {places}")


def timeline(periods: Sequence[Period], width: float) -> Timeline:
    """The timeline of periods in the order of time; a missing one keeps its place."""
    _check(periods)
    first, last = periods[0].place, periods[-1].place
    values = [v for p in periods if p.share.status != TOO_FEW for v in p.share.drawn or ()]
    published = [p.share.estimate for p in periods if p.share.estimate is not None]
    targets = [p.target for p in periods if p.target is not None]
    scale = share_scale([*values, *published, *targets], TOP + HEIGHT, TOP)
    slot = (width - LEFT) / (last - first + 1)
    named = ROW + 4 if periods[0].quarter is None else 2 * ROW + 4
    table = TOP + HEIGHT + named
    signs = ROW + 2 if any(p.share.status for p in periods) else 2
    return Timeline(first, slot, scale, TOP + HEIGHT, table, table + signs)


def draw_axes(
    canvas: Canvas, plan: Timeline, periods: Sequence[Period], language: Language
) -> None:
    """Shares on the left, quarters and years below."""
    for tick in plan.shares.ticks(apart=34):
        y = plan.shares.at(tick)
        canvas.line([(LEFT, y), (canvas.width, y)], FAINT)
        canvas.write(percent(tick, language, 0), LEFT - 8, y + 4, "right", size=SMALL, colour=SOFT)
    canvas.line([(LEFT, plan.bottom), (canvas.width, plan.bottom)], LINE)
    for year, each in groupby(periods, key=lambda period: period.year):
        places = [period.place for period in each]
        middle = (plan.x(places[0]) + plan.x(places[-1])) / 2
        canvas.write(str(year), middle, plan.table - 8, "center", bold=True)
    for period in periods:
        if period.quarter is not None:
            middle = plan.x(period.place)
            canvas.write(ROMAN[period.quarter - 1], middle, plan.bottom + 18, "center")


def draw_table(
    canvas: Canvas, plan: Timeline, periods: Sequence[Period], language: Language
) -> None:
    """Under each period its sign, and where there is room its numbers."""
    rule(canvas, plan.table)
    for period in periods:
        if period.share.status:
            radius = min(7, plan.slot * 0.42)
            x, y = plan.x(period.place), plan.table + ROW / 2 + 2
            draw_status(canvas, period.share.status, x, y, radius)
    if not plan.has_numbers:
        return
    for n, heading in enumerate(words.ROWS):
        y = plan.numbers + (n + 1) * ROW - 5
        canvas.write(heading.said(language), 0, y, size=SMALL, colour=SOFT)
        for period in periods:
            cell, weak = _cell(period.share, n, language), period.share.status == TOO_FEW
            size, colour = (SMALL if n else SIZE), (SOFT if n or weak else INK)
            x = plan.x(period.place)
            canvas.write(cell, x, y, "center", size=size, colour=colour, bold=not n and not weak)


def _cell(share: Share, number: int, language: Language) -> str:
    if share.drawn is None and share.estimate is not None and number == 0:
        return percent(share.estimate, language)
    return written(share, language)[number].replace(" – ", "–")

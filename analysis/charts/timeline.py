"""Where quarters or years lie on a sheet, with their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share
from analysis.charts.style import FAINT, INK, LINE, SMALL, SOFT
from analysis.statuses import TOO_FEW
from analysis.targets import Target
from analysis.words import Language, percent

HEIGHT = 210.0
NAMED = 26.0
LEFT = 58.0
FEWEST_PIXELS = 18
YEAR = 44
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
    target: Target | None = None
    method: str = ""

    @property
    def place(self) -> int:
        """Where it comes in time, counted in quarters or in years."""
        return self.year if self.quarter is None else self.year * 4 + self.quarter - 1


@dataclass(frozen=True)
class Places:
    """Where periods lie across the sheet; one that is missing keeps its place."""

    first: int
    last: int
    a_year: int
    left: float
    slot: float

    def x(self, place: float) -> float:
        """The middle of a period; halves lie between two."""
        return self.left + (place - self.first + 0.5) * self.slot


@dataclass(frozen=True)
class Timeline:
    """The places of periods and shares on the sheet, in pixels."""

    places: Places
    shares: Scale
    top: float
    bottom: float
    foot: float

    def x(self, place: float) -> float:
        return self.places.x(place)


def places_of(periods: Sequence[Period], left: float, width: float) -> Places:
    """The places of periods in the order of time."""
    first, last = periods[0].place, periods[-1].place
    a_year = 1 if periods[0].quarter is None else 4
    return Places(first, last, a_year, left, (width - left) / (last - first + 1))


def check_order(periods: Sequence[Period]) -> None:
    """Periods are quarters or years, once each and in the order of time."""
    if len({period.quarter is None for period in periods}) > 1:
        raise ValueError("a trend has quarters or years, not both")
    found = [period.place for period in periods]
    if found != sorted(set(found)):
        raise ValueError(f"periods come once each and in the order of time, not {found}")


def timeline(periods: Sequence[Period], places: Places, top: float) -> Timeline:
    """The timeline of periods, with room for their names under it."""
    values = [v for p in periods if p.share.status != TOO_FEW for v in p.share.drawn or ()]
    published = [p.share.estimate for p in periods if p.share.estimate is not None]
    targets = [float(p.target.share) for p in periods if p.target is not None]
    bottom = top + HEIGHT
    scale = share_scale([*values, *published, *targets], bottom, top)
    names = 1 + (places.a_year > 1 and places.slot >= FEWEST_PIXELS)
    return Timeline(places, scale, top, bottom, bottom + names * NAMED + 6)


def draw_axes(
    canvas: Canvas, plan: Timeline, periods: Sequence[Period], language: Language
) -> None:
    """Shares on the left, quarters and years below."""
    left = plan.places.left
    canvas.write(words.SHARE.said(language), 0, 13, size=SMALL, colour=SOFT)
    for tick in plan.shares.ticks(apart=34):
        y = plan.shares.at(tick)
        canvas.line([(left, y), (canvas.width, y)], FAINT)
        canvas.write(percent(tick, language, 0), left - 8, y + 4, "right", size=SMALL, colour=SOFT)
    canvas.line([(left, plan.bottom), (canvas.width, plan.bottom)], LINE)
    _draw_years(canvas, plan)
    if plan.places.a_year > 1 and plan.places.slot >= FEWEST_PIXELS:
        present = {period.place for period in periods}
        for place in range(plan.places.first, plan.places.last + 1):
            colour = INK if place in present else SOFT
            canvas.write(
                ROMAN[place % 4], plan.x(place), plan.bottom + NAMED - 4, "center", colour=colour
            )


def _draw_years(canvas: Canvas, plan: Timeline) -> None:
    """The latest year, and of the others as many as there is room for."""
    at = plan.places
    taken = canvas.width + YEAR
    for year in range(at.last // at.a_year, at.first // at.a_year - 1, -1):
        first, last = max(year * at.a_year, at.first), min((year + 1) * at.a_year - 1, at.last)
        middle = min((at.x(first) + at.x(last)) / 2, canvas.width - YEAR / 2)
        if middle + YEAR / 2 <= taken:
            canvas.write(str(year), middle, plan.foot - 8, "center", bold=True)
            taken = middle - YEAR / 2
        if at.a_year > 1 and first > at.first and at.slot >= FEWEST_PIXELS:
            x = at.x(first - 0.5)
            canvas.line([(x, plan.bottom), (x, plan.foot - 4)], LINE)

"""The numbers under a trend: a column for each period if there is room, and else a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.layout import HEADING_LEADING, LEAST_GAP, SIGN, Column, Layout
from analysis.charts.lettering import width_of, wrapped
from analysis.charts.rows import draw_rows, rule
from analysis.charts.shares import Share, as_published, written
from analysis.charts.statuses import draw_status
from analysis.charts.style import GAP, INK, LEADING, SIZE, SMALL, SOFT
from analysis.charts.timeline import LEFT, Period, Timeline, places_of
from analysis.statuses import TOO_FEW
from analysis.words import Language, Words

ROW = 22.0
SMALLEST_SIGN = 4.0
BETWEEN = 8.0


@dataclass(frozen=True)
class Figures:
    """What stands under the periods: rows of cells with their headings, the first one strong."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    size: float

    @property
    def left(self) -> float:
        """Where the first period may begin."""
        return max([LEFT, *(width_of(heading, SMALL) + 12 for heading in self.headings)])

    @property
    def height(self) -> float:
        return ROW * len(self.rows) + 4

    @property
    def widest(self) -> float:
        sizes = [self.size, *[SMALL] * len(self.rows)]
        return max(
            width_of(cell, size, bold=n == 0)
            for n, (row, size) in enumerate(zip(self.rows, sizes, strict=False))
            for cell in row
        )


def figures(periods: Sequence[Period], width: float, language: Language) -> Figures | None:
    """The numbers on as few rows as there is room for; none if there is no room."""
    for found in (_whole(periods, language), _split(periods, language)):
        if found.widest + BETWEEN <= places_of(periods, found.left, width).slot:
            return found
    return None


def _whole(periods: Sequence[Period], language: Language) -> Figures:
    headings = (words.SHARE, words.INTERVAL, words.ANSWERED)
    estimates, spans, answered = zip(*(_written(p, language) for p in periods), strict=True)
    tight = [span.replace(" – ", "–") for span in spans]
    return _filled(headings, [estimates, tight, answered], SIZE, language)


def _split(periods: Sequence[Period], language: Language) -> Figures:
    """The two ends of each interval on two rows, and per cent said in the headings."""
    headings = (words.SHARE_POINTS, words.LOW, words.HIGH, words.ANSWERED)
    estimates, spans, answered = zip(*(_written(p, language) for p in periods), strict=True)
    ends = [span.partition(" – ") for span in spans]
    rows = [
        [estimate.rstrip("\u00a0%") for estimate in estimates],
        [low for low, _, _ in ends],
        [high for _, _, high in ends],
        answered,
    ]
    return _filled(headings, rows, SMALL, language)


def _filled(
    headings: Sequence[Words], rows: Sequence[Sequence[str]], size: float, language: Language
) -> Figures:
    """The rows that say something: figures as published have neither intervals nor answers."""
    found = [(h.said(language), row) for h, row in zip(headings, rows, strict=True) if any(row)]
    return Figures([heading for heading, _ in found], [row for _, row in found], size)


def _written(period: Period, language: Language) -> tuple[str, str, str]:
    """As in other charts; a figure that was published without an interval stands alone."""
    share, target = period.share, period.target
    estimate, interval, answered = written(share, language, target)
    if share.drawn is None and share.estimate is not None:
        estimate = as_published(share.estimate, language, target)
    return estimate, interval, answered


def is_weak(share: Share) -> bool:
    """Whether its numbers are said more quietly."""
    return share.status == TOO_FEW or share.estimate is None


def draw_figures(
    canvas: Canvas,
    plan: Timeline,
    found: Figures,
    periods: Sequence[Period],
    top: float,
) -> None:
    """The numbers under their periods."""
    for n, (heading, row) in enumerate(zip(found.headings, found.rows, strict=True)):
        y = top + (n + 1) * ROW - 8
        canvas.write(heading, 0, y, size=SMALL, colour=SOFT)
        for period, cell in zip(periods, row, strict=True):
            strong = n == 0 and not is_weak(period.share)
            size, colour = found.size if n == 0 else SMALL, INK if strong else SOFT
            x = plan.x(period.place)
            canvas.write(cell, x, y, "center", size=size, colour=colour, bold=strong)


def signs_height(periods: Sequence[Period]) -> float:
    """The room for signs, if there are any."""
    return 4 + ROW * any(period.share.status for period in periods)


def draw_signs(canvas: Canvas, plan: Timeline, periods: Sequence[Period]) -> None:
    """The status of each period under it, where there is room for a sign."""
    rule(canvas, plan.foot)
    radius = min(7, plan.places.slot * 0.42)
    for period in periods:
        if period.share.status and radius >= SMALLEST_SIGN:
            x, y = plan.x(period.place), plan.foot + ROW / 2 + 2
            draw_status(canvas, period.share.status, x, y, radius)


@dataclass(frozen=True)
class Listing:
    """The numbers as a table of their own, a row for each period."""

    layout: Layout
    columns: Sequence[Column]


def listing(periods: Sequence[Period], top: float, width: float, language: Language) -> Listing:
    """A list of all periods, as other charts write their rows."""
    cells = [_written(period, language) for period in periods]
    headings = (words.SHARE, words.INTERVAL, words.ANSWERED)
    columns = [
        Column(heading.said(language), [cell[n] for cell in cells], is_strong=n == 0)
        for n, heading in enumerate(headings)
        if any(cell[n] for cell in cells)
    ]
    room = width - SIGN - sum(LEAST_GAP + column.width for column in columns)
    widest = min(room, 1 + max(width_of(period.share.name) for period in periods))
    names = [wrapped(period.share.name, widest) for period in periods]
    gap = min(2 * GAP, LEAST_GAP + (room - widest) / len(columns))
    ends = accumulate((gap + column.width for column in columns), initial=SIGN + widest)
    headings_end = top + HEADING_LEADING * max(len(column.lines) for column in columns)
    heights = [len(name) * LEADING + 4 for name in names]
    edges = list(ends)[1:]
    layout = Layout(
        width, names, 1, SIGN, headings_end, headings_end + 8, heights, 0, 0, edges,
        is_stacked=False, is_long=False,
    )  # fmt: skip
    return Listing(layout, columns)


def draw_listing(canvas: Canvas, found: Listing, periods: Sequence[Period]) -> None:
    """The table with the signs of its rows."""
    weak = {n for n, period in enumerate(periods) if is_weak(period.share)}
    draw_rows(canvas, found.layout, found.columns, weak)
    for period, row in zip(periods, found.layout.rows, strict=True):
        if period.share.status:
            draw_status(canvas, period.share.status, 8, row.sign)

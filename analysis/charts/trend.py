"""A share over quarters or years, with its intervals; not joined where the method changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.notes import Entry, draw_notes, notes_height, status_entries
from analysis.charts.rows import rule
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, target_words, told, written
from analysis.charts.statuses import THICKNESS, TOO_FEW, draw_interval, draw_status
from analysis.charts.style import FAINT, INK, LINE, PAPER, SIZE, SMALL, SOFT, WIDTH
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
class _Plan:
    """Where periods and shares lie on the sheet."""

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


def trend(
    periods: Sequence[Period],
    title: str,
    *,
    comparator: str = ">=",
    language: Language = "vi",
    width: float = WIDTH,
) -> Chart:
    """Periods in the order of time; one that is missing leaves its place empty."""
    if not periods:
        return empty(title, language, width)
    _check(periods)
    plan = _planned(periods, width)
    entries, notes = _under(periods, plan, language)
    foot = plan.numbers + (3 * ROW + 6 if plan.has_numbers else 6)
    canvas = Canvas(width, foot + notes_height(entries, notes, width))
    _draw_axes(canvas, plan, periods, language)
    _draw_breaks(canvas, plan, periods, language)
    _draw_targets(canvas, plan, periods, comparator, language)
    _draw_joins(canvas, plan, periods)
    for period in periods:
        _draw_share(canvas, plan, period.share, plan.x(period.place))
    _draw_table(canvas, plan, periods, language)
    draw_notes(canvas, entries, notes, foot)
    return Chart(title, _description(periods, comparator, language), canvas.figure)


def _check(periods: Sequence[Period]) -> None:
    if len({period.quarter is None for period in periods}) > 1:
        raise ValueError("a trend has quarters or years, not both")
    places = [period.place for period in periods]
    if places != sorted(set(places)):
        raise ValueError(f"periods come once each and in the order of time, not {places}")


def _planned(periods: Sequence[Period], width: float) -> _Plan:
    first, last = periods[0].place, periods[-1].place
    values = [v for p in periods if p.share.status != TOO_FEW for v in p.share.drawn or ()]
    published = [p.share.estimate for p in periods if p.share.estimate is not None]
    targets = [p.target for p in periods if p.target is not None]
    scale = share_scale([*values, *published, *targets], TOP + HEIGHT, TOP)
    slot = (width - LEFT) / (last - first + 1)
    named = ROW + 4 if periods[0].quarter is None else 2 * ROW + 4
    table = TOP + HEIGHT + named
    signs = ROW + 2 if any(p.share.status for p in periods) else 2
    return _Plan(first, slot, scale, TOP + HEIGHT, table, table + signs)


def _draw_axes(canvas: Canvas, plan: _Plan, periods: Sequence[Period], language: Language) -> None:
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


def _draw_table(canvas: Canvas, plan: _Plan, periods: Sequence[Period], language: Language) -> None:
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


def _draw_breaks(
    canvas: Canvas, plan: _Plan, periods: Sequence[Period], language: Language
) -> None:
    for before, after in pairwise(periods):
        if before.method != after.method:
            x = (plan.x(before.place) + plan.x(after.place)) / 2
            canvas.line([(x, TOP - 22), (x, plan.table - 4)], SOFT, 1.25, (2, 3))
            said = words.BREAK.said(language)
            canvas.write(said, x, TOP - 28, "center", size=SMALL, colour=SOFT)


def _draw_targets(
    canvas: Canvas, plan: _Plan, periods: Sequence[Period], comparator: str, language: Language
) -> None:
    for target, run in groupby(periods, key=lambda period: period.target):
        if target is None:
            continue
        places = [period.place for period in run]
        y = plan.shares.at(target)
        left, right = plan.x(places[0] - 0.5), plan.x(places[-1] + 0.5)
        canvas.line([(left, y), (right, y)], INK, 1.5)
        said = target_words(target, comparator, language)
        canvas.line([(left + 4, TOP - 13), (left + 22, TOP - 13)], INK, 1.5)
        canvas.write(said, left + 28, TOP - 9, bold=True, size=SMALL)


def _draw_joins(canvas: Canvas, plan: _Plan, periods: Sequence[Period]) -> None:
    """A line from each period to the next, if the next is measured the same way and not missing.

    A few answers join nothing: a line to them would be taken for a fall or a rise.
    """
    for one, other in pairwise(periods):
        a, b = one.share.estimate, other.share.estimate
        apart = one.method != other.method or other.place - one.place > 1
        weak = TOO_FEW in {one.share.status, other.share.status}
        if a is None or b is None or apart or weak:
            continue
        ends = [(plan.x(one.place), plan.shares.at(a)), (plan.x(other.place), plan.shares.at(b))]
        canvas.line(ends, LINE, 1.5)


def _draw_share(canvas: Canvas, plan: _Plan, share: Share, x: float) -> None:
    if share.drawn is not None:
        low, y, high = (plan.shares.at(value) for value in share.drawn)
        thickness = min(THICKNESS, plan.slot * 0.6)
        draw_interval(canvas, share.status, (x, low), (x, high), thickness)
        if share.drawn[1] >= plan.shares.low:
            _draw_point(canvas, x, y, min(8, plan.slot * 0.42))
    elif share.estimate is not None:
        draw_published(canvas, x, plan.shares.at(share.estimate))


def _draw_point(canvas: Canvas, x: float, y: float, half: float = 8) -> None:
    canvas.line([(x - half, y), (x + half, y)], INK, 2)


def draw_published(canvas: Canvas, x: float, y: float) -> None:
    """A figure without an interval: a small diamond."""
    canvas.area([(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)], PAPER, INK, 1.5)


def _under(
    periods: Sequence[Period], plan: _Plan, language: Language
) -> tuple[list[Entry], list[str]]:
    shares = [period.share for period in periods]
    entries = status_entries((share.status for share in shares), language)
    if any(share.drawn for share in shares):
        entries.append((lambda c, x, y: _draw_point(c, x + 9, y), words.POINT.said(language)))
    if any(share.estimate is not None and share.drawn is None for share in shares):
        sign: Entry = (
            lambda c, x, y: draw_published(c, x + 9, y),
            words.AS_PUBLISHED.said(language),
        )
        entries.append(sign)
    notes = []
    if plan.shares.low > 0:
        notes.append(words.STARTS.said(language, start=percent(plan.shares.low, language, 0)))
    if len({period.method for period in periods}) > 1:
        notes.append(words.NOT_JOINED.said(language))
    if any(share.drawn for share in shares):
        notes.append(words.SAMPLING.said(language))
    return entries, notes


def _description(periods: Sequence[Period], comparator: str, language: Language) -> str:
    sentences = []
    for before, period in zip([None, *periods], periods, strict=False):
        if before is not None and before.method != period.method:
            sentences.append(words.BREAK.said(language) + ".")
        if period.target is not None and (before is None or before.target != period.target):
            sentences.append(target_words(period.target, comparator, language) + ".")
        sentences.append(told(period.share, language))
    return " ".join(sentences)

"""A share over quarters or years, with its intervals; not joined where the method changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.marks import ANY, THICKNESS, draw_estimate, draw_published, sample
from analysis.charts.notes import Entry, draw_notes, notes_height, status_entries
from analysis.charts.shares import Share, target_words, told
from analysis.charts.statuses import TOO_FEW, look_of
from analysis.charts.style import INK, LINE, SMALL, SOFT, WIDTH
from analysis.charts.timeline import (
    ROW,
    TOP,
    Period,
    Timeline,
    draw_axes,
    draw_table,
    timeline,
)
from analysis.words import Language, percent


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
    plan = timeline(periods, width)
    entries, notes = _under(periods, plan, language)
    foot = plan.numbers + (3 * ROW + 6 if plan.has_numbers else 6)
    canvas = Canvas(width, foot + notes_height(entries, notes, width))
    draw_axes(canvas, plan, periods, language)
    _draw_breaks(canvas, plan, periods, language)
    _draw_targets(canvas, plan, periods, comparator, language)
    _draw_joins(canvas, plan, periods)
    for period in periods:
        _draw_share(canvas, plan, period.share, plan.x(period.place))
    draw_table(canvas, plan, periods, language)
    draw_notes(canvas, entries, notes, foot)
    return Chart(title, _description(periods, comparator, language), canvas.figure, language)


def _draw_breaks(
    canvas: Canvas, plan: Timeline, periods: Sequence[Period], language: Language
) -> None:
    for before, after in pairwise(periods):
        if before.method != after.method:
            x = (plan.x(before.place) + plan.x(after.place)) / 2
            canvas.line([(x, TOP - 22), (x, plan.table - 4)], SOFT, 1.25, (2, 3))
            said = words.BREAK.said(language)
            canvas.write(said, x, TOP - 28, "center", size=SMALL, colour=SOFT)


def _draw_targets(
    canvas: Canvas, plan: Timeline, periods: Sequence[Period], comparator: str, language: Language
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


def _draw_joins(canvas: Canvas, plan: Timeline, periods: Sequence[Period]) -> None:
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


def _draw_share(canvas: Canvas, plan: Timeline, share: Share, x: float) -> None:
    if share.drawn is not None:
        thickness = min(THICKNESS, plan.slot * 0.6)
        look = look_of(share.status)
        draw_estimate(canvas, look, share.drawn, plan.shares, lambda y: (x, y), thickness)
    elif share.estimate is not None:
        draw_published(canvas, x, plan.shares.at(share.estimate))


def _under(
    periods: Sequence[Period], plan: Timeline, language: Language
) -> tuple[list[Entry], list[str]]:
    shares = [period.share for period in periods]
    entries = status_entries((share.status for share in shares), language)
    if any(share.drawn for share in shares):
        entries.append((sample(ANY), words.POINT.said(language)))
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

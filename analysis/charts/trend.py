"""A share over quarters or years, with its intervals; not joined where the method changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.charts import words
from analysis.charts.banners import banners, draw_breaks, draw_targets
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.figures import (
    draw_figures,
    draw_listing,
    draw_signs,
    figures,
    listing,
    signs_height,
)
from analysis.charts.legends import interval_entries
from analysis.charts.marks import THICKNESS, draw_estimate, draw_published
from analysis.charts.notes import Entry, draw_notes, notes_height, status_entries
from analysis.charts.shares import Share, target_words, told
from analysis.charts.statuses import look_of
from analysis.charts.style import LINE, WIDTH
from analysis.charts.timeline import (
    LEFT,
    Period,
    Timeline,
    check_order,
    draw_axes,
    places_of,
    timeline,
)
from analysis.statuses import TOO_FEW
from analysis.words import Language, percent


def trend(
    periods: Sequence[Period],
    title: str,
    *,
    language: Language = "vi",
    width: float = WIDTH,
) -> Chart:
    """Periods in the order of time; one that is missing leaves its place empty."""
    if not periods:
        return empty(title, language, width)
    check_order(periods)
    numbers = figures(periods, width, language)
    places = places_of(periods, numbers.left if numbers else LEFT, width)
    over = banners(periods, places, width, language)
    plan = timeline(periods, places, over.top)
    entries, notes = _under(periods, plan, language)
    signs = plan.foot + signs_height(periods)
    table = None if numbers else listing(periods, signs, width, language)
    foot = table.layout.bottom + 6 if table else signs + (numbers.height if numbers else 0)
    canvas = Canvas(width, foot + notes_height(entries, notes, width))
    draw_axes(canvas, plan, periods, language)
    draw_breaks(canvas, plan, over)
    _draw_joins(canvas, plan, periods)
    for period in periods:
        _draw_share(canvas, plan, period.share, plan.x(period.place))
    draw_targets(canvas, plan, over)
    draw_signs(canvas, plan, periods)
    if numbers:
        draw_figures(canvas, plan, numbers, periods, signs)
    if table:
        draw_listing(canvas, table, periods)
    draw_notes(canvas, entries, notes, foot)
    return Chart(title, _description(periods, language), canvas.figure, language)


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
        thickness = min(THICKNESS, plan.places.slot * 0.6)
        look = look_of(share.status)
        draw_estimate(canvas, look, share.drawn, plan.shares, lambda y: (x, y), thickness)
    elif share.estimate is not None:
        draw_published(canvas, x, plan.shares.at(share.estimate))


def _under(
    periods: Sequence[Period], plan: Timeline, language: Language
) -> tuple[list[Entry], list[str]]:
    shares = [period.share for period in periods]
    entries = status_entries((share.status for share in shares), language)
    entries += interval_entries(shares, plan.shares, language)
    if any(share.estimate is not None and share.drawn is None for share in shares):
        sign = words.AS_PUBLISHED.said(language)
        entries.append((lambda c, x, y: draw_published(c, x + 9, y), sign))
    notes = []
    if plan.shares.low > 0:
        notes.append(words.STARTS.said(language, start=percent(plan.shares.low, language, 0)))
    if len({period.method for period in periods}) > 1:
        notes.append(words.NOT_JOINED.said(language))
    if any(share.drawn for share in shares):
        notes.append(words.SAMPLING.said(language))
    return entries, notes


def _description(periods: Sequence[Period], language: Language) -> str:
    sentences = []
    for before, period in zip([None, *periods], periods, strict=False):
        if before is not None and before.method != period.method:
            sentences.append(words.BREAK.said(language) + ".")
        if period.target is not None and (before is None or before.target != period.target):
            sentences.append(target_words(period.target, language) + ".")
        sentences.append(told(period.share, language, period.target))
    return " ".join(sentences)

"""Offices against a target: each with its interval, its share and its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.notes import Entry, draw_notes, notes_height, status_entries
from analysis.charts.rows import (
    AXIS,
    SIGN,
    Column,
    Layout,
    draw_axis,
    draw_rows,
    draw_target,
    lay_out,
)
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, absent, target_words, told, written
from analysis.charts.statuses import STATUSES, TOO_FEW, draw_interval, draw_point, draw_status
from analysis.charts.style import SMALL, SOFT, WIDTH
from analysis.words import Language, count, percent

MANY_TO_TELL = 20


def intervals(
    shares: Sequence[Share],
    title: str,
    *,
    target: float | None = None,
    comparator: str = ">=",
    language: Language = "vi",
    width: float = WIDTH,
) -> Chart:
    """A row for each share, in the order given."""
    if not shares:
        return empty(title, language, width)
    columns = _columns(shares, language)
    layout = lay_out([share.name for share in shares], columns, width, 32, indent=SIGN)
    values = [v for share in shares if share.status != TOO_FEW for v in share.drawn or ()]
    scale = share_scale([*values, target or 1], layout.left + 8, layout.right - 8)
    entries, notes = _under(shares, scale, language)
    canvas = Canvas(width, layout.bottom + AXIS + notes_height(entries, notes, width))
    draw_axis(canvas, layout, scale, lambda tick: percent(tick, language, 0))
    weak = {n for n, s in enumerate(shares) if s.status == TOO_FEW or s.drawn is None}
    draw_rows(canvas, layout, columns, weak)
    if target is not None:
        draw_target(canvas, layout, scale.at(target), target_words(target, comparator, language))
    for share, y in zip(shares, layout.middles, strict=True):
        _draw(canvas, layout, scale, share, y, language)
    draw_notes(canvas, entries, notes, layout.bottom + AXIS)
    return Chart(title, _description(shares, target, comparator, language), canvas.figure, language)


def _columns(shares: Sequence[Share], language: Language) -> list[Column]:
    cells = [written(share, language) for share in shares]
    headings = [words.SHARE, words.INTERVAL, words.ANSWERED]
    return [
        Column(heading.said(language), [row[n] for row in cells], is_strong=n == 0)
        for n, heading in enumerate(headings)
    ]


def _draw(
    canvas: Canvas, layout: Layout, scale: Scale, share: Share, y: float, language: Language
) -> None:
    if share.status:
        draw_status(canvas, share.status, 8, y)
    if share.drawn is None:
        reason = absent(share, language)
        canvas.write(reason, layout.left + 8, y + 0.36 * SMALL, size=SMALL, colour=SOFT)
        return
    low, estimate, high = (scale.at(value) for value in share.drawn)
    draw_interval(canvas, share.status, (low, y), (high, y))
    if share.drawn[0] < scale.low:
        goes_on = [(low + 6, y - 5), (low, y), (low + 6, y + 5)]
        canvas.line(goes_on, SOFT, 1.5)
    if share.drawn[1] >= scale.low:
        draw_point(canvas, estimate, y)


def _under(
    shares: Sequence[Share], scale: Scale, language: Language
) -> tuple[list[Entry], list[str]]:
    point: Entry = (lambda canvas, x, y: draw_point(canvas, x + 9, y), words.POINT.said(language))
    drawn = [share for share in shares if share.drawn]
    entries = status_entries((share.status for share in shares), language)
    notes = [words.SAMPLING.said(language)] if drawn else []
    if scale.low > 0 and drawn:
        notes.insert(0, words.STARTS.said(language, start=percent(scale.low, language, 0)))
    return [*entries, *([point] if drawn else [])], notes


def _description(
    shares: Sequence[Share], target: float | None, comparator: str, language: Language
) -> str:
    sentences = [] if target is None else [target_words(target, comparator, language) + "."]
    if len(shares) <= MANY_TO_TELL:
        sentences += [told(share, language) for share in shares]
    else:
        found = Counter(share.status for share in shares)
        statuses = ", ".join(
            f"{status.words.said(language)}: {count(found[name], language)}"
            for name, status in STATUSES.items()
            if name in found
        )
        rows = count(len(shares), language)
        sentences.append(words.IN_ALL.said(language, count=rows, statuses=statuses))
    return " ".join(sentences)

"""Offices against a target: each with its interval, its share and its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.layout import SIGN, Column, Layout, Row, lay_out
from analysis.charts.marks import ANY, draw_estimate, sample
from analysis.charts.notes import Entry, draw_notes, notes_height, status_entries
from analysis.charts.rows import AXIS, draw_axis, draw_rows, draw_target, say_in_place
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, absent, target_words, told, written
from analysis.charts.statuses import STATUSES, TOO_FEW, draw_status, look_of
from analysis.charts.style import WIDTH
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
    canvas = Canvas(layout.width, layout.bottom + AXIS + notes_height(entries, notes, layout.width))
    draw_axis(canvas, layout, scale, lambda tick: percent(tick, language, 0))
    weak = {n for n, s in enumerate(shares) if s.status == TOO_FEW or s.drawn is None}
    draw_rows(canvas, layout, columns, weak)
    if target is not None:
        draw_target(canvas, layout, scale.at(target), target_words(target, comparator, language))
    for share, row in zip(shares, layout.rows, strict=True):
        _draw(canvas, layout, scale, share, row, language)
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
    canvas: Canvas, layout: Layout, scale: Scale, share: Share, row: Row, language: Language
) -> None:
    if share.status:
        draw_status(canvas, share.status, 8, row.sign)
    if share.drawn is None:
        say_in_place(canvas, absent(share, language), layout.left + 8, row.middle)
    else:
        draw_estimate(canvas, look_of(share.status), share.drawn, scale, lambda x: (x, row.middle))


def _under(
    shares: Sequence[Share], scale: Scale, language: Language
) -> tuple[list[Entry], list[str]]:
    drawn = [share for share in shares if share.drawn]
    entries = status_entries((share.status for share in shares), language)
    notes = [words.SAMPLING.said(language)] if drawn else []
    if scale.low > 0 and drawn:
        notes.insert(0, words.STARTS.said(language, start=percent(scale.low, language, 0)))
    return [*entries, *([(sample(ANY), words.POINT.said(language))] if drawn else [])], notes


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

"""Offices against a target: each with its interval, its share and its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.layout import SIGN, Row, lay_out
from analysis.charts.legends import interval_entries
from analysis.charts.marks import draw_estimate
from analysis.charts.notes import Under, status_entries
from analysis.charts.rows import say_in_place
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, absent, target_words, told
from analysis.charts.statuses import STATUSES, draw_status, look_of
from analysis.charts.style import WIDTH
from analysis.charts.tables import Table, share_columns, table_chart
from analysis.statuses import TOO_FEW
from analysis.targets import Target
from analysis.words import Language, count, percent

MANY_TO_TELL = 20


def intervals(
    shares: Sequence[Share],
    title: str,
    *,
    target: Target | None = None,
    language: Language = "vi",
    width: float = WIDTH,
) -> Chart:
    """A row for each share, in the order given."""
    if not shares:
        return empty(title, language, width)
    columns = share_columns(shares, language, target)
    layout = lay_out([share.name for share in shares], columns, width, 32, indent=SIGN)
    values = [v for share in shares if share.status != TOO_FEW for v in share.drawn or ()]
    aim = float(target.share) if target else 1.0
    scale = share_scale([*values, aim], layout.left + 8, layout.right - 8)

    def draw(canvas: Canvas, n: int, row: Row) -> None:
        _draw(canvas, scale, shares[n], row, language)

    def told_of(rows: range) -> str:
        return _description([shares[n] for n in rows], target, language)

    def under(rows: range) -> Under:
        return _under([shares[n] for n in rows], scale, language)

    weak = {n for n, s in enumerate(shares) if s.status == TOO_FEW or s.drawn is None}
    line = (aim, target_words(target, language)) if target else None
    table = Table(layout, columns, scale, line, under, weak, draw, told_of)
    return table_chart(table, title, language)


def _draw(canvas: Canvas, scale: Scale, share: Share, row: Row, language: Language) -> None:
    if share.status:
        draw_status(canvas, share.status, 8, row.sign)
    if share.drawn is None:
        say_in_place(canvas, absent(share, language), scale.start, row.middle)
    else:
        draw_estimate(canvas, look_of(share.status), share.drawn, scale, lambda x: (x, row.middle))


def _under(shares: Sequence[Share], scale: Scale, language: Language) -> Under:
    drawn = [share for share in shares if share.drawn]
    entries = [
        *status_entries((share.status for share in shares), language),
        *interval_entries(shares, scale, language),
    ]
    notes = [words.SAMPLING.said(language)] if drawn else []
    if scale.low > 0 and drawn:
        notes.insert(0, words.STARTS.said(language, start=percent(scale.low, language, 0)))
    return entries, notes


def _description(shares: Sequence[Share], target: Target | None, language: Language) -> str:
    sentences = [f"{target_words(target, language)}."] if target else []
    if len(shares) <= MANY_TO_TELL:
        sentences += [told(share, language, target) for share in shares]
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

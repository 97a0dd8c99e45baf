"""How answers are spread over the five levels, a bar for each office or question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.labels import Box
from analysis.charts.layout import Row, lay_out
from analysis.charts.lettering import width_of
from analysis.charts.notes import Sign
from analysis.charts.rows import say_in_place
from analysis.charts.scale import Scale
from analysis.charts.shares import Share, absent, told
from analysis.charts.style import INK, LINE, PAPER, SMALL, WIDTH
from analysis.charts.tables import Table, share_columns, table_chart
from analysis.statuses import TOO_FEW
from analysis.words import Language, percent, points

# From very dissatisfied to very satisfied. On grey paper they are five different greys.
FILLS = ("#64120e", "#d5756a", "#eaeef1", "#a3c9e1", "#0a639d")
LETTERS = (PAPER, INK, INK, INK, PAPER)
SATISFIED_FROM, LIGHTEST = 3, 2
HALF = 9.0


@dataclass(frozen=True)
class Levels:
    """The answers of one row, from very dissatisfied to very satisfied, and the share that counts
    as satisfied with its interval."""

    counts: tuple[int, int, int, int, int]
    share: Share

    def __post_init__(self) -> None:
        if len(self.counts) != len(FILLS) or min(self.counts) < 0:
            raise ValueError(f"{self.share.name}: {self.counts} are not answers on five levels")
        if self.share.drawn and sum(self.counts) != self.share.answered:
            raise ValueError(
                f"{self.share.name}: {self.counts} are not {self.share.answered} answers"
            )

    @property
    def parts(self) -> list[Fraction]:
        """The share of each level; none if nobody answered, or if the cell is hidden."""
        answered = sum(self.counts) if self.share.drawn else 0
        return [Fraction(n, answered) for n in self.counts] if answered else []


def levels(
    rows: Sequence[Levels], title: str, *, language: Language = "vi", width: float = WIDTH
) -> Chart:
    """A bar of five parts for each row, in the order given; from 0 to 100 %."""
    if not rows:
        return empty(title, language, width)
    columns = share_columns([row.share for row in rows], language)
    layout = lay_out([row.share.name for row in rows], columns, width)
    scale = Scale(0, 1, layout.left, layout.right - 4)
    entries = [(_swatch(n), level.said(language)) for n, level in enumerate(words.LEVELS)]
    entries.append((_edge_sign, words.EDGE.said(language)))

    def draw(canvas: Canvas, n: int, row: Row) -> None:
        _draw(canvas, scale, rows[n], row.middle, language)

    def told_of(some: range) -> str:
        return " ".join(_told(rows[n], language) for n in some)

    notes = [words.SAMPLING.said(language)]
    weak = {n for n, row in enumerate(rows) if not row.parts or row.share.status == TOO_FEW}
    table = Table(layout, columns, scale, None, lambda _: (entries, notes), weak, draw, told_of)
    return table_chart(table, title, language)


def _draw(canvas: Canvas, scale: Scale, row: Levels, y: float, language: Language) -> None:
    if not row.parts:
        say_in_place(canvas, absent(row.share, language), scale.start + 8, y)
        return
    ends = [scale.at(float(end)) for end in accumulate(row.parts, initial=Fraction(0))]
    for n, (left, right) in enumerate(pairwise(ends)):
        if right <= left:
            continue
        _draw_part(canvas, n, (left, y - HALF, right, y + HALF))
        canvas.line([(right, y - HALF), (right, y + HALF)], PAPER, 1)
        said = points(row.parts[n], language, 0)
        if width_of(said, SMALL) + 8 < right - left:
            middle, baseline = (left + right) / 2, y + 0.36 * SMALL
            canvas.write(said, middle, baseline, "center", size=SMALL, colour=LETTERS[n])
    draw_edge(canvas, ends[SATISFIED_FROM], y)


def _draw_part(canvas: Canvas, level: int, box: Box) -> None:
    """A part of a bar; the lightest is told from the paper by its edges."""
    left, top, right, bottom = box
    canvas.box(left, top, right, bottom, FILLS[level])
    if level == LIGHTEST:
        for y in (top + 0.5, bottom - 0.5):
            canvas.line([(left, y), (right, y)], LINE, 1)


def draw_edge(canvas: Canvas, x: float, y: float, half: float = HALF + 4) -> None:
    """The mark where satisfied begins."""
    canvas.line([(x, y - half), (x, y + half)], PAPER, 3.5)
    canvas.line([(x, y - half), (x, y + half)], INK, 2)


def _edge_sign(canvas: Canvas, x: float, y: float) -> None:
    draw_edge(canvas, x + 9, y, 8)


def _swatch(level: int) -> Sign:
    return lambda canvas, x, y: _draw_part(canvas, level, (x, y - 7, x + 18, y + 7))


def _told(row: Levels, language: Language) -> str:
    parts = ", ".join(
        f"{words.LEVELS[n].said(language).lower()} {percent(part, language)}"
        for n, part in enumerate(row.parts)
    )
    return (
        f"{told(row.share, language)} {parts[:1].upper()}{parts[1:]}."
        if parts
        else told(row.share, language)
    )

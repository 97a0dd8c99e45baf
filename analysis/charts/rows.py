"""A table with a picture in it: names, numbers, the picture's axis and its target."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from analysis.charts.canvas import Canvas
from analysis.charts.layout import HEADING_LEADING, Column, Layout
from analysis.charts.lettering import width_of
from analysis.charts.scale import Scale
from analysis.charts.style import FAINT, INK, LEADING, LINE, PAPER, SMALL, SOFT

AXIS = 26


def draw_rows(
    canvas: Canvas, layout: Layout, columns: Sequence[Column], weak: Collection[int] = ()
) -> None:
    """Everything but the picture; the numbers of `weak` rows are said more quietly."""
    rule(canvas, layout.top)
    for column, edge in zip(columns, layout.edges, strict=True):
        first = layout.headings - HEADING_LEADING * (len(column.lines) - 1)
        for n, line in enumerate(column.lines):
            canvas.write(line, edge, first + n * HEADING_LEADING, "right", size=SMALL, colour=SOFT)
    for n, row in enumerate(layout.rows, layout.first):
        rule(canvas, row.bottom)
        for place, line in enumerate(row.name):
            canvas.write(line, layout.indent, row.name_baseline + place * LEADING)
        for column, edge in zip(columns, layout.edges, strict=True):
            colour, bold = (SOFT, False) if n in weak else (INK, column.is_strong)
            number, _, under = column.cells[n].partition("\n")
            canvas.write(number, edge, row.cell_baseline, "right", colour=colour, bold=bold)
            below = row.cell_baseline + LEADING
            canvas.write(under, edge, below, "right", size=SMALL, colour=SOFT)


def rule(canvas: Canvas, y: float) -> None:
    """A thin line across the sheet."""
    canvas.line([(0, y), (canvas.width, y)], FAINT, 1)


def draw_axis(
    canvas: Canvas, layout: Layout, scale: Scale, written: Callable[[float], str]
) -> None:
    """Values under the picture, and above it too where the table is long; lines between them."""
    ticks, named = axis_ticks(scale, written)
    for tick in ticks:
        x = scale.at(tick)
        for top, bottom in layout.spans:
            canvas.line([(x, top), (x, bottom)], FAINT, 1)
    for tick in named:
        ends = [layout.bottom + 17, *([layout.top - 9] if layout.is_long else [])]
        for y in ends:
            canvas.write(written(tick), scale.at(tick), y, "center", size=SMALL, colour=SOFT)
    canvas.line([(layout.left, layout.bottom), (layout.right, layout.bottom)], LINE, 1)


def axis_ticks(scale: Scale, written: Callable[[float], str]) -> tuple[list[float], list[float]]:
    """Where lines are, and which of them are named: all, if there are three at least."""
    many, few = scale.ticks(apart=30), scale.ticks(apart=46)
    if _fit(many, scale, written):
        return many, many
    if len(few) > 2:
        return few, few
    named = (many[-1::-step] for step in range(2, len(many) + 1))
    return many, next(each[::-1] for each in named if _fit(each[::-1], scale, written))


def _fit(ticks: Sequence[float], scale: Scale, written: Callable[[float], str]) -> bool:
    """Whether their names are read side by side."""
    ends = [(scale.at(tick), width_of(written(tick), SMALL) / 2) for tick in ticks]
    return all(
        x + half + 4 <= other - next_half for (x, half), (other, next_half) in pairwise(ends)
    )


def draw_target(canvas: Canvas, layout: Layout, x: float, words: str) -> None:
    """A line with its number over it, kept on the picture's side of the sheet; or with none."""
    over = 27 if layout.is_long else 11
    half = width_of(words, bold=True) / 2
    middle = min(max(x, layout.left + half), layout.right - half)
    canvas.write(words, middle, layout.top - over, "center", bold=True)
    if words and not layout.is_long:
        canvas.line([(x, layout.top - 6), (x, layout.top)], INK, 1.5)
    for top, bottom in layout.spans:
        canvas.line([(x, top), (x, bottom)], INK, 1.5)
    canvas.line([(x, layout.bottom), (x, layout.bottom + 4)], INK, 1.5)


def say_in_place(canvas: Canvas, said: str, x: float, y: float) -> None:
    """Words where a picture would be, with no line through them."""
    canvas.box(x - 3, y - 9, x + width_of(said, SMALL) + 3, y + 9, PAPER)
    canvas.write(said, x, y + 0.36 * SMALL, size=SMALL, colour=SOFT)

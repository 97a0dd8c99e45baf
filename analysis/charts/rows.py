"""A table with a picture in it: names on the left, a drawing, numbers on the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from analysis.charts.canvas import Canvas
from analysis.charts.lettering import width_of, wrapped
from analysis.charts.scale import Scale
from analysis.charts.style import FAINT, GAP, INK, LEADING, LINE, SIZE, SMALL, SOFT

SIGN = 24
NARROWEST_NAMES = 140
HEADING_LEADING = 15
AXIS = 26
MANY = 30


@dataclass(frozen=True)
class Column:
    """Numbers to the right of the picture, a cell for each row, under a heading."""

    heading: str
    cells: Sequence[str]
    is_strong: bool = False

    @property
    def lines(self) -> list[str]:
        """The heading, broken so that it is not much wider than the numbers."""
        return wrapped(self.heading, max(72, self._widest), SMALL)

    @property
    def width(self) -> float:
        return max(self._widest, *(width_of(line, SMALL) for line in self.lines))

    @property
    def _widest(self) -> float:
        return max((width_of(cell, bold=self.is_strong) for cell in self.cells), default=0)


@dataclass(frozen=True)
class Layout:
    """Where the parts of the table stand, in pixels."""

    names: list[list[str]]
    indent: float
    top: float
    heights: list[float]
    left: float
    right: float
    edges: list[float]

    @property
    def is_long(self) -> bool:
        """Whether a reader at the top does not see the bottom."""
        return len(self.heights) > MANY

    @property
    def bottom(self) -> float:
        return self.top + sum(self.heights)

    @property
    def middles(self) -> list[float]:
        ends = accumulate(self.heights, initial=self.top)
        return [end + height / 2 for end, height in zip(ends, self.heights, strict=False)]


def lay_out(
    names: Sequence[str],
    columns: Sequence[Column],
    width: float,
    top: float = 0,
    *,
    indent: float = 0,
    plot: float = 270,
) -> Layout:
    """Names as wide as the picture's own room allows, and then on as many lines as they take."""
    numbers = sum(column.width + GAP for column in columns)
    room = width - indent - 2 * GAP - numbers - plot
    widest = max((width_of(name) for name in names), default=0)
    name_width = min(widest, max(room, NARROWEST_NAMES)) + 1
    lines = [wrapped(name, name_width) for name in names]
    around = 8 if len(names) > MANY else 14
    right = width - numbers - GAP / 2
    edges = [width - sum(c.width + GAP for c in columns[n + 1 :]) for n in range(len(columns))]
    return Layout(
        lines,
        indent,
        max(
            top + 16 * (len(names) > MANY),
            10 + HEADING_LEADING * max([len(column.lines) for column in columns], default=0),
        ),
        [max(len(each) * LEADING, 16) + around for each in lines],
        indent + name_width + GAP,
        right,
        edges,
    )


def draw_rows(
    canvas: Canvas, layout: Layout, columns: Sequence[Column], weak: Collection[int] = ()
) -> None:
    """Everything but the picture; the numbers of `weak` rows are said more quietly."""
    rule(canvas, layout.top)
    for column, edge in zip(columns, layout.edges, strict=True):
        first = layout.top - 8 - HEADING_LEADING * (len(column.lines) - 1)
        for n, line in enumerate(column.lines):
            canvas.write(line, edge, first + n * HEADING_LEADING, "right", size=SMALL, colour=SOFT)
    bottoms = accumulate(layout.heights, initial=layout.top)
    next(bottoms)
    for n, (middle, bottom) in enumerate(zip(layout.middles, bottoms, strict=True)):
        rule(canvas, bottom)
        first = middle + 0.36 * SIZE - LEADING * (len(layout.names[n]) - 1) / 2
        for place, line in enumerate(layout.names[n]):
            canvas.write(line, layout.indent, first + place * LEADING)
        for column, edge in zip(columns, layout.edges, strict=True):
            baseline = middle + 0.36 * SIZE
            colour, bold = (SOFT, False) if n in weak else (INK, column.is_strong)
            canvas.write(column.cells[n], edge, baseline, "right", colour=colour, bold=bold)


def rule(canvas: Canvas, y: float) -> None:
    """A thin line across the sheet."""
    canvas.line([(0, y), (canvas.width, y)], FAINT, 1)


def draw_axis(
    canvas: Canvas, layout: Layout, scale: Scale, written: Callable[[float], str]
) -> None:
    """Values under the picture, and above it too where the table is long; lines between them."""
    for tick in scale.ticks(apart=52):
        x = scale.at(tick)
        canvas.line([(x, layout.top), (x, layout.bottom)], FAINT, 1)
        ends = [layout.bottom + 16, *([layout.top - 9] if layout.is_long else [])]
        for y in ends:
            canvas.write(written(tick), x, y, "center", size=SMALL, colour=SOFT)
    canvas.line([(layout.left, layout.bottom), (layout.right, layout.bottom)], LINE, 1)


def draw_target(canvas: Canvas, layout: Layout, x: float, words: str) -> None:
    """The target as a line with its number over it, kept on the picture's side of the sheet."""
    canvas.line([(x, layout.top - 5 * (not layout.is_long)), (x, layout.bottom + 4)], INK, 1.5)
    half = width_of(words, bold=True) / 2
    middle = min(max(x, layout.left + half), layout.right - half)
    over = 27 if layout.is_long else 11
    canvas.write(words, middle, layout.top - over, "center", bold=True)

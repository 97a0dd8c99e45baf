"""Where the parts of a table with a picture in it stand, on a wide sheet and on a narrow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from analysis.charts.lettering import width_of, wrapped
from analysis.charts.style import GAP, LEADING, SIZE, SMALL

SIGN = 24
NARROWEST_NAMES = 140
NARROWEST_HEADING = 80
NARROWEST_PLOT, PLOT = 180.0, 0.3
HEADING_LEADING = 16
MANY = 30
AXIS_ABOVE = 16
STRIP = 22.0
BESIDE = 22.0
LEAST_GAP = 8.0


@dataclass(frozen=True)
class Column:
    """Numbers under a heading, a cell for each row; what stands under a number is smaller."""

    heading: str
    cells: Sequence[str]
    is_strong: bool = False

    @property
    def lines(self) -> list[str]:
        """The heading, broken so that it is not much wider than the numbers."""
        return wrapped(self.heading, max(NARROWEST_HEADING, self._widest), SMALL)

    @property
    def width(self) -> float:
        return max(self._widest, *(width_of(line, SMALL) for line in self.lines))

    @property
    def _widest(self) -> float:
        number = [width_of(c.partition("\n")[0], bold=self.is_strong) for c in self.cells]
        return max([*number, *(width_of(c.partition("\n")[2], SMALL) for c in self.cells)])


@dataclass(frozen=True)
class Row:
    """A row's baselines, the middle of its picture and of its sign."""

    name: list[str]
    top: float
    bottom: float
    name_baseline: float
    cell_baseline: float
    middle: float

    @property
    def sign(self) -> float:
        """Level with the name, if that has one line, and else with all of it."""
        return self.name_baseline - 0.36 * SIZE + LEADING * (len(self.name) - 1) / 2


@dataclass(frozen=True)
class Layout:
    """Where the parts of the table stand, in pixels.

    On a narrow sheet a row's picture is a strip under its name and its numbers. A table is long if
    a reader at its top does not see its bottom. `first` is the first row of a part.
    """

    width: float
    names: list[list[str]]
    lines: int
    indent: float
    headings: float
    top: float
    heights: Sequence[float]
    left: float
    right: float
    edges: list[float]
    is_stacked: bool
    is_long: bool
    first: int = 0

    def part(self, rows: range) -> Layout:
        """Some of the rows, with everything else as it is."""
        some = slice(rows.start, rows.stop)
        return replace(self, names=self.names[some], heights=self.heights[some], first=rows.start)

    @property
    def bottom(self) -> float:
        return self.top + sum(self.heights)

    @property
    def rows(self) -> list[Row]:
        ends = list(accumulate(self.heights, initial=self.top))
        place = self._stacked if self.is_stacked else self._beside
        return [place(*each) for each in zip(self.names, ends, ends[1:], strict=False)]

    @property
    def spans(self) -> list[tuple[float, float]]:
        """From where to where the picture goes, down the sheet: words are not crossed."""
        if not self.is_stacked:
            return [(self.top, self.bottom)]
        return [(row.middle - STRIP / 2, row.middle + STRIP / 2) for row in self.rows]

    def _beside(self, name: list[str], top: float, bottom: float) -> Row:
        middle = (top + bottom) / 2
        first = middle + 0.36 * SIZE
        lines, cells = (LEADING * (n - 1) / 2 for n in (len(name), self.lines))
        return Row(name, top, bottom, first - lines, first - cells, middle)

    def _stacked(self, name: list[str], top: float, bottom: float) -> Row:
        first = top + 8 + 0.75 * LEADING
        numbers = first + len(name) * LEADING
        return Row(name, top, bottom, first, numbers, bottom - 8 - STRIP / 2)


def lay_out(
    names: Sequence[str],
    columns: Sequence[Column],
    width: float,
    above: float = 0,
    *,
    indent: float = 0,
) -> Layout:
    """Names as wide as picture and numbers allow, and then on as many lines as they take.

    `above` is the room between headings and rows that is needed over the picture. What does not
    stand side by side stands one under the other; no sheet is narrower than its numbers.
    """
    numbers = sum(column.width + GAP for column in columns)
    plot = max(NARROWEST_PLOT, PLOT * width)
    room = width - indent - 2 * GAP - numbers - plot
    widest = max((width_of(name) for name in names), default=0) + 1
    if min(widest, NARROWEST_NAMES) > room:
        return _stacked(names, columns, width, above, indent)
    lines = [wrapped(name, min(widest, room)) for name in names]
    left = indent + min(widest, room) + GAP
    is_long = len(names) > MANY
    top = max(above + AXIS_ABOVE * is_long, 10 + _headings(columns))
    edges = [width - sum(c.width + GAP for c in columns[n + 1 :]) for n in range(len(columns))]
    cells, around = _cell_lines(columns), 8 if is_long else 14
    heights = [max(len(each), cells) * LEADING + around for each in lines]
    right = width - numbers - GAP / 2
    return Layout(
        width, lines, cells, indent, top - 8, top, heights, left, right, edges,
        is_stacked=False, is_long=is_long,
    )  # fmt: skip


def _stacked(
    names: Sequence[str], columns: Sequence[Column], asked: float, above: float, indent: float
) -> Layout:
    widths = [column.width for column in columns]
    gaps = len(columns) - 1
    width = max(asked, indent + sum(widths) + gaps * LEAST_GAP)
    gap = (width - indent - sum(widths)) / gaps
    edges = [indent + end + n * gap for n, end in enumerate(accumulate(widths))]
    lines = [wrapped(name, width - indent) for name in names]
    headings, is_long = _headings(columns), len(names) > MANY
    cells = _cell_lines(columns)
    heights = [16 + (len(each) + cells) * LEADING + 6 + STRIP for each in lines]
    top = headings + 8 + above + AXIS_ABOVE * is_long
    return Layout(
        width, lines, cells, indent, headings, top, heights, BESIDE, width - BESIDE, edges,
        is_stacked=True, is_long=is_long,
    )  # fmt: skip


def _headings(columns: Sequence[Column]) -> float:
    return HEADING_LEADING * max(len(column.lines) for column in columns)


def _cell_lines(columns: Sequence[Column]) -> int:
    return 1 + any("\n" in cell for column in columns for cell in column.cells)

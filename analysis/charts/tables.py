"""Charts that are a table with a picture in it: on one sheet, or on as many as paper needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart
from analysis.charts.layout import Column, Layout, Row
from analysis.charts.notes import Under, draw_notes, notes_height
from analysis.charts.rows import AXIS, draw_axis, draw_rows, draw_target
from analysis.charts.scale import Scale
from analysis.charts.shares import Share, written
from analysis.targets import Target
from analysis.words import Language, percent


@dataclass(frozen=True)
class Table:
    """Everything that is the same on all sheets, and how a row is drawn and told."""

    layout: Layout
    columns: Sequence[Column]
    scale: Scale
    line: tuple[float, str] | None
    under: Callable[[range], Under]
    weak: Collection[int]
    draw: Callable[[Canvas, int, Row], None]
    told: Callable[[range], str]

    @property
    def all_rows(self) -> range:
        return range(len(self.layout.heights))

    def height_under(self, rows: range) -> float:
        """The height of what stands under some rows: the signs that are among them, and notes."""
        return AXIS + notes_height(*self.under(rows), self.layout.width)

    def chart(self, rows: range, title: str, language: Language) -> Chart:
        """Some rows of the table, with all that is around them."""
        layout = self.layout.part(rows)
        canvas = Canvas(layout.width, layout.bottom + self.height_under(rows))
        draw_axis(canvas, layout, self.scale, lambda tick: percent(tick, language, 0))
        draw_rows(canvas, layout, self.columns, self.weak)
        if self.line:
            draw_target(canvas, layout, self.scale.at(self.line[0]), self.line[1])
        for n, row in zip(rows, layout.rows, strict=True):
            self.draw(canvas, n, row)
        draw_notes(canvas, *self.under(rows), layout.bottom + AXIS)
        return Chart(title, self.told(rows), canvas.figure, language)

    def parts(self, tallest: float) -> Iterator[range]:
        """The rows of each sheet, as many as are no taller, and one at least."""
        room = tallest - self.layout.top - self.height_under(self.all_rows)
        start, used = 0, 0.0
        for n, height in enumerate(self.layout.heights):
            if used + height > room and n > start:
                yield range(start, n)
                start, used = n, 0.0
            used += height
        yield range(start, len(self.all_rows))


def share_columns(
    shares: Sequence[Share], language: Language, target: Target | None = None
) -> list[Column]:
    """Estimates, intervals and answers, under their headings."""
    cells = [written(share, language, target) for share in shares]
    headings = (words.SHARE, words.INTERVAL, words.ANSWERED)
    return [
        Column(heading.said(language), [cell[n] for cell in cells], is_strong=n == 0)
        for n, heading in enumerate(headings)
    ]


@dataclass(frozen=True, eq=False)
class TableChart(Chart):
    """A chart with rows, which may go on over several sheets."""

    table: Table

    def sheets(self, tallest: float) -> list[Chart]:
        """The same rows on sheets that are no taller, all with the same axis and columns."""
        parts = list(self.table.parts(tallest))
        if len(parts) == 1:
            return [self]
        return [
            self.table.chart(rows, f"{self.title} ({n}/{len(parts)})", self.language)
            for n, rows in enumerate(parts, 1)
        ]


def table_chart(table: Table, title: str, language: Language) -> TableChart:
    """The whole table on one sheet."""
    whole = table.chart(table.all_rows, title, language)
    return TableChart(title, whole.description, whole.figure, language, table)

"""A finished chart, and the forms in which it leaves."""

from __future__ import annotations

import io
from dataclasses import dataclass

from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.lettering import wrapped
from analysis.charts.markup import accessible
from analysis.charts.rows import rule
from analysis.charts.style import LEADING, SOFT
from analysis.words import Language


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture with a title and a description that say the same in words."""

    title: str
    description: str
    figure: Figure
    language: Language

    def sheets(self, tallest: float) -> list[Chart]:  # noqa: ARG002 - for charts that have rows
        """The chart on as many sheets as it takes for none to be taller, if it has rows.

        On a sheet of A4 there is room for 643 by 950 pixels between the margins of a document.
        """
        return [self]

    def svg(self) -> str:
        """The chart with real words in it, to stand in a page or in a file."""
        drawn = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        self.figure.savefig(drawn, format="svg", metadata=nothing)
        return accessible(drawn.getvalue(), self.title, self.description, self.language)

    def png(self, pixels_per_inch: int = 200) -> bytes:
        """The chart for programs that take no SVG."""
        drawn = io.BytesIO()
        self.figure.savefig(drawn, format="png", dpi=pixels_per_inch, metadata={"Software": None})
        return drawn.getvalue()


def empty(title: str, language: Language, width: float, why: str = "") -> Chart:
    """What stands in a chart's place when there is nothing to show, or nothing that may be."""
    said = why or words.NOTHING.said(language)
    lines = wrapped(said, width)
    height = 72 + LEADING * (len(lines) - 1)
    canvas = Canvas(width, height)
    rule(canvas, 0.5)
    rule(canvas, height - 0.5)
    for n, line in enumerate(lines):
        canvas.write(line, width / 2, 41 + n * LEADING, "center", colour=SOFT)
    return Chart(title, said, canvas.figure, language)

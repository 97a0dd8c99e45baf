"""Where charts are drawn: pixels from the top left, on a matplotlib Figure without axes.

Every line, box and word is placed by the charts themselves, because their layout is a table's:
names, a picture, numbers. So nothing depends on what an axis would choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.charts.style import FACE, INK, SIZE

Align: TypeAlias = Literal["left", "center", "right"]
Points: TypeAlias = Sequence[tuple[float, float]]

PIXELS_PER_INCH = 72

# Set once for the process, because a context would change what other threads draw meanwhile.
mpl.rcParams.update(
    {
        "svg.fonttype": "none",  # words stay words
        "svg.hashsalt": "thuoc-do",  # the same picture is the same bytes
        "text.parse_math": False,  # an office may have a $ in its name
        "path.simplify": False,
    }
)


class Canvas:
    """A white sheet of `width` by `height` pixels."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure((width / PIXELS_PER_INCH, height / PIXELS_PER_INCH), PIXELS_PER_INCH)
        down = Affine2D().scale(1, -1).translate(0, height).scale(1 / PIXELS_PER_INCH)
        self._count = 0
        self._pixels = down + self.figure.dpi_scale_trans

    def line(
        self,
        points: Points,
        colour: str = INK,
        width: float = 1,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """A line through points, with dashes in pixels if it is to be a weaker one."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, color=colour, linewidth=width)
        if dashes:
            line.set_dashes([part / width for part in dashes])
        self._add(line)

    def area(
        self, points: Points, fill: str = "none", edge: str = "none", width: float = 0
    ) -> None:
        """A closed shape."""
        self._add(Polygon(points, closed=True, facecolor=fill, edgecolor=edge, linewidth=width))

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str, edge: str = "none"
    ) -> None:
        """A rectangle; an edge is drawn inside it, so that it is no larger than without."""
        inset = 0.75 if edge != "none" else 0.0
        size = max(right - left - 2 * inset, 0.01), max(bottom - top - 2 * inset, 0.01)
        corner = (left + inset, top + inset)
        self._add(Rectangle(corner, *size, facecolor=fill, edgecolor=edge, linewidth=2 * inset))

    def circle(self, x: float, y: float, radius: float, fill: str, edge: str, width: float) -> None:
        """A circle around a point."""
        self._add(Circle((x, y), radius, facecolor=fill, edgecolor=edge, linewidth=width))

    def write(  # noqa: PLR0913 - what, where and how of a line of words
        self,
        text: str,
        x: float,
        baseline: float,
        align: Align = "left",
        *,
        size: float = SIZE,
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        """One line of words, standing on its baseline; nothing if there are none."""
        if not text:
            return
        weight = "bold" if bold else "normal"
        self._add(
            Text(x, baseline, text, color=colour, fontsize=size, fontfamily=FACE,
                 fontweight=weight, ha=align, va="baseline")
        )  # fmt: skip

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._pixels)
        self._count += 1
        artist.set_zorder(self._count)  # what is drawn later lies above
        self.figure.add_artist(artist)

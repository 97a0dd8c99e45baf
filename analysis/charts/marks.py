"""How an estimate is drawn: its interval first, and the share as a point on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.notes import Sign
from analysis.charts.scale import Scale
from analysis.charts.statuses import STATUSES, Status
from analysis.charts.style import INK, PAPER, SOFT
from analysis.statuses import TOO_FEW

Bounds: TypeAlias = tuple[float, float, float]
"""Low, estimate, high."""
Place: TypeAlias = Callable[[float], tuple[float, float]]
"""The point on the sheet that lies at a pixel of the axis."""

# An interval that stands for any other in a legend.
ANY = Status(words.POINT, SOFT, is_proven=False)
THICKNESS = 14.0
THINNEST = 3.0
POINT, SMALLEST_POINT = 3.25, 1.75
LONG_ENOUGH_FOR_A_RIM = 10.0


def draw_estimate(
    canvas: Canvas,
    look: Status,
    bounds: Bounds,
    scale: Scale,
    place: Place,
    thickness: float = THICKNESS,
) -> None:
    """An interval with its point; an arrow says that it goes on where the axis does not."""
    low, estimate, high = bounds
    start, end = scale.at(low), scale.at(high)
    draw_interval(canvas, look, place(start), place(end), thickness)
    if low < scale.low:
        _draw_arrow(canvas, scale, place)
    if estimate >= scale.low:
        draw_point(canvas, look, place(scale.at(estimate)), min(abs(end - start), thickness))


def draw_interval(
    canvas: Canvas,
    look: Status,
    low: tuple[float, float],
    high: tuple[float, float],
    thickness: float = THICKNESS,
) -> None:
    """An interval between two points on one row or one column.

    Solid where the evidence suffices, hollow where it does not, so that the target is seen through
    it, and a thin line for too few answers.
    """
    if look is STATUSES[TOO_FEW]:
        canvas.line([low, high], look.colour, 1.5, (3, 2.5))
        return
    dx, dy = (0.0, thickness / 2) if low[1] == high[1] else (thickness / 2, 0.0)
    (left, right), (top, bottom) = (_at_least_seen(*ends) for ends in zip(low, high, strict=True))
    fill = look.colour if look.is_proven else "none"
    canvas.box(left - dx, top - dy, right + dx, bottom + dy, fill, look.colour)


def draw_point(
    canvas: Canvas, look: Status, at: tuple[float, float], room: float = THICKNESS
) -> None:
    """The share itself: a dot that no line can be taken for, smaller where its interval is short,
    so that this is seen first; on a dark interval it has a rim."""
    radius = min(POINT, max(SMALLEST_POINT, room / 4))
    if look is STATUSES[TOO_FEW]:
        canvas.circle(*at, radius, PAPER, SOFT, 1.5)
    elif room >= LONG_ENOUGH_FOR_A_RIM:
        canvas.circle(*at, radius + 0.5, INK, PAPER, 1)
    else:
        canvas.circle(*at, radius, INK, "none", 0)


def draw_published(canvas: Canvas, x: float, y: float) -> None:
    """A figure without an interval: a small diamond."""
    canvas.area([(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)], PAPER, INK, 1.5)


def sample(look: Status) -> Sign:
    """An interval with its point, as a legend shows it."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        draw_interval(canvas, look, (x, y), (x + 19, y))
        draw_point(canvas, look, (x + 9.5, y))

    return draw


def arrow(canvas: Canvas, x: float, y: float) -> None:
    """What says that an interval goes on beyond the axis, as a legend shows it."""
    canvas.line([(x + 12, y - 5), (x + 7, y), (x + 12, y + 5)], SOFT, 1.5)


def arrow_down(canvas: Canvas, x: float, y: float) -> None:
    """The same where the axis goes up."""
    canvas.line([(x + 4.5, y - 2.5), (x + 9.5, y + 2.5), (x + 14.5, y - 2.5)], SOFT, 1.5)


def _draw_arrow(canvas: Canvas, scale: Scale, place: Place) -> None:
    outwards = -4 if scale.end > scale.start else 4
    (x, y), (tip_x, tip_y) = place(scale.start), place(scale.start + 1.5 * outwards)
    dx, dy = place(scale.start + outwards)[0] - x, place(scale.start + outwards)[1] - y
    arms = [(x + dx / 4 + side * dy, y + dy / 4 + side * dx) for side in (1.25, -1.25)]
    canvas.line([arms[0], (tip_x, tip_y), arms[1]], SOFT, 1.5)


def _at_least_seen(one: float, other: float) -> tuple[float, float]:
    spare = max(0.0, THINNEST - abs(one - other)) / 2 if one != other else 0.0
    return min(one, other) - spare, max(one, other) + spare

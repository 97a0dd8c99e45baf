"""The five statuses, told apart by shape first and by colour second."""

from __future__ import annotations

from typing import NamedTuple

from analysis.charts.canvas import Canvas
from analysis.charts.style import ACCENT, AMBER, GREEN, GREY, INK, PAPER, RED
from analysis.words import Words


class Status(NamedTuple):
    """How a status looks and what it is called."""

    words: Words
    colour: str
    is_proven: bool


THICKNESS = 10
THINNEST = 3
TOO_FEW = "too few"

# In the order of a legend: the best first.
STATUSES = {
    "met": Status(Words("Đạt", "Met"), GREEN, is_proven=True),
    "above, not proven": Status(
        Words("Đạt, chưa đủ bằng chứng", "Met, not yet proven"), GREEN, is_proven=False
    ),
    "below, not proven": Status(
        Words("Chưa đạt, chưa đủ bằng chứng", "Not met, not yet proven"), AMBER, is_proven=False
    ),
    "missed": Status(Words("Chưa đạt", "Not met"), RED, is_proven=True),
    TOO_FEW: Status(Words("Chưa đủ số lượt trả lời", "Too few answers"), GREY, is_proven=False),
}

UNJUDGED = Status(
    Words("Chưa so với chỉ tiêu", "Not held against a target"), ACCENT, is_proven=True
)


def draw_status(canvas: Canvas, status: str, x: float, y: float, radius: float = 7) -> None:
    """The sign of a status around a point."""
    _, colour, is_proven = STATUSES[status]
    fill, edge = (colour, PAPER) if is_proven else (PAPER, colour)
    if status == TOO_FEW:
        for offset in (-0.75, 0, 0.75):
            canvas.circle(x + offset * radius, y, radius * 0.24, colour, "none", 0)
    elif colour == GREEN:
        canvas.circle(x, y, radius - 0.75, fill, colour, 1.5)
        tick = [(-0.42, 0.04), (-0.1, 0.36), (0.45, -0.3)]
        canvas.line([(x + a * radius, y + b * radius) for a, b in tick], edge, radius * 0.26)
    else:
        corners = [(-0.95, -0.72), (0.95, -0.72), (0, 0.86)]
        canvas.area([(x + a * radius, y + b * radius) for a, b in corners], fill, colour, 1.5)


def draw_interval(
    canvas: Canvas,
    status: str | None,
    low: tuple[float, float],
    high: tuple[float, float],
    thickness: float = THICKNESS,
) -> None:
    """An interval between two points on one row or one column.

    Solid where the evidence suffices, hollow where it does not, a thin line for too few answers.
    """
    _, colour, is_proven = STATUSES[status] if status else UNJUDGED
    if status == TOO_FEW:
        canvas.line([low, high], colour, 1.5, (3, 2.5))
        return
    dx, dy = (0.0, thickness / 2) if low[1] == high[1] else (thickness / 2, 0.0)
    (left, right), (top, bottom) = (_at_least_seen(*ends) for ends in zip(low, high, strict=True))
    canvas.box(left - dx, top - dy, right + dx, bottom + dy, colour if is_proven else PAPER, colour)


def draw_point(canvas: Canvas, x: float, y: float) -> None:
    """The share itself: a mark across its interval."""
    canvas.line([(x, y - 8), (x, y + 8)], INK, 2)


def _at_least_seen(one: float, other: float) -> tuple[float, float]:
    spare = max(0.0, THINNEST - abs(one - other)) / 2 if one != other else 0.0
    return min(one, other) - spare, max(one, other) + spare

"""The five statuses, told apart by shape first and by colour second."""

from __future__ import annotations

from typing import NamedTuple

from analysis.charts.canvas import Canvas
from analysis.charts.style import ACCENT, AMBER, GREEN, GREY, PAPER, RED
from analysis.statuses import NAMES, TOO_FEW
from analysis.words import Words


class Status(NamedTuple):
    """How a status looks and what it is called."""

    words: Words
    colour: str
    is_proven: bool


LOOKS = {
    "met": (GREEN, True),
    "above, not proven": (GREEN, False),
    "below, not proven": (AMBER, False),
    "missed": (RED, True),
    TOO_FEW: (GREY, False),
}

# In the order of a legend: the best first.
STATUSES = {status: Status(words, *LOOKS[status]) for status, words in NAMES.items()}

UNJUDGED = Status(
    Words("Chưa so với chỉ tiêu", "Not held against a target"), ACCENT, is_proven=True
)


def look_of(status: str | None) -> Status:
    """How an estimate with this status is drawn; one that was not judged has a look of its own."""
    return STATUSES[status] if status else UNJUDGED


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

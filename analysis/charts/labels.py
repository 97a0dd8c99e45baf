"""Words beside points and lines, where they hide neither what is drawn nor each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from analysis.charts.canvas import Canvas
from analysis.charts.lettering import width_of, wrapped
from analysis.charts.style import INK, LINE, SMALL

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

WIDEST, WIDEST_PART, NARROWER = 200.0, 0.45, 0.6
LEADING = 15.0
STEPS = range(-4, 5)
AWAY = (10, 30, 50)
NEAR = 5
ALONE = 12.0
MOST = 14


@dataclass(frozen=True)
class Label:
    """A name with its place, and the point that it belongs to."""

    lines: Sequence[str]
    box: Box
    x: float
    y: float

    def reach(self, room: Box) -> Box:
        """Its place, and a little beyond its far end: a sign right there would seem to be meant."""
        left, top, right, bottom = self.box
        if left > self.x:
            return left, top, max(right, min(right + ALONE, room[2])), bottom
        return min(left, max(left - ALONE, room[0])), top, right, bottom


def place_labels(
    named: Sequence[tuple[str, float, float]],
    obstacles: Sequence[Box],
    written: Sequence[Box],
    room: Box,
) -> tuple[list[Label], list[str]]:
    """A place for each name by its point, the lowest points first; and the names without one.

    Obstacles are not covered by names, nor crossed by the lines to them if something is written
    there.
    """
    labels: list[Label] = []
    left_out: list[str] = []
    for name, x, y in sorted(named, key=lambda each: -each[2]):
        leaders = [part for label in labels for part in _leader(label.box, label.x, label.y)]
        words = [*written, *(label.box for label in labels)]
        taken = [*obstacles, *words, *leaders]
        free = (
            label
            for label in _places(name, x, y, room)
            if is_free(label.reach(room), taken, room) and _is_seen(label, words)
        )
        label = next(free, None) if len(labels) < MOST else None
        if label is None:
            left_out.append(name)
        else:
            labels.append(label)
    return labels, left_out


def _places(name: str, x: float, y: float, room: Box) -> Iterator[Label]:
    """Beside a point, level with it first, then higher, lower and farther; on more lines last."""
    widest = min(WIDEST, WIDEST_PART * (room[2] - room[0]))
    for lines in (wrapped(name, widest, SMALL), wrapped(name, NARROWER * widest, SMALL)):
        width, height = max(width_of(line, SMALL) for line in lines), len(lines) * LEADING
        for away, step in sorted(product(AWAY, STEPS), key=lambda at: at[0] + abs(at[1]) * LEADING):
            top = y - height / 2 + step * LEADING
            yield Label(lines, (x + away, top, x + away + width, top + height), x, y)
            yield Label(lines, (x - away - width, top, x - away, top + height), x, y)


def _is_seen(label: Label, words: Sequence[Box]) -> bool:
    """Whether the line from the point to its label crosses no words."""
    parts = _leader(label.box, label.x, label.y)
    return not any(_meet(part, box) for part in parts for box in words)


def _meet(one: Box, other: Box) -> bool:
    is_beside = one[2] < other[0] or one[0] > other[2]
    return not is_beside and one[3] >= other[1] and one[1] <= other[3]


def is_free(box: Box, taken: Sequence[Box], room: Box) -> bool:
    """Whether a box lies in the room, and over nothing that is taken."""
    left, top, right, bottom = box
    if left < room[0] or top < room[1] or right > room[2] or bottom > room[3]:
        return False
    return not any(_meet(box, other) for other in taken)


def place_on_line(width: float, y: float, taken: Sequence[Box], room: Box) -> Box | None:
    """A place over or under a level line for words so wide, the farthest right there is."""
    left = room[2] - width
    while left >= room[0]:
        for top in (y - 20, y + 5):
            box = left, top, left + width, top + 15
            if is_free(box, taken, room):
                return box
        left -= 12
    return None


def _ends(box: Box, x: float, y: float) -> list[tuple[float, float]]:
    """The line from a point to its label; none where this is right beside it. The sign, drawn
    over the line, cuts it off at its own edge."""
    left, top, right, bottom = box
    nearest = min(max(y, top + 4), bottom - 4)
    if abs(nearest - y) < NEAR and min(abs(left - x), abs(right - x)) < AWAY[0] + 1:
        return []
    is_right = left > x
    return [(x, y), (left - 3 if is_right else right + 3, nearest)]


def _leader(box: Box, x: float, y: float) -> list[Box]:
    """The line from a point to its label, as small boxes along it."""
    ends = _ends(box, x, y)
    if not ends:
        return []
    (x0, y0), (x1, y1) = ends
    parts = [(x0 + (x1 - x0) * n / 12, y0 + (y1 - y0) * n / 12) for n in range(13)]
    return [(a - 1, b - 1, a + 1, b + 1) for a, b in parts]


def draw_label(canvas: Canvas, label: Label) -> None:
    """The name, with a line to its point where it is not right beside it; before the sign there."""
    left, top, right, _ = label.box
    ends = _ends(label.box, label.x, label.y)
    if ends:
        canvas.line(ends, LINE, 1)
    is_right = left > label.x
    for n, line in enumerate(label.lines):
        baseline = top + (n + 0.78) * LEADING
        x = left if is_right else right
        canvas.write(line, x, baseline, "left" if is_right else "right", size=SMALL, colour=INK)

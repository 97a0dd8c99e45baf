"""Names beside points, where they hide neither what is drawn nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from analysis.charts.canvas import Canvas
from analysis.charts.lettering import width_of, wrapped
from analysis.charts.style import INK, LINE, SMALL

Box: TypeAlias = tuple[float, float, float, float]

WIDEST = 190.0
LEADING = 13.5
STEPS = (0, 1, -1, 2, -2, 3, -3, 5, -5)
MOST = 14


def draw_labels(
    canvas: Canvas,
    named: Sequence[tuple[str, float, float]],
    obstacles: Sequence[Box],
    room: Box,
) -> int:
    """Write each name by its point, the lowest points first; how many found no place is told."""
    taken = list(obstacles)
    labels: list[Box] = []
    for name, x, y in sorted(named, key=lambda each: -each[2]):
        lines = wrapped(name, WIDEST, SMALL)
        places = _places(x, y, max(width_of(line, SMALL) for line in lines), len(lines))
        for place in places:
            leader = _leader(place, x, y)
            if _is_free(place, taken, room) and all(_is_free(b, labels, room) for b in leader):
                taken += [place, *leader]
                labels.append(place)
                _draw(canvas, lines, place, x, y)
                break
        if len(labels) == MOST:
            break
    return len(named) - len(labels)


def _places(x: float, y: float, width: float, lines: int) -> list[Box]:
    """To the right or to the left of a point, level with it first, then higher and lower."""
    height = lines * LEADING
    found = []
    for away, step in ((away, step) for away in (10, 34) for step in STEPS):
        top = y - height / 2 + step * LEADING
        found.append((x + away, top, x + away + width, top + height))
        found.append((x - away - width, top, x - away, top + height))
    return found


def _is_free(box: Box, taken: Sequence[Box], room: Box) -> bool:
    left, top, right, bottom = box
    if left < room[0] or top < room[1] or right > room[2] or bottom > room[3]:
        return False
    return all(right < t[0] or left > t[2] or bottom < t[1] or top > t[3] for t in taken)


def _ends(place: Box, x: float, y: float) -> tuple[float, float, float, float]:
    """From the edge of a point's sign to the near edge of its label."""
    left, top, right, bottom = place
    is_right = left > x
    return x + (7 if is_right else -7), y, left - 3 if is_right else right + 3, (top + bottom) / 2


def _leader(place: Box, x: float, y: float) -> list[Box]:
    """The line from a point to its label, as small boxes along it."""
    x0, y0, x1, y1 = _ends(place, x, y)
    parts = [(x0 + (x1 - x0) * n / 12, y0 + (y1 - y0) * n / 12) for n in range(13)]
    return [(a - 1, b - 1, a + 1, b + 1) for a, b in parts]


def _draw(canvas: Canvas, lines: Sequence[str], place: Box, x: float, y: float) -> None:
    left, top, right, _ = place
    x0, y0, x1, y1 = _ends(place, x, y)
    if abs(x1 - x0) > 1 or abs(y1 - y0) > 4:
        canvas.line([(x0, y0), (x1, y1)], LINE, 1)
    for n, line in enumerate(lines):
        baseline = top + (n + 0.78) * LEADING
        if left > x:
            canvas.write(line, left, baseline, "left", size=SMALL, colour=INK)
        else:
            canvas.write(line, right, baseline, "right", size=SMALL, colour=INK)

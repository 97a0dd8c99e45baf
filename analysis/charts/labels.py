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
    written = 0
    for name, x, y in sorted(named, key=lambda each: -each[2]):
        lines = wrapped(name, WIDEST, SMALL)
        places = _places(x, y, max(width_of(line, SMALL) for line in lines), len(lines))
        place = next((p for p in places if _is_free(p, taken, room)), None)
        if place is not None and written < MOST:
            taken.append(place)
            written += 1
            _draw(canvas, lines, place, x, y)
    return len(named) - written


def _places(x: float, y: float, width: float, lines: int) -> list[Box]:
    """To the right or to the left of a point, level with it first, then higher and lower."""
    height = lines * LEADING
    found = []
    for away, step in ((away, step) for away in (10, 34, 64) for step in STEPS):
        top = y - height / 2 + step * LEADING
        found.append((x + away, top, x + away + width, top + height))
        found.append((x - away - width, top, x - away, top + height))
    return found


def _is_free(box: Box, taken: Sequence[Box], room: Box) -> bool:
    left, top, right, bottom = box
    if left < room[0] or top < room[1] or right > room[2] or bottom > room[3]:
        return False
    return all(right < t[0] or left > t[2] or bottom < t[1] or top > t[3] for t in taken)


def _draw(canvas: Canvas, lines: Sequence[str], place: Box, x: float, y: float) -> None:
    left, top, right, bottom = place
    near = left - 3 if left > x else right + 3
    middle = (top + bottom) / 2
    if abs(near - x) > 8 or abs(middle - y) > 4:
        start = x + (7 if left > x else -7)
        canvas.line([(start, y), (near, middle)], LINE, 1)
    for n, line in enumerate(lines):
        baseline = top + (n + 0.78) * LEADING
        if left > x:
            canvas.write(line, left, baseline, "left", size=SMALL, colour=INK)
        else:
            canvas.write(line, right, baseline, "right", size=SMALL, colour=INK)

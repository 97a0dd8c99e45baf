"""What stands under a chart: the signs that it uses, and what it does not tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from analysis.charts.canvas import Canvas
from analysis.charts.lettering import filled, width_of
from analysis.charts.statuses import STATUSES, draw_status
from analysis.charts.style import LEADING, SIZE, SMALL, SOFT
from analysis.words import Language

Sign: TypeAlias = Callable[[Canvas, float, float], None]
Entry: TypeAlias = tuple[Sign, str]

SIGN_WIDTH = 26
BETWEEN = 22
ROW = 24


def status_entries(used: Iterable[str | None], language: Language) -> list[Entry]:
    """The statuses that a chart uses, the best first."""
    present = set(used)
    return [
        (_sign_of(name), status.words.said(language))
        for name, status in STATUSES.items()
        if name in present
    ]


def _sign_of(status: str) -> Sign:
    return lambda canvas, x, y: draw_status(canvas, status, x + 9, y)


def notes_height(entries: Sequence[Entry], notes: Sequence[str], width: float) -> float:
    """How much room signs and notes take under a chart."""
    lines = sum(len(filled(note, width, SMALL)) for note in notes)
    return len(_legend_rows(entries, width)) * ROW + lines * LEADING + 8


def draw_notes(canvas: Canvas, entries: Sequence[Entry], notes: Sequence[str], top: float) -> None:
    """Signs with their words in rows, then the notes."""
    y = top + ROW / 2
    for row in _legend_rows(entries, canvas.width):
        x = 0.0
        for sign, words in row:
            sign(canvas, x, y)
            canvas.write(words, x + SIGN_WIDTH, y + 0.36 * SIZE)
            x += _entry_width(words)
        y += ROW
    y += 4
    for line in (line for note in notes for line in filled(note, canvas.width, SMALL)):
        canvas.write(line, 0, y, size=SMALL, colour=SOFT)
        y += LEADING


def _legend_rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    used = width + 1.0
    for entry in entries:
        wide = _entry_width(entry[1])
        if used + wide - BETWEEN > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide
    return rows


def _entry_width(words: str) -> float:
    return SIGN_WIDTH + width_of(words) + BETWEEN

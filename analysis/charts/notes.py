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
Under: TypeAlias = tuple[list[Entry], list[str]]
"""Signs with their words, and notes."""

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
    lines = sum(len(_note(note, width)) for note in notes)
    rows = sum(_height(row, width) for row in _legend_rows(entries, width))
    return rows + lines * LEADING + 8


def draw_notes(canvas: Canvas, entries: Sequence[Entry], notes: Sequence[str], top: float) -> None:
    """Signs with their words in rows, then the notes."""
    for row in _legend_rows(entries, canvas.width):
        x, y = 0.0, top + ROW / 2
        for sign, words in row:
            sign(canvas, x, y)
            for n, line in enumerate(_lines(words, canvas.width)):
                canvas.write(line, x + SIGN_WIDTH, y + 0.36 * SIZE + n * LEADING)
            x += _entry_width(words, canvas.width)
        top += _height(row, canvas.width)
    top += ROW / 2 + 4
    for line in (line for note in notes for line in _note(note, canvas.width)):
        canvas.write(line, 0, top, size=SMALL, colour=SOFT)
        top += LEADING


def _legend_rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    used = width + 1.0
    for entry in entries:
        wide = _entry_width(entry[1], width)
        if used + wide - BETWEEN > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide
    return rows


def _note(note: str, width: float) -> list[str]:
    """The lines of a note, filled, but with no word alone at the end."""
    lines = filled(note, width, SMALL)
    narrower = width
    while len(lines) > 1 and width_of(lines[-1], SMALL) < width / 4:
        narrower -= 6
        tighter = filled(note, narrower, SMALL)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _height(row: Sequence[Entry], width: float) -> float:
    return ROW + LEADING * (max(len(_lines(words, width)) for _, words in row) - 1)


def _lines(words: str, width: float) -> list[str]:
    return filled(words, width - SIGN_WIDTH)


def _entry_width(words: str, width: float) -> float:
    return SIGN_WIDTH + max(width_of(line) for line in _lines(words, width)) + BETWEEN

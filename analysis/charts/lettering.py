"""How wide words are, and where they may be broken."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from analysis.charts.style import FACE, SIZE

_MEASURE = TextToPath()


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """How many pixels a line of words takes."""
    face = FontProperties(family=FACE, weight="bold" if bold else "normal", size=size)
    return float(_MEASURE.get_text_width_height_descent(text, face, ismath=False)[0])


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """As few lines as fit into `width`, of much the same length."""
    lines = filled(text, width, size)
    narrower = width
    while len(lines) > 1:
        narrower -= 4
        tighter = filled(text, narrower, size)
        if len(tighter) > len(lines) or narrower < width / 2:
            break
        lines = tighter
    return lines


def filled(text: str, width: float, size: float = SIZE) -> list[str]:
    """The lines of a text that fit into `width`, each as long as it can be.

    Nothing is ever left out: a word that is wider than the line goes on in the next.
    """
    lines = [""]
    for word in (piece for each in text.split(" ") for piece in _pieces(each, width, size)):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = []
    while len(word) > 1 and width_of(word, size) > width:
        fits = [n for n in range(2, len(word)) if width_of(word[:n], size) <= width]
        pieces.append(word[: max(fits, default=1)])
        word = word[len(pieces[-1]) :]
    return [*pieces, word]

"""Offices by how many answered: who lies farther from the target than chance would explain."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TypeAlias

import pandas as pd

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.labels import draw_labels
from analysis.charts.notes import Entry, Sign, draw_notes, notes_height, status_entries
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, target_words
from analysis.charts.statuses import draw_status
from analysis.charts.style import ACCENT, FAINT, INK, LINE, SMALL, SOFT, WIDTH
from analysis.words import Language, count, percent

LEFT, RIGHT, TOP, HEIGHT = 52.0, 12.0, 34.0, 360.0
OUTER = "99,8\u00a0%", "99.8%"
INNER = "95\u00a0%", "95%"
SOLID, DASHED = (1.5, None), (1.25, (5.0, 3.0))
LIMITS: dict[str, tuple[float, tuple[float, float] | None]] = {
    "low_95": DASHED,
    "high_95": DASHED,
    "low_998": SOLID,
    "high_998": SOLID,
}
Point: TypeAlias = tuple[float, float]


def funnel(  # noqa: PLR0913 - what is drawn, what it is held against, how it is said
    shares: Sequence[Share],
    limits: pd.DataFrame,
    title: str,
    *,
    target: float,
    outside: Collection[str] = (),
    comparator: str = ">=",
    language: Language = "vi",
    width: float = WIDTH,
) -> Chart:
    """Each office as its sign; those `outside` the 99.8 % limits with their names.

    `limits` has columns `answered`, `low_95`, `high_95`, `low_998`, `high_998`: a line for each
    number of answers at which the limits are to be drawn.
    """
    drawn = [share for share in shares if share.drawn and share.answered]
    if not drawn:
        return empty(title, language, width)
    across = _answers_scale(drawn, width)
    up = share_scale([s.estimate or 0.0 for s in drawn] + [target], TOP + HEIGHT, TOP)
    entries, notes = _under(drawn, up, language)
    foot = TOP + HEIGHT + 50
    canvas = Canvas(width, foot + notes_height(entries, notes, width))
    _draw_axes(canvas, across, up, language)
    curves = _curves(across, up, limits)
    for name, curve in curves.items():
        if len(curve) > 1:
            canvas.line(curve, ACCENT, *LIMITS[name])
    _draw_target(canvas, up, target_words(target, comparator, language), target)
    places = [(across.at(math.log10(s.answered or 1)), up.at(s.estimate or 0.0)) for s in drawn]
    for share, (x, y) in zip(drawn, places, strict=True):
        _draw_sign(canvas, share.status, x, y)
    named = [(s.name, *place) for s, place in zip(drawn, places, strict=True) if s.name in outside]
    y = up.at(target)
    lines = [(x - 2, y - 2, x + 2, y + 2) for curve in curves.values() for x, y in curve]
    signs = [(x - 6, y - 6, x + 6, y + 6) for x, y in places]
    taken = [*lines, *signs, (LEFT, y - 1, width, y + 1)]
    left_out = draw_labels(canvas, named, taken, (LEFT, TOP, width - RIGHT, TOP + HEIGHT - 22))
    if left_out:
        said = words.UNNAMED.said(language, count=count(left_out, language))
        canvas.write(said, width - RIGHT, TOP + HEIGHT - 8, "right", size=SMALL, colour=SOFT)
    draw_notes(canvas, entries, notes, foot)
    said = f"{target_words(target, comparator, language)}. {_description(drawn, outside, language)}"
    return Chart(title, said, canvas.figure, language)


def _answers_scale(drawn: Sequence[Share], width: float) -> Scale:
    answers = [math.log10(share.answered or 1) for share in drawn]
    middle, half = (min(answers) + max(answers)) / 2, (max(answers) - min(answers)) / 2
    half = max(half, 0.5) + 0.08
    return Scale(max(-0.08, middle - half), middle + half, LEFT, width - RIGHT)


def _draw_axes(canvas: Canvas, across: Scale, up: Scale, language: Language) -> None:
    for tick in up.ticks(apart=40):
        y = up.at(tick)
        canvas.line([(LEFT, y), (across.end, y)], FAINT)
        canvas.write(percent(tick, language, 0), LEFT - 8, y + 4, "right", size=SMALL, colour=SOFT)
    bottom = up.start
    for answers in (digit * 10**power for power in range(7) for digit in (1, 2, 5)):
        if across.low <= math.log10(answers) <= across.high:
            x = across.at(math.log10(answers))
            canvas.line([(x, bottom), (x, bottom + 5)], LINE)
            said = count(answers, language)
            canvas.write(said, x, bottom + 18, "center", size=SMALL, colour=SOFT)
    canvas.line([(LEFT, bottom), (across.end, bottom)], LINE)
    said = words.ANSWERS_AXIS.said(language)
    canvas.write(said, across.end, bottom + 36, "right", size=SMALL, colour=SOFT)


def _curves(across: Scale, up: Scale, limits: pd.DataFrame) -> dict[str, list[Point]]:
    """The limits by their names, as far as they lie on the sheet."""
    at = limits[limits["answered"] > 0].sort_values("answered")
    xs = [math.log10(n) for n in at["answered"]]
    return {
        name: [
            (across.at(x), up.at(y))
            for x, y in zip(xs, at[name], strict=True)
            if across.low <= x <= across.high and y >= up.low
        ]
        for name in LIMITS
    }


def _draw_target(canvas: Canvas, up: Scale, said: str, target: float) -> None:
    y = up.at(target)
    canvas.line([(LEFT, y), (canvas.width - RIGHT, y)], INK, 1.5)
    canvas.write(said, canvas.width - RIGHT, TOP - 14, "right", bold=True)


def _draw_sign(canvas: Canvas, status: str | None, x: float, y: float) -> None:
    if status:
        draw_status(canvas, status, x, y, 5.5)
    else:
        canvas.circle(x, y, 4, ACCENT, "none", 0)


def _under(drawn: Sequence[Share], up: Scale, language: Language) -> tuple[list[Entry], list[str]]:
    entries = status_entries((share.status for share in drawn), language)
    for level, (width, dashes) in ((INNER, DASHED), (OUTER, SOLID)):
        said = words.LIMITS.said(language, level=level[language == "en"])
        entries.append((_line_sign(width, dashes), said))
    notes = [words.FUNNEL_NOTE.said(language)]
    if up.low > 0:
        notes.insert(0, words.STARTS.said(language, start=percent(up.low, language, 0)))
    return entries, notes


def _line_sign(width: float, dashes: tuple[float, float] | None) -> Sign:
    return lambda canvas, x, y: canvas.line([(x, y), (x + 20, y)], ACCENT, width, dashes)


def _description(drawn: Sequence[Share], outside: Collection[str], language: Language) -> str:
    said = words.OFFICES.said(language, count=count(len(drawn), language))
    if not outside:
        return f"{said} {words.NONE_OUTSIDE.said(language)}"
    names = "; ".join(
        f"{share.name} {percent(share.estimate or 0, language)}"
        for share in sorted(drawn, key=lambda share: share.estimate or 0)
        if share.name in outside
    )
    return f"{said} {words.OUTSIDE.said(language, names=names)}"

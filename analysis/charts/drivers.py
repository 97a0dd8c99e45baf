"""What drives dissatisfaction: for each factor the share of it that the factor explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.notes import draw_notes, notes_height
from analysis.charts.rows import AXIS, Column, Layout, draw_axis, draw_rows, lay_out
from analysis.charts.scale import Scale
from analysis.charts.statuses import draw_interval, draw_point
from analysis.charts.style import INK, SMALL, SOFT, WIDTH
from analysis.words import Language, count, decimal, percent

Estimate: TypeAlias = tuple[float, float, float]
"""Low, estimate, high."""


@dataclass(frozen=True)
class Driver:
    """A factor: how many are displeased by it, how much more often these are dissatisfied overall,
    and how much of overall dissatisfaction it explains. What cannot be worked out is None."""

    name: str
    answered: int
    dissatisfied: float | None
    times: Estimate | None
    explained: Estimate | None


def drivers(
    factors: Sequence[Driver], title: str, *, language: Language = "vi", width: float = WIDTH
) -> Chart:
    """A row for each factor, in the order given; the axis holds 0."""
    if not factors:
        return empty(title, language, width)
    columns = _columns(factors, language)
    layout = lay_out([factor.name for factor in factors], columns, width, 32, plot=220)
    scale = _scale(factors, layout)
    notes = [note.said(language) for note in (words.DRIVERS_NOTE, words.TIMES_NOTE)]
    canvas = Canvas(width, layout.bottom + AXIS + 8 + notes_height([], notes, width))
    draw_axis(canvas, layout, scale, lambda tick: percent(tick, language, 0))
    weak = {n for n, factor in enumerate(factors) if factor.explained is None}
    draw_rows(canvas, layout, columns, weak)
    nothing = scale.at(0)
    canvas.line([(nothing, layout.top), (nothing, layout.bottom + 4)], INK, 1.5)
    heading = words.EXPLAINED_AXIS.said(language)
    canvas.write(heading, layout.left, layout.top - 9, size=SMALL, colour=SOFT)
    for factor, y in zip(factors, layout.middles, strict=True):
        _draw(canvas, scale, factor, y, language)
    draw_notes(canvas, [], notes, layout.bottom + AXIS + 8)
    return Chart(
        title, " ".join(_told(factor, language) for factor in factors), canvas.figure, language
    )


def _scale(factors: Sequence[Driver], layout: Layout) -> Scale:
    bounds = [bound for factor in factors for bound in factor.explained or ()]
    low, high = max(-1.0, min([0.0, *bounds])), max([0.2, *bounds])
    return Scale(low, min(1.0, high), layout.left + 8, layout.right - 8)


def _columns(factors: Sequence[Driver], language: Language) -> list[Column]:
    explained = [
        _share(factor.explained[1] if factor.explained else None, language) for factor in factors
    ]
    dissatisfied = [_share(factor.dissatisfied, language) for factor in factors]
    times = [_times(factor.times, language) for factor in factors]
    answered = [count(factor.answered, language) for factor in factors]
    return [
        Column(words.EXPLAINED.said(language), explained, is_strong=True),
        Column(words.DISSATISFIED.said(language), dissatisfied),
        Column(words.TIMES.said(language), times),
        Column(words.ANSWERED.said(language), answered),
    ]


def _share(value: float | None, language: Language) -> str:
    return "–" if value is None else percent(value, language)


def _times(times: Estimate | None, language: Language) -> str:
    if times is None:
        return "–"
    low, estimate, high = (decimal(value, language) for value in times)
    return f"{estimate} ({low} – {high})"


def _draw(canvas: Canvas, scale: Scale, factor: Driver, y: float, language: Language) -> None:
    if factor.explained is None:
        said = words.NOT_ENOUGH.said(language)
        canvas.write(said, scale.at(0) + 8, y + 0.36 * SMALL, size=SMALL, colour=SOFT)
        return
    low, estimate, high = (scale.at(value) for value in factor.explained)
    draw_interval(canvas, None, (low, y), (high, y))
    draw_point(canvas, estimate, y)


def _told(factor: Driver, language: Language) -> str:
    if factor.explained is None:
        return f"{factor.name}: {words.NOT_ENOUGH.said(language).lower()}."
    low, estimate, high = (percent(value, language) for value in factor.explained)
    return words.ONE_DRIVER.said(
        language,
        name=factor.name,
        explained=estimate,
        low=low,
        high=high,
        bad=_share(factor.dissatisfied, language),
        times=_times(factor.times, language),
    )

"""What drives dissatisfaction: for each factor the share of it that the factor explains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.layout import Column, Layout, Row, lay_out
from analysis.charts.marks import Bounds, draw_estimate, sample
from analysis.charts.notes import Entry, Under
from analysis.charts.rows import say_in_place
from analysis.charts.scale import Scale
from analysis.charts.statuses import UNJUDGED, Status
from analysis.charts.style import WIDTH
from analysis.charts.tables import Table, table_chart
from analysis.words import Language, count, decimal, percent, points

FARTHEST_BELOW = -1.0
UNPROVEN = UNJUDGED._replace(is_proven=False)


@dataclass(frozen=True)
class Driver:
    """A factor: how many are displeased by it, how much more often these are dissatisfied overall,
    and how much of overall dissatisfaction it explains. What cannot be worked out is None.

    `times` is infinite, and so is its upper bound, if nobody else is dissatisfied overall.
    """

    name: str
    answered: int
    dissatisfied: float | None
    times: Bounds | None
    explained: Bounds | None


def drivers(
    factors: Sequence[Driver], title: str, *, language: Language = "vi", width: float = WIDTH
) -> Chart:
    """A row for each factor, in the order given; the axis holds 0."""
    if not factors:
        return empty(title, language, width)
    columns = _columns(factors, language)
    layout = lay_out([factor.name for factor in factors], columns, width)
    scale = _scale(factors, layout)

    def draw(canvas: Canvas, n: int, row: Row) -> None:
        _draw(canvas, scale, factors[n], row.middle, language)

    def told_of(rows: range) -> str:
        return " ".join(_told(factors[n], language) for n in rows)

    def under(rows: range) -> Under:
        return _under([factors[n] for n in rows], language)

    weak = {n for n, factor in enumerate(factors) if factor.explained is None}
    table = Table(layout, columns, scale, (0, ""), under, weak, draw, told_of)
    return table_chart(table, title, language)


def _scale(factors: Sequence[Driver], layout: Layout) -> Scale:
    bounds = [bound for factor in factors for bound in factor.explained or ()]
    low, high = max(FARTHEST_BELOW, min([0.0, *bounds])), max([0.2, *bounds])
    return Scale(low, min(1.0, high), layout.left + 8, layout.right - 8)


def _columns(factors: Sequence[Driver], language: Language) -> list[Column]:
    explained = [_explained(factor.explained, language) for factor in factors]
    dissatisfied = [_dissatisfied(factor, language) for factor in factors]
    times = [_times(factor.times, language) for factor in factors]
    return [
        Column(words.EXPLAINED.said(language), explained, is_strong=True),
        Column(words.DISSATISFIED.said(language), dissatisfied),
        Column(words.TIMES.said(language), times),
    ]


def _explained(explained: Bounds | None, language: Language) -> str:
    if explained is None:
        return "–"
    low, estimate, high = explained
    return f"{percent(estimate, language)}\n{points(low, language)} – {points(high, language)}"


def _dissatisfied(factor: Driver, language: Language) -> str:
    share = "–" if factor.dissatisfied is None else percent(factor.dissatisfied, language)
    return f"{share}\n{words.OUT_OF.said(language, count=count(factor.answered, language))}"


def _times(times: Bounds | None, language: Language) -> str:
    if times is None:
        return "–"
    low, estimate, high = times
    if math.isinf(high):
        return f"≥ {decimal(low, language)}"
    return f"{decimal(estimate, language)}\n{decimal(low, language)} – {decimal(high, language)}"


def _draw(canvas: Canvas, scale: Scale, factor: Driver, y: float, language: Language) -> None:
    if factor.explained is None:
        say_in_place(canvas, words.NOT_ENOUGH.said(language), scale.at(0) + 8, y)
    else:
        draw_estimate(canvas, _look(factor.explained), factor.explained, scale, lambda x: (x, y))


def _look(explained: Bounds) -> Status:
    low, _, high = explained
    return UNPROVEN if low <= 0 <= high else UNJUDGED


def _under(factors: Sequence[Driver], language: Language) -> Under:
    drawn = [factor.explained for factor in factors if factor.explained]
    entries: list[Entry] = []
    if drawn:
        entries.append((sample(UNJUDGED), words.EXPLAINED_POINT.said(language)))
    if any(_look(explained) is UNPROVEN for explained in drawn):
        entries.append((sample(UNPROVEN), words.HOLDS_NOTHING.said(language)))
    notes = (words.DRIVERS_NOTE, words.TIMES_NOTE, words.SMALL_NUMBERS)
    return entries, [note.said(language) for note in notes]


def _told(factor: Driver, language: Language) -> str:
    if factor.explained is None:
        return f"{factor.name}: {words.NOT_ENOUGH.said(language).lower()}."
    low, estimate, high = (percent(value, language) for value in factor.explained)
    bad = "–" if factor.dissatisfied is None else percent(factor.dissatisfied, language)
    numbers = {"explained": estimate, "low": low, "high": high, "bad": bad}
    said = words.ONE_DRIVER.said(language, name=factor.name, **numbers)
    return f"{said}{_told_times(factor.times, language)}."


def _told_times(times: Bounds | None, language: Language) -> str:
    if times is None:
        return ""
    low, estimate, high = (decimal(v, language) if math.isfinite(v) else "" for v in times)
    said = words.AT_LEAST_TIMES if not high else words.SO_MANY_TIMES
    return said.said(language, low=low, times=estimate, high=high)

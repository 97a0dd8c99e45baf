"""Offices by how many answered: who lies farther from the target than chance would explain."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.chart import Chart, empty
from analysis.charts.labels import Box, draw_label, place_labels, place_on_line
from analysis.charts.lettering import width_of
from analysis.charts.limits import DASHES, Point, along, curves
from analysis.charts.limits import WIDTH as LIMIT
from analysis.charts.notes import Entry, Sign, draw_notes, notes_height, status_entries
from analysis.charts.scale import Scale, share_scale
from analysis.charts.shares import Share, not_drawn, target_words
from analysis.charts.statuses import draw_status
from analysis.charts.style import ACCENT, FAINT, INK, LINE, PAPER, SMALL, SOFT, WIDTH
from analysis.statuses import TOO_FEW
from analysis.targets import Target
from analysis.words import Language, count, percent

LEFT, RIGHT, TOP, HEIGHT = 58.0, 14.0, 40.0, 360.0
FOOT = 54.0
OUTER = "99,8\u00a0%", "99.8%"
INNER = "95\u00a0%", "95%"
MOST_TOLD, MANY = 8, 100


@dataclass(frozen=True)
class Plan:
    """Where everything lies on the sheet, in pixels."""

    across: Scale
    up: Scale
    curves: dict[str, list[Point]]
    places: list[Point]

    @property
    def room(self) -> Box:
        """Where words may stand."""
        return LEFT, TOP - 18, self.across.end, TOP + HEIGHT - 4

    def obstacles(self, aim: float) -> list[Box]:
        """What words may not cover."""
        y = self.up.at(aim)
        limits = [point for curve in self.curves.values() for point in along(curve)]
        signs = [(x - 7, y - 7, x + 7, y + 7) for x, y in self.places]
        lines = [(x - 2, y - 2, x + 2, y + 2) for x, y in limits]
        return [*signs, *lines, (LEFT, y - 2, self.across.end, y + 2)]


def funnel(  # noqa: PLR0913 - what is drawn, what it is held against, how it is said
    shares: Sequence[Share],
    limits: pd.DataFrame,
    title: str,
    *,
    target: Target,
    outside: Collection[str] = (),
    language: Language = "vi",
    width: float = WIDTH,
) -> Chart:
    """Each office as its sign; those `outside` the 99.8 % limits with their names.

    `limits` has columns `answered`, `low_95`, `high_95`, `low_998`, `high_998`: a line for each
    number of answers at which the limits are to be drawn.
    """
    drawn = [share for share in shares if share.drawn and share.answered]
    missing = not_drawn(shares, language)
    if not drawn:
        return empty(title, language, width, " ".join(missing))
    aim, said = float(target.share), target_words(target, language)
    plan = _plan(drawn, limits, aim, width)
    taken = plan.obstacles(aim)
    wide = width_of(said, bold=True)
    label = place_on_line(wide, plan.up.at(aim), taken, plan.room)
    named = [(s.name, *at) for s, at in zip(drawn, plan.places, strict=True) if s.name in outside]
    labels, left_out = place_labels(named, taken, [label] if label else [], plan.room)
    entries, notes = _under(drawn, plan.up, left_out, language)
    notes += missing
    foot = TOP + HEIGHT + FOOT
    canvas = Canvas(width, foot + notes_height(entries, notes, width))
    _draw_axes(canvas, plan, language)
    for name, curve in plan.curves.items():
        if len(curve) > 1:
            canvas.line(curve, ACCENT, LIMIT, DASHES[name])
    _draw_target(canvas, plan, aim, said, label)
    for each in labels:
        draw_label(canvas, each)
    for share, place in zip(drawn, plan.places, strict=True):
        _draw_sign(canvas, share.status, *place, 5.5 if len(drawn) <= MANY else 4.5)
    draw_notes(canvas, entries, notes, foot)
    told = " ".join([f"{said}.", _description(drawn, outside, language), *missing])
    return Chart(title, told, canvas.figure, language)


def _plan(drawn: Sequence[Share], limits: pd.DataFrame, aim: float, width: float) -> Plan:
    answers = [math.log10(share.answered or 1) for share in drawn]
    middle, half = (min(answers) + max(answers)) / 2, (max(answers) - min(answers)) / 2
    half = max(half, 0.5) + 0.08
    across = Scale(max(-0.08, middle - half), middle + half, LEFT, width - RIGHT)
    up = share_scale([s.estimate or 0.0 for s in drawn] + [aim], TOP + HEIGHT, TOP)
    places = [(across.at(n), up.at(s.estimate or 0.0)) for n, s in zip(answers, drawn, strict=True)]
    return Plan(across, up, curves(limits, across, up), places)


def _draw_axes(canvas: Canvas, plan: Plan, language: Language) -> None:
    canvas.write(words.SHARE.said(language), 0, 13, size=SMALL, colour=SOFT)
    for tick in plan.up.ticks(apart=40):
        y = plan.up.at(tick)
        canvas.line([(LEFT, y), (plan.across.end, y)], FAINT)
        canvas.write(percent(tick, language, 0), LEFT - 8, y + 4, "right", size=SMALL, colour=SOFT)
    bottom = plan.up.start
    for answers in _answers_ticks(plan.across, language):
        x = plan.across.at(math.log10(answers))
        canvas.line([(x, bottom), (x, bottom + 5)], LINE)
        said = count(answers, language)
        canvas.write(said, x, bottom + 19, "center", size=SMALL, colour=SOFT)
    canvas.line([(LEFT, bottom), (plan.across.end, bottom)], LINE)
    said = words.ANSWERS_AXIS.said(language)
    canvas.write(said, plan.across.end, bottom + 38, "right", size=SMALL, colour=SOFT)


def _answers_ticks(across: Scale, language: Language) -> list[int]:
    """Round numbers of answers, as many as can be read side by side."""
    for digits, powers in (((1, 2, 5), 1), ((1,), 1), ((1,), 2), ((1,), 3)):
        found = [
            answers
            for answers in (digit * 10**power for power in range(0, 12, powers) for digit in digits)
            if across.low <= math.log10(answers) <= across.high
        ]
        ends = [(across.at(math.log10(n)), width_of(count(n, language), SMALL) / 2) for n in found]
        if all(
            x + half + 10 < other - next_half for (x, half), (other, next_half) in pairwise(ends)
        ):
            break
    reach = across.end + RIGHT
    return [n for n, (x, half) in zip(found, ends, strict=True) if x + half <= reach]


def _draw_target(canvas: Canvas, plan: Plan, aim: float, said: str, label: Box | None) -> None:
    """The target with its number on it, or over the picture if there is no room."""
    y = plan.up.at(aim)
    canvas.line([(LEFT, y), (plan.across.end, y)], INK, 1.5)
    if label:
        canvas.write(said, label[0], label[3] - 3, bold=True)
        return
    canvas.write(said, plan.across.end, 13, "right", bold=True)
    start = plan.across.end - width_of(said, bold=True) - 26
    canvas.line([(start, 9), (start + 18, 9)], INK, 1.5)


def _draw_sign(canvas: Canvas, status: str | None, x: float, y: float, radius: float) -> None:
    if status == TOO_FEW:
        canvas.box(x - 7, y - 3.5, x + 7, y + 3.5, PAPER)
    if status:
        draw_status(canvas, status, x, y, radius)
    else:
        canvas.circle(x, y, 4, ACCENT, PAPER, 1)


def _under(
    drawn: Sequence[Share], up: Scale, left_out: Sequence[str], language: Language
) -> tuple[list[Entry], list[str]]:
    entries = status_entries((share.status for share in drawn), language)
    for level, name in ((INNER, "low_95"), (OUTER, "low_998")):
        said = words.LIMITS.said(language, level=level[language == "en"])
        entries.append((_line_sign(name), said))
    notes = [words.FUNNEL_NOTE.said(language)]
    if left_out:
        told = "; ".join(left_out) if len(left_out) <= MOST_TOLD else ""
        unnamed = words.UNNAMED if told else words.MANY_UNNAMED
        notes.insert(0, unnamed.said(language, names=told, count=count(len(left_out), language)))
    if up.low > 0:
        notes.insert(0, words.STARTS.said(language, start=percent(up.low, language, 0)))
    return entries, notes


def _line_sign(name: str) -> Sign:
    return lambda canvas, x, y: canvas.line([(x, y), (x + 20, y)], ACCENT, LIMIT, DASHES[name])


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

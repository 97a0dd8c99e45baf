"""Words over a trend: targets, and where the method changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from analysis.charts import words
from analysis.charts.canvas import Canvas
from analysis.charts.lettering import width_of
from analysis.charts.shares import target_words
from analysis.charts.style import INK, PAPER, SMALL, SOFT
from analysis.charts.timeline import NAMED, Period, Places, Timeline
from analysis.words import Language

LEVEL = 18.0
HEAD = 22.0
KEY = 26.0
APART = 12.0
EDGE = 4.0
HALF_BREAK = 2.5


@dataclass(frozen=True)
class Banner:
    """A line of words over the picture: how many lines above it, and from where to where."""

    said: str
    level: int
    left: float
    right: float


@dataclass(frozen=True)
class Aim:
    """A target as long as it holds."""

    value: float
    left: float
    right: float
    banner: Banner


@dataclass(frozen=True)
class Banners:
    """All the words over a trend."""

    targets: list[Aim]
    breaks: list[float]
    named_breaks: list[Banner]

    @property
    def top(self) -> float:
        """Where the picture may begin under them."""
        lines = [banner.level for banner in self.named_breaks]
        lines += [target.banner.level for target in self.targets]
        return HEAD + LEVEL * (max(lines, default=-1) + 1) + 8


def banners(periods: Sequence[Period], places: Places, width: float, language: Language) -> Banners:
    """Each on the lowest line where it stands in nobody's way.

    A method is known to be new from its first period on, however many are missing before it.
    """
    breaks = [
        places.x(after.place - 0.5)
        for before, after in pairwise(periods)
        if before.method != after.method
    ]
    named = _named(breaks, width, language)
    targets: list[Aim] = []
    for target, run in groupby(periods, key=lambda period: period.target):
        if target is not None:
            held = [period.place for period in run]
            left, right = places.x(held[0] - 0.5), places.x(held[-1] + 0.5)
            said = target_words(target, language)
            wide = KEY + width_of(said, SMALL, bold=True)
            start = max(0.0, min(left + 4, width - EDGE - wide))
            others = [each.banner for each in targets]
            level = _free_level(start, others, lowest=bool(named))
            banner = Banner(said, level, start, start + wide)
            targets.append(Aim(float(target.share), left, right, banner))
    return Banners(targets, breaks, named)


def _named(breaks: Sequence[float], width: float, language: Language) -> list[Banner]:
    """The changes of method with their name; one that is close to another shares it."""
    said = words.BREAK.said(language)
    wide = width_of(said, SMALL)
    named: list[Banner] = []
    for x in breaks:
        left = max(0.0, min(x - wide / 2, width - EDGE - wide))
        if not named or left > named[-1].right + APART:
            named.append(Banner(said, 0, left, left + wide))
    return named


def _free_level(start: float, others: Sequence[Banner], *, lowest: int) -> int:
    level = lowest
    while any(b.level == level and b.right + APART > start for b in others):
        level += 1
    return level


def draw_breaks(canvas: Canvas, plan: Timeline, found: Banners) -> None:
    """A change of method cuts the picture through, with two lines that nothing else has."""
    end = plan.foot - NAMED
    for x in found.breaks:
        canvas.box(x - HALF_BREAK, plan.top - 8, x + HALF_BREAK, end, PAPER)
        for side in (-HALF_BREAK, HALF_BREAK):
            canvas.line([(x + side, plan.top - 8), (x + side, end)], SOFT, 1)
    for banner in found.named_breaks:
        canvas.write(banner.said, banner.left, plan.top - 12, size=SMALL, colour=SOFT)


def draw_targets(canvas: Canvas, plan: Timeline, found: Banners) -> None:
    """Each target as a line as long as it holds, its words above with a piece of the line."""
    for target in found.targets:
        y = plan.shares.at(target.value)
        canvas.line([(target.left, y), (target.right, y)], INK, 1.5)
        banner = target.banner
        baseline = plan.top - 12 - LEVEL * banner.level
        key = [(banner.left, baseline - 4), (banner.left + KEY - 8, baseline - 4)]
        canvas.line(key, INK, 1.5)
        canvas.write(banner.said, banner.left + KEY, baseline, bold=True, size=SMALL)

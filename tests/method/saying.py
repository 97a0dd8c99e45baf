"""Numbers and sentences in both languages, as the pages write them."""

from collections.abc import Iterable

from analysis.charts.statuses import STATUSES
from analysis.intervals import Interval
from analysis.words import Words, count, decimal, percent, points


def claim(vi: str, en: str, **values: Words) -> Words:
    """A piece of both pages, with computed values in the places that are named."""
    return Words(
        vi.format(**{name: value.vi for name, value in values.items()}),
        en.format(**{name: value.en for name, value in values.items()}),
    )


def whole(value: int) -> Words:
    return Words(count(value, "vi"), count(value, "en"))


def wholes(**values: int) -> dict[str, Words]:
    return {name: whole(value) for name, value in values.items()}


def number(value, places: int) -> Words:
    return Words(decimal(value, "vi", places), decimal(value, "en", places))


def share(value, places: int = 1) -> Words:
    return Words(percent(value, "vi", places), percent(value, "en", places))


def of_hundred(value, places: int = 1) -> Words:
    """A share in points, or so many times in 100."""
    return Words(points(value, "vi", places), points(value, "en", places))


def interval(found: Interval) -> Words:
    return claim("{low}–{high}", "{low}–{high}", low=of_hundred(found.low), high=share(found.high))


def ends(found: Interval, said=of_hundred) -> dict[str, Words]:
    return {"low": said(found.low), "high": said(found.high)}


def of(satisfied: int, answered: int) -> Words:
    return claim("{s} / {n}", "{s} / {n}", **wholes(s=satisfied, n=answered))


def status(value: str) -> Words:
    return STATUSES[value].words


def row(*cells: Words) -> Words:
    """A line of a table."""
    return joined(cells, " | ")


def joined(parts: Iterable[Words], between: str) -> Words:
    vi, en = zip(*parts, strict=True)
    return Words(between.join(vi), between.join(en))

"""The spans of reports as addresses name them, and those that are offered to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from analysis.differences import ENOUGH
from analysis.verdicts import FEWEST
from analysis.words import Language
from survey.documents.spans import span_days, span_name
from survey.documents.voice import Voice, capital
from survey.periods import ADMINISTRATION
from survey.reporting.spans import NINE_MONTHS, QUARTER, SIX_MONTHS, YEAR, BadSpan, Span
from survey.staff.quarters import current
from survey.volumes import Quarter

KEY = re.compile(r"(20[0-9]{2})(Q[1-4]|H[12]|M9)?")
LONGER = {"H1": (SIX_MONTHS, 1), "H2": (SIX_MONTHS, 3), "M9": (NINE_MONTHS, 1), "": (YEAR, 1)}
QUARTERS_BACK = 8
"""Besides the one under way."""
LEVEL_PERCENT = 95


def span_of(key: str) -> Span:
    """2026Q3: a quarter; 2026H1 and 2026H2: six months; 2026M9: nine; 2026: the year."""
    found = KEY.fullmatch(key)
    if found is None:
        raise BadSpan(f"no span is called {key!r}")
    year, which = int(found[1]), found[2] or ""
    if which.startswith("Q"):
        return Span(QUARTER, year, int(which[1]))
    kind, number = LONGER[which]
    return Span(kind, year, number)


def key_of(span: Span) -> str | None:
    """The same the other way round; nothing of a span that no address names."""
    if span.calendar != ADMINISTRATION or span.cut_off is not None:
        return None
    if span.kind == QUARTER:
        return f"{span.year}Q{span.number}"
    named = {which: f"{span.year}{key}" for key, which in LONGER.items()}
    return named.get((span.kind, span.number))


def begun(today: date) -> list[Span]:
    """Those of the last years that have begun: the last quarter that is over first."""
    quarter = current(today)
    recent = list(_quarters(quarter))
    longer = [
        Span(kind, year, number)
        for year in (quarter.year, quarter.year - 1)
        for kind, number in LONGER.values()
        if Span(kind, year, number).period.start <= today
    ]
    return [recent[1], recent[0], *recent[2:], *longer]


def _quarters(newest: Quarter) -> Iterator[Span]:
    quarter = newest
    for _ in range(1 + QUARTERS_BACK):
        yield Span(QUARTER, quarter.year, quarter.number)
        quarter = quarter.before


def choices(today: date, language: str) -> Mapping[str, str]:
    """Those spans by their keys."""
    return {f"{key_of(span)}": name_of(span, language) for span in begun(today)}


def days_of(span: Span, language: str) -> str:
    """What a span is called, with its days."""
    return capital(span_days(span.told, voice(language)))


def name_of(span: Span, language: str) -> str:
    """What a span is called."""
    return capital(span_name(span.told, voice(language)))


def voice(language: str) -> Voice:
    """Who says it when there is no report."""
    return Voice(cast("Language", language), LEVEL_PERCENT, FEWEST, ENOUGH)

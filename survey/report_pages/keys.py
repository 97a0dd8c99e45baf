"""The spans of reports as addresses name them, and those that are offered to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from analysis.differences import ENOUGH
from analysis.verdicts import FEWEST
from analysis.words import Language
from survey.documents.spans import span_days, span_name
from survey.documents.voice import Voice, capital
from survey.reporting.spans import LONGER, QUARTER, Span
from survey.staff.quarters import current
from survey.volumes import Quarter

QUARTERS_BACK = 8
"""Besides the one under way."""
LEVEL_PERCENT = 95


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
    return {f"{span.word}": name_of(span, language) for span in begun(today)}


def days_of(span: Span, language: str) -> str:
    """What a span is called, with its days."""
    return capital(span_days(span.told, voice(language)))


def name_of(span: Span, language: str) -> str:
    """What a span is called."""
    return capital(span_name(span.told, voice(language)))


def voice(language: str) -> Voice:
    """Who says it when there is no report."""
    return Voice(cast("Language", language), LEVEL_PERCENT, FEWEST, ENOUGH)

"""Quarters as people choose and read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext

from forms.web import translatable
from survey.languages import language
from survey.periods import ADMINISTRATION, CALENDAR
from survey.volumes import Quarter

ROMAN = ("", "I", "II", "III", "IV")
NAME = translatable("Q%(number)s/%(year)s")
KINDS = {
    ADMINISTRATION: translatable("the administration's, from the 15th to the 14th"),
    CALENDAR: translatable("of the calendar"),
}
HOW_MANY = 9
"""The one under way and two years before it."""


def current(today: date, kind: str = ADMINISTRATION) -> Quarter:
    """The quarter that a day is in."""
    near = (Quarter(year, n, kind) for year in (today.year, today.year + 1) for n in (1, 2, 3, 4))
    return next(each for each in near if each.period.start <= today < each.period.end)


def recent(today: date, kind: str = ADMINISTRATION, how_many: int = HOW_MANY) -> list[Quarter]:
    """The quarter under way and those before it, the newest first."""
    found = [current(today, kind)]
    while len(found) < how_many:
        found.append(found[-1].before)
    return found


def asked(arguments: Mapping[str, str], today: date) -> Quarter:
    """The quarter that an address names, else the last that has ended."""
    kind = arguments.get("calendar", "")
    usual = current(today, kind if kind in KINDS else ADMINISTRATION).before
    return named(arguments, usual.kind, today) or usual


def named(arguments: Mapping[str, str], kind: str, today: date) -> Quarter | None:
    """The quarter of a kind that is named, if it is one that people choose from."""
    choices = recent(today, kind) if kind in KINDS else []
    key = arguments.get("quarter", "")
    return next((each for each in choices if each.key == key), None)


def name(quarter: Quarter) -> str:
    """Quý III/2026, as documents write it, and Q3/2026."""
    number = ROMAN[quarter.number] if language() == "vi" else quarter.number
    return str(gettext(NAME, number=number, year=quarter.year))


def choices(quarters: list[Quarter]) -> dict[str, str]:
    """Quarters by their keys, in the reader's language, with their days."""
    return {each.key: f"{name(each)} ({each.period})" for each in quarters}


def kinds() -> dict[str, str]:
    """The kinds of quarters, in the reader's language."""
    return {kind: gettext(words) for kind, words in KINDS.items()}

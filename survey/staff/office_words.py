"""What the staff pages call the kinds of offices, and how an office or another thing stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext

from forms.web import translatable

KINDS: Mapping[str, str] = {
    "province": translatable("province"),
    "department": translatable("department"),
    "centre": translatable("public service centre"),
    "district": translatable("district (until 2025)"),
    "commune": translatable("commune or ward"),
    "central": translatable("branch of a central agency"),
    "hospital": translatable("hospital"),
    "school": translatable("school"),
}

OPEN, PLANNED, CLOSED, EVERY = "open", "planned", "closed", "every"
STATES: Mapping[str, str] = {
    OPEN: translatable("open"),
    PLANNED: translatable("opens later"),
    CLOSED: translatable("closed"),
    EVERY: translatable("all, closed ones too"),
}


def kind(key: str) -> str:
    """A kind of office in the reader's language."""
    return str(gettext(KINDS[key]))


def kinds() -> Mapping[str, str]:
    """Every kind in the reader's language."""
    return {key: kind(key) for key in KINDS}


def states() -> Mapping[str, str]:
    """How something may stand, in the reader's language."""
    return {key: str(gettext(words)) for key, words in STATES.items()}


def state(opened: date | None, closed: date | None, day: date) -> str:
    """How something stands on a day, by when it opened and closed."""
    if closed is not None and closed <= day:
        key = CLOSED
    else:
        key = PLANNED if opened is not None and opened > day else OPEN
    return str(gettext(STATES[key]))

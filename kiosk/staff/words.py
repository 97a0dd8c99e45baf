"""What the staff pages call the states of tablets."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from forms.web import translatable
from kiosk.fleet import BEHIND, FULL, HOLDING, NEVER_PAIRED, OK, REVOKED, SILENT

STATES: Mapping[str, str] = {
    SILENT: translatable("silent"),
    FULL: translatable("full"),
    HOLDING: translatable("holding answers"),
    BEHIND: translatable("behind"),
    NEVER_PAIRED: translatable("never paired"),
    OK: translatable("well"),
    REVOKED: translatable("revoked"),
}
"""The worst first."""

MEANINGS: Mapping[str, str] = {
    SILENT: translatable(
        "Nothing was heard for 15 minutes of opening time: no power, no network, or gone. Answers "
        "wait on the tablet and are not lost."
    ),
    FULL: translatable("Its disk is full. It asks nobody once what it held back is used up."),
    HOLDING: translatable("An answer has waited on it for more than a day."),
    BEHIND: translatable(
        "For more than a day it has shown other questions, or run another version, than those in "
        "force."
    ),
    NEVER_PAIRED: translatable("No tablet has been paired with it yet."),
    OK: translatable("It is heard, and nothing waits on it for long."),
    REVOKED: translatable("Nothing is taken from it."),
}


def state(key: str) -> str:
    """A state in the reader's language."""
    return str(gettext(STATES[key]))


def meaning(key: str) -> str:
    """What a state means, in the reader's language."""
    return str(gettext(MEANINGS[key]))


def states() -> Mapping[str, str]:
    """Every state in the reader's language."""
    return {key: state(key) for key in STATES}

"""Tablets that somebody must go to, as matters of the day."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from forms.web import translatable
from kiosk.fleet import FULL, HOLDING, SILENT, in_each_state, judgement
from survey.matters import Day, Matter, Provider, Urgency
from survey.parts import Part
from survey.roles import Permission

STATES = {
    SILENT: translatable("Tablets that have not been heard of during opening hours"),
    FULL: translatable("Tablets that are full and take no more answers"),
    HOLDING: translatable("Tablets that have held answers for more than a day"),
}
PAGE = "kiosks.show"


def tablets(day: Day, part: Part) -> Iterator[Matter]:
    """How many tablets of a part are silent, full, or hold answers back."""
    judged = judgement(day.settings["KIOSK_HOURS"], day.now)
    numbers = in_each_state(day.session.connection(), judged, part)
    for state, words in STATES.items():
        query = {"state": state}
        yield Matter(gettext(words), numbers.get(state, 0), Urgency.NOW, PAGE, query)


def silent_tablets(day: Day, part: Part) -> Iterator[Matter]:
    """Only those, for a head who has to ask somebody else to go there."""
    return (each for each in tablets(day, part) if each.query["state"] == SILENT)


MATTERS = (
    Provider(Permission.OPERATE, tablets),
    Provider(Permission.FOLLOW_UP, silent_tablets, unless=Permission.OPERATE),
)

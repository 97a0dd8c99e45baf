"""Tablets that somebody must go to, as matters of the day."""

from __future__ import annotations

from collections import Counter as Numbers
from collections.abc import Iterator

from flask_babel import gettext
from sqlalchemy import select

from forms.web import translatable
from kiosk.fleet import standings
from survey.matters import Day, Matter, Provider, Urgency
from survey.models import Office
from survey.parts import Part, within
from survey.roles import Permission

STATES = {
    "silent": translatable("Tablets that have not been heard of during opening hours"),
    "full": translatable("Tablets that are full and take no more answers"),
    "holding": translatable("Tablets that have held answers for more than a day"),
}
PAGE = "kiosks.show"


def tablets(day: Day, part: Part) -> Iterator[Matter]:
    """How many tablets of a part are silent, full, or hold answers back."""
    mine = frozenset(day.session.scalars(select(Office.code).where(within(Office.id, part))))
    hours = day.settings["KIOSK_HOURS"]
    fleet = standings(day.session.connection(), hours, day.now)
    numbers = Numbers(each.state for each in fleet if each.office in mine)
    for state, words in STATES.items():
        query = {"state": state}
        yield Matter(gettext(words), numbers[state], Urgency.NOW, PAGE, query)


MATTERS = (Provider(Permission.OPERATE, tablets),)

"""Matters of those who follow up: comments that nobody has read, and remedies that are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import gettext

from forms.web import translatable
from survey import comments, remedies
from survey.matters import Day, Matter, Provider, Urgency
from survey.parts import Part
from survey.roles import Permission

UNREAD = translatable("Comments that nobody has read")
WAITING = translatable("Comments that nobody has read for three days")
TOO_LONG = timedelta(days=3)
LATE = translatable("Remedies that should be done by now")


def unread_comments(day: Day, part: Part) -> Iterator[Matter]:
    """Comments that wait for their first reader."""
    query = {"state": comments.NEW}
    number = comments.unread(day.session, part, day.now)
    yield Matter(gettext(UNREAD), number, Urgency.SOON, "comments.show", query)
    waiting = comments.unread(day.session, part, day.now, TOO_LONG) if number else 0
    yield Matter(gettext(WAITING), waiting, Urgency.NOW, "comments.show", query)


def late_remedies(day: Day, part: Part) -> Iterator[Matter]:
    """What was promised for a day that has passed."""
    number = remedies.late(day.session, part, day.today)
    yield Matter(gettext(LATE), number, Urgency.NOW, "remedies.show", {"state": remedies.LATE})


MATTERS = (
    Provider(Permission.FOLLOW_UP, unread_comments),
    Provider(Permission.FOLLOW_UP, late_remedies),
)

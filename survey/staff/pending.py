"""Matters of the staff pages: what is set up and lacks something, and who cannot come in."""

from __future__ import annotations

from collections import Counter as Numbers
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import Select, case, exists, func, select

from forms.web import translatable
from survey import volumes
from survey.counters import is_in_force
from survey.matters import Day, Matter, Provider, Urgency
from survey.models import (
    Counter,
    CounterCode,
    Field,
    Grant,
    Office,
    Place,
    Target,
    User,
)
from survey.models.accounts import MOST_WRONG
from survey.models.offices import counter_fields
from survey.parts import Part, is_open, within
from survey.precedence import troubles
from survey.publications import shows_something
from survey.roles import Permission
from survey.staff import quarters, target_list

LOCKED = translatable("Accounts locked after ten wrong attempts")
NO_DOSSIERS = translatable("Offices without some numbers of dossiers for %(quarter)s")
CONFLICTS = translatable("Targets that contradict each other")
ENDED = translatable("Targets that have ended, without a follower")
ENDING = translatable("Targets that end this year, without a follower")

WHY_NOT = {
    "no code": translatable("Counters without a code in force: nobody can answer there"),
    "closed": translatable("Counters whose place or office is closed: nobody can answer there"),
    "no field": translatable("Counters without an open field: nobody can answer there"),
    "no questionnaire": translatable(
        "Counters without a published questionnaire: nobody can answer there"
    ),
}


def locked_people(day: Day, part: Part) -> Iterator[Matter]:
    """Those of a part who cannot sign in any more."""
    locked = select(func.count()).where(
        User.closed_at.is_(None), User.password.is_not(None), User.wrong_attempts >= MOST_WRONG
    )
    if not part.is_everything:
        held = exists().where(Grant.user_id == User.id, within(Grant.office_id, part))
        locked = locked.where(held.correlate(User))
    number = day.session.scalar(locked) or 0
    yield Matter(gettext(LOCKED), number, Urgency.NOW, "people.show", {"state": "locked"})


def missing_volumes(day: Day, part: Part) -> Iterator[Matter]:
    """Offices of which numbers of dossiers are missing for the quarter that ended last."""
    last = quarters.current(day.today).before
    gaps = volumes.gaps(last.period)
    lacking = select(func.count()).where(
        gaps.c.expected > gaps.c.known, within(gaps.c.office_id, part)
    )
    words = gettext(NO_DOSSIERS, quarter=quarters.name(last))
    query = {"quarter": last.key, "state": "gaps"}
    number = day.session.scalar(lacking) or 0
    yield Matter(words, number, Urgency.SOON, "volumes.show", query)


def targets_to_look_at(day: Day, part: Part) -> Iterator[Matter]:
    """Targets of a part's own that contradict each other, have ended or end."""
    own = select(Target.scope).where(target_list.of_own(part))
    scopes = None if part.is_everything else frozenset(day.session.scalars(own))
    found = troubles(day.precedence, scopes, day.today.year)
    yield Matter(gettext(CONFLICTS), len(found.conflicts), Urgency.SOON, "targets.show")
    yield Matter(gettext(ENDED), len(found.ended), Urgency.NOW, "targets.show")
    yield Matter(gettext(ENDING), len(found.ending), Urgency.SOON, "targets.show")


def counters_that_take_none(day: Day, part: Part) -> Iterator[Matter]:
    """Counters that should be in use and where nobody can answer, by the reason."""
    shown = {"channel": "qr", "now": day.now}
    reasons = Numbers(day.session.scalars(_reasons(day, part), shown))
    query = {"state": "out-of-use"}
    for reason, words in WHY_NOT.items():
        yield Matter(gettext(words), reasons[reason], Urgency.NOW, "counters.show", query)


def _reasons(day: Day, part: Part) -> Select[tuple[Any]]:
    """The first of them for each, in the order in which survey.obstacles says one."""
    has_code = exists().where(CounterCode.counter_id == Counter.id, is_in_force())
    has_field = exists().where(
        counter_fields.c.counter_id == Counter.id,
        counter_fields.c.field_id == Field.id,
        is_open(day.today, Field),
    )
    reason = case(
        (~has_code.correlate(Counter), "no code"),
        (~(is_open(day.today, Place) & is_open(day.today, Office)), "closed"),
        (~has_field.correlate(Counter), "no field"),
        (~shows_something(), "no questionnaire"),
    )
    return (
        select(reason)
        .join_from(Counter, Place, Place.id == Counter.place_id)
        .join(Office, Office.id == Counter.office_id)
        .where(within(Counter.office_id, part), is_open(day.today, Counter), reason.is_not(None))
    )


MATTERS = (
    Provider(Permission.MANAGE_PEOPLE, locked_people),
    Provider(Permission.OPERATE, counters_that_take_none),
    Provider(Permission.SET_UP, targets_to_look_at),
    Provider(Permission.SET_UP, missing_volumes),
)

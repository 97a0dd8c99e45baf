"""Which version of a questionnaire is asked where: for which offices and channels, from when on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    bindparam,
    delete,
    exists,
    or_,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from survey.database import NFCString, UTCDateTime
from survey.models import Counter, Office, Publication, QuestionnaireVersion
from survey.parts import Part, under, within
from survey.periods import local_day, midnight

BEGUN = "a publication that has begun is never deleted"
"""In which words the database refuses it (migration 0016)."""
NOW = bindparam("now", type_=UTCDateTime())
CHANNEL = bindparam("channel", type_=NFCString())
IN_ORDER = (Publication.starts, Publication.made_at, Publication.id)
"""The last of them is in force. Copies for a new office are made later than what they are of."""


def in_force() -> ScalarSelect[int]:
    """The version that a counter shows at `:now` on `:channel`."""
    return (
        select(Publication.questionnaire_id)
        .where(Publication.key == Counter.questionnaire_key, *_reaches_counter())
        .order_by(*[each.desc() for each in IN_ORDER])
        .limit(1)
        .correlate(Counter)
        .scalar_subquery()
    )


def was_in_force() -> ColumnElement[bool]:
    """Whether a version has been shown by a counter on `:channel` until `:now`, or is."""
    mine = Publication.questionnaire_id == QuestionnaireVersion.id
    found = exists().where(mine, *_reaches_counter())
    return found.correlate(Counter, QuestionnaireVersion)


def shows_something() -> ColumnElement[bool]:
    """Whether a counter shows any version at `:now` on `:channel`."""
    found = exists().where(Publication.key == Counter.questionnaire_key, *_reaches_counter())
    return found.correlate(Counter)


def _reaches_counter() -> tuple[ColumnElement[bool], ...]:
    return (
        or_(Publication.office_id == Counter.office_id, Publication.office_id.is_(None)),
        or_(Publication.channel == CHANNEL, Publication.channel.is_(None)),
        Publication.starts <= NOW,
    )


@dataclass(frozen=True)
class Reach:
    """Where a version is to be asked, and from when on."""

    offices: Collection[int | None]
    """With everything under them; None: all offices."""
    channels: Collection[str | None]
    """None: all channels."""
    day: date


def publish_for(
    session: Session,
    version: QuestionnaireVersion,
    reach: Reach,
    now: datetime,
    user_id: int | None = None,
) -> None:
    """Ask a version somewhere from the beginning of a day; today, from now on."""
    starts = max(midnight(reach.day), now) if reach.day <= local_day(now) else midnight(reach.day)
    rows = [
        Publication(
            questionnaire_id=version.id,
            key=version.key,
            office_id=office_id,
            channel=channel,
            starts=starts,
            made_at=now,
            user_id=user_id,
        )
        for office_id in _each_office(session, reach.offices)
        for channel in sorted(reach.channels, key=str)
    ]
    session.add_all(rows)
    session.flush()


def _each_office(session: Session, offices: Collection[int | None]) -> list[int | None]:
    if None in offices:
        return [None]
    found: list[int | None] = list(session.scalars(under(filter(None, offices))))
    return sorted(found, key=lambda each: each or 0)


@dataclass(frozen=True)
class Planned:
    """What is to be asked from a later moment on: which version, how, and where."""

    questionnaire_id: int
    channel: str | None
    starts: datetime
    is_everywhere: bool
    """Whether for all offices without naming them."""

    def rows(self, part: Part, now: datetime) -> tuple[ColumnElement[bool], ...]:
        """The rows that say so, as long as it is to come, of the offices of a part."""
        return (
            Publication.questionnaire_id == self.questionnaire_id,
            Publication.channel.is_not_distinct_from(self.channel),
            Publication.starts == self.starts,
            Publication.starts > now,
            Publication.office_id.is_(None) == self.is_everywhere,
            within(Publication.office_id, part),
        )


def planned_for(session: Session, planned: Planned, part: Part, now: datetime) -> set[int | None]:
    """The offices of a part where something is to be asked; None: all offices."""
    return set(session.scalars(select(Publication.office_id).where(*planned.rows(part, now))))


class HasBegun(ValueError):
    """What was to be withdrawn is asked already, by the database's own clock."""


def withdraw(session: Session, planned: Planned, part: Part, now: datetime) -> None:
    """Not to be asked after all. Of what has begun the database refuses it, and its clock need not
    be that of whoever says `now`."""
    unwanted = delete(Publication).where(*planned.rows(part, now))
    try:
        session.execute(unwanted.execution_options(synchronize_session=False))
    except DatabaseError as error:
        if BEGUN not in str(error.orig):
            raise
        raise HasBegun from error


def inherit(session: Session, new: Collection[Office]) -> None:
    """Ask at new offices what is asked at the office above each, or will be."""
    waiting = {office.id: office for office in new}
    while waiting:
        ready = [each for each in waiting.values() if each.parent_id not in waiting]
        for office in ready or list(waiting.values()):
            if office.parent_id is not None:
                _copy(session, office, [office.parent_id])
            del waiting[office.id]


def take_over(session: Session, new: Office, followed: Collection[int]) -> None:
    """Ask at a new office too what is asked at those that it follows, or will be."""
    _copy(session, new, followed)


def _copy(session: Session, office: Office, others: Collection[int]) -> None:
    """A copy begins when what it is of began, so the database cannot refuse rows of the past."""
    theirs = select(Publication).where(Publication.office_id.in_(others))
    found = session.scalars(theirs.order_by(Publication.id))
    each_once = {(row.questionnaire_id, row.channel, row.starts): row for row in found}
    rows: list[Any] = [
        Publication(
            questionnaire_id=row.questionnaire_id,
            key=row.key,
            office_id=office.id,
            channel=row.channel,
            starts=row.starts,
            made_at=row.made_at,
            user_id=row.user_id,
        )
        for row in each_once.values()
    ]
    session.add_all(rows)
    session.flush()

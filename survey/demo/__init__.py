"""A demonstration: a province shaped like Hà Tĩnh with a year of invented answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.bulk import add_many
from survey.database import table_of, upsert
from survey.demo.answers import submissions, working_days
from survey.demo.offices import add_offices
from survey.demo.province import SINCE
from survey.demo.sources import sources, true_rates
from survey.demo.volumes import add_targets, add_volumes
from survey.deployment import DEMONSTRATION, YES
from survey.models import Fact, Office
from survey.periods import local_day
from survey.shipped import load_shipped
from survey.store import Submission

__all__ = ["CannotFill", "NotEmpty", "fill", "is_empty", "true_rates"]

SEED = 2026
RESPONSES = 20_000


class CannotFill(ValueError):
    """There is a reason why no demonstration can be made here."""


class NotEmpty(CannotFill):
    """There are offices already."""


def is_empty(session: Session) -> bool:
    """Whether there is nothing here that a demonstration would be mixed with."""
    return session.get(Fact, DEMONSTRATION) is None and not _has_offices(session)


def fill(
    session: Session,
    now: datetime,
    seed: int = SEED,
    responses: int = RESPONSES,
    then: Callable[[], object] = lambda: None,
) -> Iterator[int]:
    """Begin to fill an empty database; going through the steps fills it.

    Each step is the number of responses just added. All of it is one transaction, committed after
    the last step and what is done `then`: whoever stops it on the way leaves the database empty, to
    be filled anew.
    """
    days = working_days(local_day(now))
    if not days:
        raise CannotFill(f"The offices of the demonstration open on {SINCE:%d/%m/%Y}.")
    _begin(session)
    load_shipped(session, now)
    add_offices(session, seed, now)
    here = sources(session, seed)
    add_volumes(session, seed, here, days, responses)
    add_targets(session, days)
    return _add_all(session, submissions(here, seed, days, responses), then)


def _add_all(
    session: Session, invented: Iterable[Submission], then: Callable[[], object]
) -> Iterator[int]:
    yield from add_many(session, invented)
    then()
    session.commit()


def _begin(session: Session) -> None:
    """Say first that the figures are invented. Whoever says so at the same time waits here."""
    session.rollback()
    connection = session.connection()
    if_new = upsert(table_of(Fact), connection.dialect.name).on_conflict_do_nothing()
    claim = if_new.values(name=DEMONSTRATION, value=YES).returning(Fact.name)
    if connection.scalar(claim) is None or _has_offices(session):
        session.rollback()
        raise NotEmpty("There are offices here. A demonstration needs an empty database.")


def _has_offices(session: Session) -> bool:
    return session.scalar(select(Office.id).limit(1)) is not None

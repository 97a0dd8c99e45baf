"""Wrong attempts to sign in are counted for each account, slowed and finally refused.

An attempt is counted as wrong before anything is compared, and forgiven when it was right. So those
that come at the same time are counted too, whatever their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, literal, null, or_, update
from sqlalchemy.orm import Session

from survey.database import UTCDateTime
from survey.models import User
from survey.models.accounts import MOST_WRONG
from survey.turns import turn

FREE = 3
"""From the wrong attempt with this number on there is a wait until the next."""


def wait_after(wrong: int) -> timedelta:
    """How long to wait after so many wrong attempts: 2, 4, 8 seconds and so on."""
    return timedelta(seconds=2 ** (wrong - FREE + 1)) if wrong >= FREE else timedelta()


@dataclass(frozen=True)
class Attempt:
    """An attempt that may be made, on an account that is there."""

    user_id: int
    name: str
    password: str | None
    second_step_since: datetime | None
    wrong: int
    """How many have been wrong if this one is."""

    @property
    def has_second_step(self) -> bool:
        return self.second_step_since is not None

    @property
    def is_last(self) -> bool:
        return self.wrong == MOST_WRONG


def claim(session: Session, which: ColumnElement[bool], now: datetime) -> Attempt | None:
    """Count an attempt on an account; None if there is no such account, or it has to wait.

    It is a transaction of its own: the attempt counts whatever becomes of it.
    """
    session.rollback()
    connection = session.connection()
    with turn(connection):
        attempt = _count(connection, which, now)
        session.commit()
    return attempt


def _count(connection: Connection, which: ColumnElement[bool], now: datetime) -> Attempt | None:
    counted = (
        update(User)
        .where(
            which,
            User.closed_at.is_(None),
            User.wrong_attempts < MOST_WRONG,
            or_(User.waits_until.is_(None), User.waits_until <= now),
        )
        .values(wrong_attempts=User.wrong_attempts + 1, waits_until=_wait(now))
        # Not `totp_since IS NOT NULL`: to that SQLite 3.40 says yes in RETURNING, always.
        .returning(User.id, User.name, User.password, User.totp_since, User.wrong_attempts)
    )
    row = connection.execute(counted).one_or_none()
    return Attempt(*row) if row else None


def _wait(now: datetime) -> ColumnElement[datetime | None]:
    """Until when to wait, by the number of wrong attempts before this one."""
    waits = {
        before: literal(now + wait_after(before + 1), UTCDateTime())
        for before in range(FREE - 1, MOST_WRONG - 1)
    }
    return case(waits, value=User.wrong_attempts, else_=null())


def forgive(connection: Connection, attempt: Attempt) -> bool:
    """Take an attempt back that was right, and all wrong ones before it.

    False if the account was closed, or got another password, since the attempt was claimed.
    """
    return _settle(connection, attempt, literal(0))


def go_on(connection: Connection, attempt: Attempt) -> bool:
    """Let the second step follow at once. The wrong attempts before it still count."""
    one_less = case((User.wrong_attempts > 0, User.wrong_attempts - 1), else_=0)
    return _settle(connection, attempt, one_less)


def _settle(connection: Connection, attempt: Attempt, wrong: ColumnElement[int]) -> bool:
    still = update(User).where(
        User.id == attempt.user_id, User.closed_at.is_(None), User.password == attempt.password
    )
    settled = still.values(wrong_attempts=wrong, waits_until=None).returning(User.id)
    return connection.execute(settled).one_or_none() is not None

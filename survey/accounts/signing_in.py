"""From a name and a password to a sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from survey.accounts import attempts, deeds, passwords, sessions
from survey.accounts.attempts import Attempt
from survey.accounts.person import NAME
from survey.audit import Action, change
from survey.models import User
from survey.settings import Limits


@dataclass(frozen=True)
class Begun:
    """A sign-in that has begun: its token, and whether a second step is still to come."""

    token: str
    is_whole: bool


def by_password(
    session: Session, name: str, password: str, now: datetime, limits: Limits
) -> Begun | None:
    """Sign somebody in. Why it did not succeed nobody learns: it would tell which names there are.

    Attempts on an account that has to wait, or is locked, take as long as others and are not
    compared with anything.
    """
    shaped = name.strip().lower()
    # What cannot be a name is not looked for: a database may refuse some characters.
    which = User.name == shaped if NAME.fullmatch(shaped) else false()
    attempt = try_password(session, which, password, now)
    if attempt is None:
        return None
    with change(session) as connection:
        settle = attempts.go_on if attempt.has_second_step else attempts.forgive
        if not settle(connection, attempt):
            return None
        _hash_anew(session, attempt, password)
        return _begin(session, attempt, now, limits)


def try_password(
    session: Session, which: ColumnElement[bool], password: str, now: datetime
) -> Attempt | None:
    """An attempt with the right password, to be forgiven yet; None if it was wrong or too soon."""
    attempt = attempts.claim(session, which, now)
    is_right = passwords.is_right(attempt.password if attempt else None, password)
    if attempt is None or not is_right:
        log_if_locked(session, attempt, now)
        return None
    return attempt


@contextmanager
def confirmed(
    session: Session, user_id: int, password: str, now: datetime
) -> Iterator[User | None]:
    """A transaction for what somebody does who has given their password; no user if it is wrong."""
    attempt = try_password(session, User.id == user_id, password, now)
    if attempt is None:
        yield None
        return
    with change(session) as connection:
        is_settled = attempts.forgive(connection, attempt)
        yield session.get_one(User, user_id) if is_settled else None


def log_if_locked(session: Session, attempt: Attempt | None, now: datetime) -> None:
    """Say in the log that an attempt was wrong, and the last that there was."""
    if attempt is not None and attempt.is_last:
        with change(session):
            user = session.get_one(User, attempt.user_id)
            after = {"wrong_attempts": attempt.wrong}
            deeds.log(session, deeds.by_owner(user), Action.ACCOUNT_LOCKED, user, now, after=after)


def complete(session: Session, user_id: int, now: datetime, **how: str) -> str:
    """A whole sign-in, in the transaction under way; the log says so."""
    user = session.get_one(User, user_id)
    deeds.log(session, deeds.by_owner(user), Action.SIGNED_IN, user, now, after=how)
    return sessions.begin(session, user_id, now)


def _begin(session: Session, attempt: Attempt, now: datetime, limits: Limits) -> Begun:
    sessions.sweep(session, now, limits)
    if attempt.has_second_step:
        return Begun(sessions.begin(session, attempt.user_id, now, is_whole=False), is_whole=False)
    return Begun(complete(session, attempt.user_id, now), is_whole=True)


def _hash_anew(session: Session, attempt: Attempt, password: str) -> None:
    if attempt.password and passwords.is_outdated(attempt.password):
        session.get_one(User, attempt.user_id).password = passwords.hashed(password)

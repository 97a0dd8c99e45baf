"""Links with which somebody chooses a password, once: the first one, or after forgetting it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from survey.accounts import deeds, passwords, sessions
from survey.accounts.tokens import digest, new_token
from survey.audit import Action, change
from survey.models import OneTimeLink, User

GOOD_FOR = timedelta(hours=24)


def new_link(session: Session, user: User, now: datetime) -> str:
    """A link for somebody, in the transaction under way: the secret in it. Older ones are void."""
    token = new_token()
    void(session, user.id)
    session.execute(
        insert(OneTimeLink).values(digest=digest(token), user_id=user.id, made_at=now, used_at=None)
    )
    return token


def void(session: Session, user_id: int) -> None:
    """Take away the links that somebody has not used."""
    unused = delete(OneTimeLink).where(OneTimeLink.user_id == user_id)
    session.execute(unused.where(OneTimeLink.used_at.is_(None)))


def owner(session: Session, token: str, now: datetime) -> User | None:
    """Whose password a link lets choose, if it still does."""
    mine = select(User).join(OneTimeLink).where(_is_good(token, now), User.closed_at.is_(None))
    return session.scalars(mine).one_or_none()


def choose_password(session: Session, token: str, password: str, now: datetime) -> bool:
    """Use a link up, keep the password, unlock the account and end its sign-ins.

    False if the link was used meanwhile, or is good no longer.
    """
    kept = passwords.hashed(password)
    with change(session):
        user = owner(session, token, now)
        used = update(OneTimeLink).where(_is_good(token, now)).values(used_at=now)
        if user is None or not session.execute(used.returning(OneTimeLink.user_id)).all():
            return False
        keep(session, user, kept)
        after = {"with": "one-time link"}
        deeds.log(session, deeds.by_owner(user), Action.PASSWORD_CHOSEN, user, now, after=after)
    return True


def keep(session: Session, user: User, kept: str) -> None:
    """Give an account another password: who knew the old one is signed in no longer."""
    user.password, user.wrong_attempts, user.waits_until = kept, 0, None
    void(session, user.id)
    sessions.end_all(session, user.id)


def _is_good(token: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        OneTimeLink.digest == digest(token),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.made_at > now - GOOD_FOR,
    )

"""Signing in as whom the province's single sign-on says that somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from survey.accounts import deeds, sessions
from survey.accounts.person import NAME
from survey.accounts.signing_in import Begun, complete
from survey.audit import Action, change
from survey.models import Identity, User
from survey.settings import Limits

LONGEST = 255
"""Characters of a subject, which OpenID Connect promises."""


@dataclass(frozen=True)
class Vouched:
    """Who somebody is, as a single sign-on says that has been asked for it."""

    issuer: str
    subject: str
    name: str


def sign_in(session: Session, who: Vouched, now: datetime, limits: Limits) -> Begun | None:
    """Sign in the holder of the account that is theirs; None if there is none, or it is closed.

    The first time it is the account with their name, which is tied to them: a name may be given to
    somebody else later, a subject never is.
    """
    with change(session):
        user = _tied(session, who) or _tie(session, who, now)
        if user is None or user.closed_at is not None:
            return None
        sessions.sweep(session, now, limits)
        if user.totp_since is not None:
            return Begun(sessions.begin(session, user.id, now, is_whole=False), is_whole=False)
        token = complete(session, user.id, now, **{"with": "single sign-on"})
        return Begun(token, is_whole=True)


def tied_since(session: Session, user_id: int) -> datetime | None:
    """Since when an account is tied to somebody whom a single sign-on knows."""
    return session.scalar(select(Identity.since).filter_by(user_id=user_id))


def untie(session: Session, user: User) -> bool:
    """Forget whom a single sign-on calls so, in the transaction under way; whether it knew them."""
    mine = delete(Identity).where(Identity.user_id == user.id)
    return bool(session.scalars(mine.returning(Identity.subject)).all())


def _tied(session: Session, who: Vouched) -> User | None:
    tied = select(Identity.user_id).filter_by(issuer=who.issuer, subject=who.subject)
    return session.scalar(select(User).where(User.id.in_(tied)))


def _tie(session: Session, who: Vouched, now: datetime) -> User | None:
    name = who.name.strip().lower()
    if not NAME.fullmatch(name) or not 0 < len(who.subject) <= LONGEST:
        return None
    is_somebody_elses = exists().where(Identity.user_id == User.id, Identity.issuer == who.issuer)
    free = select(User).where(User.name == name, User.closed_at.is_(None), ~is_somebody_elses)
    user = session.scalar(free)
    if user is not None:
        session.add(Identity(issuer=who.issuer, subject=who.subject, user_id=user.id, since=now))
        deeds.log(session, deeds.by_owner(user), Action.IDENTITY_LINKED, user, now)
    return user

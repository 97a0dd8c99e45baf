"""Sign-ins: a row for each, which ends by itself, and which its owner can end from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from survey.accounts.person import Person, held_by
from survey.accounts.tokens import digest, new_token
from survey.models import StaffSession, User
from survey.settings import Limits
from survey.turns import writing

FOR_THE_SECOND_STEP = timedelta(minutes=10)
"""How long somebody may take for it."""
SEEN_EVERY = timedelta(minutes=1)
"""How often it is noted down that somebody is still there: not with every page."""


@dataclass(frozen=True)
class SignIn:
    """A sign-in that has not ended, and whose it is."""

    id: int
    person: Person
    has_second_step: bool
    """Whether the account asks for one."""
    seen_at: datetime


def begin(session: Session, user_id: int, now: datetime, *, is_whole: bool = True) -> str:
    """A new sign-in of somebody, in the transaction under way; the token that stands for it."""
    token = new_token()
    session.execute(
        insert(StaffSession).values(
            digest=digest(token), user_id=user_id, began_at=now, seen_at=now, is_whole=is_whole
        )
    )
    return token


def sign_in(session: Session, token: str, now: datetime, limits: Limits) -> SignIn | None:
    """The sign-in that a token stands for, if it has not ended."""
    return _behind(session, token, _is_alive(now, limits))


def half_sign_in(session: Session, token: str, now: datetime) -> SignIn | None:
    """The sign-in of which the second step is still to come, if there is time for it."""
    return _behind(session, token, _waits_for_the_second_step(now))


def _behind(session: Session, token: str, which: ColumnElement[bool]) -> SignIn | None:
    row = session.execute(
        select(StaffSession, User)
        .join(User, User.id == StaffSession.user_id)
        .where(StaffSession.digest == digest(token), User.closed_at.is_(None), which)
    ).one_or_none()
    if row is None:
        return None
    found, user = row
    who = Person(user.id, user.name, user.full_name, held_by(session, user.id))
    return SignIn(found.id, who, user.totp_since is not None, found.seen_at)


def note(engine: Engine, sign_in: SignIn, now: datetime) -> None:
    """Note down that somebody is still there, if that was not noted just now."""
    if now - sign_in.seen_at >= SEEN_EVERY:
        with writing(engine) as transaction:
            this = update(StaffSession).where(StaffSession.id == sign_in.id)
            transaction.execute(this.values(seen_at=now))


def of(session: Session, user_id: int, now: datetime, limits: Limits) -> Sequence[StaffSession]:
    """Somebody's sign-ins that have not ended, the newest first."""
    mine = select(StaffSession).where(StaffSession.user_id == user_id, _is_alive(now, limits))
    return session.scalars(mine.order_by(StaffSession.id.desc())).all()


def end(session: Session, token: str) -> None:
    """End the sign-in that a token stands for."""
    session.execute(delete(StaffSession).where(StaffSession.digest == digest(token)))


def end_all(session: Session, user_id: int) -> None:
    """End every sign-in of somebody."""
    session.execute(delete(StaffSession).where(StaffSession.user_id == user_id))


def sweep(session: Session, now: datetime, limits: Limits) -> None:
    """Take away what has ended by itself."""
    alive = or_(_is_alive(now, limits), _waits_for_the_second_step(now))
    session.execute(delete(StaffSession).where(~alive))


def _is_alive(now: datetime, limits: Limits) -> ColumnElement[bool]:
    return and_(
        StaffSession.is_whole,
        StaffSession.began_at > now - limits.whole,
        StaffSession.seen_at > now - limits.idle,
    )


def _waits_for_the_second_step(now: datetime) -> ColumnElement[bool]:
    return and_(~StaffSession.is_whole, StaffSession.began_at > now - FOR_THE_SECOND_STEP)

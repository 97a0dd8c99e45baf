"""What somebody does to their own account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from survey.accounts import attempts, deeds, links, passwords, sessions
from survey.accounts.signing_in import try_password
from survey.audit import Action, change
from survey.models import User


def change_password(
    session: Session, user_id: int, old: str, new: str, now: datetime
) -> str | None:
    """Take a new password for an old one, and end all sign-ins; the token of another one.

    None if the old one is wrong. That counts as an attempt to sign in: somebody else may have found
    the page open.
    """
    attempt = try_password(session, User.id == user_id, old, now)
    if attempt is None:
        return None
    kept = passwords.hashed(new)
    with change(session) as connection:
        if not attempts.forgive(connection, attempt):
            return None
        user = session.get_one(User, user_id)
        links.keep(session, user, kept)
        deeds.log(session, deeds.by_owner(user), Action.PASSWORD_CHOSEN, user, now)
        return sessions.begin(session, user_id, now)


def sign_out_everywhere(session: Session, user_id: int, now: datetime) -> None:
    """End all of somebody's sign-ins, the one at hand too."""
    with change(session):
        user = session.get_one(User, user_id)
        sessions.end_all(session, user_id)
        deeds.log(session, deeds.by_owner(user), Action.SIGNED_OUT_EVERYWHERE, user, now)

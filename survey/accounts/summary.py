"""Where somebody wants the weekly summary to go: an address that is kept for nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from survey.accounts import deeds
from survey.audit import Action, change
from survey.models import SummaryAddress, User


def address_of(session: Session, user_id: int) -> SummaryAddress | None:
    """Where it goes, if somebody wants it."""
    return session.get(SummaryAddress, user_id)


def subscribe(session: Session, user_id: int, address: str, language: str, now: datetime) -> None:
    """Send it there from now on. The log does not say where that is."""
    with change(session):
        user = session.get_one(User, user_id)
        session.merge(
            SummaryAddress(user_id=user_id, address=address, language=language, since=now)
        )
        deeds.log(session, deeds.by_owner(user), Action.SUMMARY_ON, user, now)


def unsubscribe(session: Session, user_id: int, now: datetime) -> bool:
    """Forget the address; whether there was one."""
    with change(session):
        if not forget(session, user_id):
            return False
        user = session.get_one(User, user_id)
        deeds.log(session, deeds.by_owner(user), Action.SUMMARY_OFF, user, now)
        return True


def forget(session: Session, user_id: int) -> bool:
    """Forget the address, in the transaction under way; whether there was one."""
    gone = session.execute(delete(SummaryAddress).filter_by(user_id=user_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]

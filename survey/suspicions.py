"""Responses that look suspicious: marked one by one, with a reason and an entry in the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append, change
from survey.masking import mask
from survey.models import Response
from survey.store import set_aside

LONGEST_REASON = 500


def reason_in(words: str) -> str | None:
    """A reason as it is kept, on one line and masked; None if it says nothing, or is an essay."""
    reason = " ".join(words.split())
    return mask(reason) if 0 < len(reason) <= LONGEST_REASON else None


def mark(
    session: Session, response_id: UUID, reason: str, actor: Actor, now: datetime
) -> str | None:
    """Set a response aside in a transaction of its own, which also writes to the log.

    One that was set aside before keeps its reason, which is returned; then nothing is done. One
    transaction holds one response, since those who answer meanwhile lock the rows of its counts.
    """
    with change(session) as connection:
        before = set_aside(connection, response_id, reason)
        if before is None:
            office_id = connection.scalar(select(Response.office_id).filter_by(id=response_id))
            after = {"set_aside": reason}
            deed = Deed(Action.SET_ASIDE, "response", str(response_id), office_id, after=after)
            append(connection, actor, deed, now)
    return before

"""What becomes of comments: who may read their words, and what was done with them.

A comment may be rewritten by whoever wrote it while its response is open. Until then nobody reads
it here, so that no review speaks of words that nobody reviewed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append
from survey.database import table_of, upsert
from survey.masking import mask
from survey.models import Comment, CommentReview, Response
from survey.models.responses import ANSWERED, READ, TAKEN_UP
from survey.parts import Part, within
from survey.store import OPEN_FOR

NEW = "new"
"""The state of a comment that nobody has reviewed."""
STATES = (NEW, READ, ANSWERED, TAKEN_UP)
ACTIONS: Mapping[str, Action] = {
    READ: Action.COMMENT_READ,
    ANSWERED: Action.COMMENT_ANSWERED,
    TAKEN_UP: Action.COMMENT_TAKEN_UP,
}


@dataclass(frozen=True)
class Reviewed:
    """A comment of an office that somebody reviews."""

    response_id: UUID
    question: str
    office_id: int


@dataclass(frozen=True)
class Review:
    """What somebody says became of a comment."""

    state: str
    note: str | None = None
    """What was answered, and where; masked as it is stored. No entry of the log has it."""
    remedy_id: int | None = None


def is_settled(now: datetime) -> ColumnElement[bool]:
    """That nobody can rewrite the words any more."""
    return Response.received_at < now - OPEN_FOR


def is_readable(reviewers: Part) -> ColumnElement[bool]:
    """That somebody may read the words who may follow up, or read the log, in a part.

    Others read them once somebody who follows up has marked them as read.
    """
    return or_(CommentReview.state.is_not(None), within(Response.office_id, reviewers))


def in_state(state: str) -> ColumnElement[bool]:
    """That a comment is in a state. The review is joined, if there is one."""
    return CommentReview.state.is_(None) if state == NEW else CommentReview.state == state


def unread(session: Session, part: Part, now: datetime) -> int:
    """How many comments of a part nobody has reviewed yet."""
    reviewed = Comment.response_id == CommentReview.response_id
    number = (
        select(func.count())
        .select_from(Comment)
        .join(Response, Response.id == Comment.response_id)
        .outerjoin(CommentReview, reviewed & (CommentReview.question == Comment.question))
        .where(in_state(NEW), is_settled(now), within(Response.office_id, part))
    )
    return session.scalar(number) or 0


def review(
    connection: Connection, comment: Reviewed, new: Review, actor: Actor, now: datetime
) -> bool:
    """Say what became of a comment, in the transaction under way; whether that is news.

    What has been answered or taken up is not merely read again.
    """
    before = _before(connection, comment)
    if before is not None and new.state == READ:
        return False
    _write(connection, comment, new, actor, now)
    after = {"state": new.state} | ({"remedy": new.remedy_id} if new.remedy_id else {})
    deed = Deed(
        ACTIONS[new.state],
        "comment",
        str(comment.response_id),
        comment.office_id,
        before={"state": before or NEW},
        after=after,
    )
    append(connection, actor, deed, now)
    return True


def _before(connection: Connection, comment: Reviewed) -> str | None:
    key = {"response_id": comment.response_id, "question": comment.question}
    state: str | None = connection.scalar(select(CommentReview.state).filter_by(**key))
    return state


def _write(
    connection: Connection, comment: Reviewed, new: Review, actor: Actor, now: datetime
) -> None:
    said: dict[str, Any] = {"state": new.state, "user_id": actor.id, "at": now}
    if new.note is not None:
        said["note"] = mask(new.note)
    if new.remedy_id is not None:
        said["remedy_id"] = new.remedy_id
    row = {"response_id": comment.response_id, "question": comment.question, **said}
    keep = upsert(table_of(CommentReview), connection.dialect.name).values(row)
    connection.execute(
        keep.on_conflict_do_update(index_elements=["response_id", "question"], set_=said)
    )

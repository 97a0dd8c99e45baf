"""What becomes of comments: who may read their words, and what was done with them.

A comment may be rewritten by whoever wrote it while its response is open. Until then nobody reads
it here, so that no review speaks of words that nobody reviewed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select, update
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append
from survey.database import table_of
from survey.folding import folded
from survey.masking import MASK, mask
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


def unread(session: Session, part: Part, now: datetime, waiting: timedelta = OPEN_FOR) -> int:
    """How many comments of a part nobody has reviewed yet, that have waited for so long."""
    reviewed = Comment.response_id == CommentReview.response_id
    number = (
        select(func.count())
        .select_from(Comment)
        .join(Response, Response.id == Comment.response_id)
        .outerjoin(CommentReview, reviewed & (CommentReview.question == Comment.question))
        .where(in_state(NEW), is_settled(now), within(Response.office_id, part))
        .where(Response.received_at < now - waiting)
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
    said: dict[str, Any] = {"state": new.state}
    if new.note is not None:
        said["note"] = mask(new.note)
    if new.remedy_id is not None:
        said["remedy_id"] = new.remedy_id
    _keep(connection, comment, said, actor, now)


def _keep(
    connection: Connection, comment: Reviewed, said: Mapping[str, Any], actor: Actor, now: datetime
) -> None:
    """Write a review, or what is new of it. Nobody else does meanwhile: whoever does waits for the
    log first."""
    new = {**said, "user_id": actor.id, "at": now}
    key = {"response_id": comment.response_id, "question": comment.question}
    reviews = table_of(CommentReview)
    if not connection.execute(update(reviews).filter_by(**key).values(new)).rowcount:
        connection.execute(reviews.insert(), {**key, **new})


Spans = Sequence[Sequence[int]]
"""Places in a text, each from a character until before another, in order and apart."""


def places_of(words: str, body: str) -> Spans:
    """Where some words stand in a comment, in capitals or not."""
    composed = re.escape(unicodedata.normalize("NFC", words))
    found = re.finditer(composed, body, re.IGNORECASE)
    return [list(each.span()) for each in found] if words else []


def without(hidden: Spans | None, body: str) -> str:
    """A comment without the words that somebody masked."""
    shown, after = [], 0
    for start, end in hidden or ():
        shown += [body[after:start], MASK]
        after = end
    return "".join([*shown, body[after:]])


def hide(connection: Connection, comment: Reviewed, words: str, actor: Actor, now: datetime) -> int:
    """Mask words that point to a person, for every reader and every search; in how many places.

    The comment itself stays as it is, and the log has none of its words. It has been read by this.
    """
    key = {"response_id": comment.response_id, "question": comment.question}
    body = connection.execute(select(Comment.body).filter_by(**key)).scalar_one()
    before = connection.execute(
        select(CommentReview.state, CommentReview.hidden).filter_by(**key)
    ).one_or_none()
    places = places_of(words, body)
    hidden = _together([*places, *((before and before.hidden) or ())])
    state = before.state if before else READ
    _keep(connection, comment, {"state": state, "hidden": hidden}, actor, now)
    connection.execute(
        update(table_of(Comment)).filter_by(**key).values(folded=folded(without(hidden, body)))
    )
    deed = Deed(
        Action.COMMENT_MASKED,
        "comment",
        str(comment.response_id),
        comment.office_id,
        before={"state": before.state if before else NEW},
        after={"state": state, "masked": len(places)},
    )
    append(connection, actor, deed, now)
    return len(places)


def _together(places: Iterable[Sequence[int]]) -> Spans:
    """Places in order, those that touch as one."""
    merged: list[list[int]] = []
    for start, end in sorted(map(tuple, places)):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    return merged

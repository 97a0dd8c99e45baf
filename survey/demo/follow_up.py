"""What became of some comments of the demonstration, and what is done about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.comments import is_settled
from survey.demo.comments import DISSATISFIED
from survey.demo.province import ROOT
from survey.models import Comment, CommentReview, Office, Remedy, Response, User
from survey.models.responses import ANSWERED, READ, TAKEN_UP
from survey.periods import local_day

OFFICES = 3
"""So many follow up: the one with an account of its own, and those with most to read."""
UNREAD = 3
"""The newest third of an office's comments is still to be read, and so many at most."""
READ_ONLY, ANSWERED_TOO = 3, 2
"""After those that are met by a remedy each, so many are in which state."""
NOTE = "Đã niêm yết câu trả lời tại quầy và trên trang thông tin của đơn vị."


@dataclass(frozen=True)
class Invented:
    """A remedy, in days from today."""

    what: str
    who: str
    promised: int
    due: int
    done: int | None = None
    outcome: str | None = None


REMEDIES = (
    Invented("Niêm yết mẫu tờ khai điền sẵn tại quầy.", "Bộ phận Một cửa", -40, -6),
    Invented("Bố trí thêm một quầy vào buổi sáng thứ Hai.", "Văn phòng", -10, 25),
    Invented(
        "Nhắn tin cho người nộp khi hồ sơ có nguy cơ trễ hẹn.",
        "Tổ Công nghệ thông tin",
        -70,
        -30,
        -33,
        "Đã nhắn tin tự động từ hai ngày trước khi đến hẹn.",
    ),
)


def add_follow_up(session: Session, now: datetime) -> None:
    """Review some of the newest comments. It belongs to the transaction under way.

    No entry of the log says so: nobody did it. That the demonstration was made stands there.
    """
    session.flush()
    reviewer = session.scalar(select(User.id).order_by(User.id).limit(1))
    if reviewer is not None:
        for office_id in _offices(session):
            _follow_up(session, office_id, reviewer, now)


def _offices(session: Session) -> Sequence[int]:
    building = select(Office.id).filter_by(code=f"{ROOT}-xay-dung")
    most = func.count().desc()
    busy = (
        select(Response.office_id)
        .join(Comment, Comment.response_id == Response.id)
        .group_by(Response.office_id)
        .order_by(most, Response.office_id)
        .limit(OFFICES)
    )
    both = [*session.scalars(building), *session.scalars(busy)]
    return list(dict.fromkeys(both))[:OFFICES]


def _follow_up(session: Session, office_id: int, reviewer: int, now: datetime) -> None:
    remedies = [_remedy(office_id, each, now) for each in REMEDIES]
    session.add_all(remedies)
    session.flush()
    states = [TAKEN_UP] * len(remedies) + [ANSWERED] * ANSWERED_TOO + [READ] * READ_ONLY
    met = [each.id for each in remedies] + [None] * (ANSWERED_TOO + READ_ONLY)
    comments = _comments(session, office_id, now)
    read = sorted(comments[min(UNREAD, len(comments) // 3) :], key=_is_content)
    for comment, state, remedy_id in zip(read, states, met, strict=False):
        review = CommentReview(
            response_id=comment.response_id,
            question=comment.question,
            state=state,
            note=NOTE if state == ANSWERED else None,
            remedy_id=remedy_id,
            user_id=reviewer,
            at=now,
        )
        session.add(review)
    session.flush()


def _is_content(comment: Comment) -> bool:
    """Of nobody who was satisfied is there anything to remedy."""
    return comment.body not in DISSATISFIED


def _remedy(office_id: int, invented: Invented, now: datetime) -> Remedy:
    today = local_day(now)
    return Remedy(
        office_id=office_id,
        what=invented.what,
        who=invented.who,
        promised_on=today + timedelta(invented.promised),
        due_on=today + timedelta(invented.due),
        done_on=None if invented.done is None else today + timedelta(invented.done),
        outcome=invented.outcome,
    )


def _comments(session: Session, office_id: int, now: datetime) -> Sequence[Comment]:
    mine = (
        select(Comment)
        .join(Response, Response.id == Comment.response_id)
        .where(Response.office_id == office_id, is_settled(now))
        .order_by(Comment.day.desc(), Comment.response_id)
    )
    return session.scalars(mine).all()

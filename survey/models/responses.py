"""What people said, and what became of their words. Nothing here says who they were.

The database itself refuses to delete responses and comments, to move a response to another office,
and to take back that one was set aside (migration 0009).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Json, Text

CHANNELS = ("qr", "kiosk", "invite", "paper", "phone", "online")
READ, ANSWERED, TAKEN_UP = "read", "answered", "taken-up"
REVIEW_STATES = (READ, ANSWERED, TAKEN_UP)
"""Of comments; one that nobody has reviewed is new."""


class Response(Base):
    """One person's answers, once."""

    __tablename__ = "responses"
    __table_args__ = (
        CheckConstraint(
            "channel IN ({})".format(", ".join(f"'{channel}'" for channel in CHANNELS)),
            "channel_known",
        ),
        Index("ix_responses_answered_at", "answered_at"),
        Index(
            "ix_responses_set_aside",
            "counter_id",
            sqlite_where=text("set_aside IS NOT NULL"),
            postgresql_where=text("set_aside IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """Made where the answer was given, so that a retry finds the row already there."""
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"))
    channel: Mapped[Text]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(Json)
    answered_at: Mapped[datetime]
    received_at: Mapped[datetime]
    set_aside: Mapped[Text | None]
    """Why this answer looks suspicious. It is kept, and counted apart."""


class Comment(Base):
    """Words of one's own, masked as they are stored; for the office concerned, after review."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint("length(body) BETWEEN 1 AND 2000", "body_length"),
        Index("ix_comments_day", "day"),
    )

    response_id: Mapped[UUID] = mapped_column(ForeignKey("responses.id"), primary_key=True)
    question: Mapped[Text] = mapped_column(primary_key=True)
    body: Mapped[Text]
    day: Mapped[date]
    """In Vietnam. Staff see no more of when it was written: the time of day points to a person."""
    folded: Mapped[Text] = mapped_column(server_default="")
    """The words without accents, to be searched."""


class CommentReview(Base):
    """What became of a comment, once somebody who follows up had read it."""

    __tablename__ = "comment_reviews"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_id", "question"], ["comments.response_id", "comments.question"]
        ),
        CheckConstraint(
            "state IN ({})".format(", ".join(f"'{state}'" for state in REVIEW_STATES)),
            "state_known",
        ),
        CheckConstraint("length(note) BETWEEN 1 AND 1000", "note_length"),
        CheckConstraint("state <> 'answered' OR note IS NOT NULL", "answered_with_a_note"),
        CheckConstraint("state <> 'taken-up' OR remedy_id IS NOT NULL", "taken_up_by_a_remedy"),
    )

    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    question: Mapped[Text] = mapped_column(primary_key=True)
    state: Mapped[Text]
    note: Mapped[Text | None]
    """What was answered, and where people can read it; masked as it is stored."""
    remedy_id: Mapped[int | None] = mapped_column(ForeignKey("remedies.id"), index=True)
    hidden: Mapped[list[list[int]] | None] = mapped_column(Json)
    """Where in the comment words of it are masked that the program let through: from, until. The
    comment itself is never changed."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

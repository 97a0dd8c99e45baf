"""What people said. Nothing here says who they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Json, Text

CHANNELS = ("qr", "kiosk", "invite", "paper", "phone", "online")


class Response(Base):
    """One person's answers, once."""

    __tablename__ = "responses"
    __table_args__ = (
        CheckConstraint(
            "channel IN ({})".format(", ".join(f"'{channel}'" for channel in CHANNELS)),
            "channel_known",
        ),
        Index("ix_responses_answered_at", "answered_at"),
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
    __table_args__ = (CheckConstraint("length(body) BETWEEN 1 AND 2000", "body_length"),)

    response_id: Mapped[UUID] = mapped_column(ForeignKey("responses.id"), primary_key=True)
    question: Mapped[Text] = mapped_column(primary_key=True)
    body: Mapped[Text]

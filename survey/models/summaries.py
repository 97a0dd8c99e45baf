"""The weekly summary: where it goes, and what became of it each week."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Text

SENDING, SENT, REFUSED = STATES = ("sending", "sent", "refused")
"""What became of a message. Sending: it was taken in hand, and nobody knows whether it left."""


class SummaryAddress(Base):
    """Where somebody wants it to go. Whoever wants none has no row: there is no other use of it."""

    __tablename__ = "summary_addresses"
    __table_args__ = (CheckConstraint("language IN ('vi', 'en')", "language_known"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    address: Mapped[Text]
    language: Mapped[Text]
    since: Mapped[datetime]


class SummaryMessage(Base):
    """The message of a person for a week: there is one at most."""

    __tablename__ = "summary_messages"
    __table_args__ = (
        CheckConstraint("state IN ({})".format(", ".join(f"'{s}'" for s in STATES)), "state_known"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    """The Monday with which the week begins that it tells of."""
    state: Mapped[Text]
    at: Mapped[datetime]

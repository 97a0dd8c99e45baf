"""Tablets at counters: which there are, what they were shown, and how they do. No respondents."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Json, Key, Text
from survey.models.offices import Counter
from survey.models.searching import Searchable

REFUSAL_REASONS = (
    "not-an-answer",
    "unknown-content",
    "another-counter",
    "unknown-field",
    "invalid-answers",
)


class Kiosk(Searchable, Base):
    """A tablet on a stand. What opens the server for it is kept as a hash."""

    __tablename__ = "kiosks"
    SEARCHED = ("name", "number")
    __table_args__ = (
        CheckConstraint("length(number) BETWEEN 1 AND 40", "number_length"),
        CheckConstraint("revoked_at >= added_at", "revoked_after_added"),
        CheckConstraint(
            "(credential_hash IS NULL) = (credential_since IS NULL)", "credential_with_its_time"
        ),
        CheckConstraint("next_hash IS NULL OR credential_hash IS NOT NULL", "next_after_another"),
        CheckConstraint("next_hash <> credential_hash", "next_is_another"),
        CheckConstraint("(pairing_hash IS NULL) = (pairing_until IS NULL)", "pairing_has_an_end"),
        CheckConstraint("paired_at IS NULL OR pairing_hash IS NOT NULL", "paired_by_a_code"),
    )

    id: Mapped[Key]
    number: Mapped[Text] = mapped_column(unique=True)
    """What staff call it: K1, K2 …"""
    name: Mapped[Text]
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), index=True)
    added_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    credential_hash: Mapped[Text | None] = mapped_column(unique=True)
    credential_since: Mapped[datetime | None]
    next_hash: Mapped[Text | None] = mapped_column(unique=True)
    """Of the credential that follows, until it is used for the first time."""
    pairing_hash: Mapped[Text | None] = mapped_column(unique=True)
    pairing_until: Mapped[datetime | None]
    paired_at: Mapped[datetime | None]
    """When that code was used. It is kept, so that a reply that was lost can be asked for again."""
    pin_salt: Mapped[Text]
    pin_hash: Mapped[Text]
    pin_iterations: Mapped[int]

    counter: Mapped[Counter] = relationship()


class KioskCounter(Base):
    """A counter at which a tablet stands or stood: answers from there may still come in."""

    __tablename__ = "kiosk_counters"

    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosks.id"), primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), primary_key=True)
    since: Mapped[datetime]


class KioskContent(Base):
    """What tablets showed people. An answer names it, and so whose it is, however late it comes."""

    __tablename__ = "kiosk_contents"
    __table_args__ = (CheckConstraint("length(digest) = 64", "digest_length"),)

    digest: Mapped[Text] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id"))
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    made_at: Mapped[datetime]


class KioskState(Base):
    """How a tablet did when it was last heard. There is no history of it."""

    __tablename__ = "kiosk_states"
    __table_args__ = (
        CheckConstraint("waiting >= 0 AND refused >= 0 AND taken >= 0", "not_negative"),
        CheckConstraint("stored_bytes >= 0 AND quota_bytes >= 0", "bytes_not_negative"),
        CheckConstraint("battery BETWEEN 0 AND 100", "battery_a_percentage"),
    )

    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosks.id"), primary_key=True)
    seen_at: Mapped[datetime]
    version: Mapped[Text | None]
    content: Mapped[Text | None]
    behind_since: Mapped[datetime | None]
    """Since when it has shown another version or content than the one in force."""
    waiting: Mapped[int] = mapped_column(default=0)
    oldest_at: Mapped[datetime | None]
    stored_bytes: Mapped[int | None] = mapped_column(BigInteger)
    quota_bytes: Mapped[int | None] = mapped_column(BigInteger)
    battery: Mapped[int | None]
    is_charging: Mapped[bool | None]
    clock_offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    """How far the server's clock is ahead of the tablet's."""
    refused: Mapped[int] = mapped_column(default=0)
    is_full: Mapped[bool] = mapped_column(default=False)
    window_start: Mapped[datetime | None]
    taken: Mapped[int] = mapped_column(default=0)
    """What was taken from it in the minute that began at `window_start`."""


class KioskRefusal(Base):
    """An answer that can never be taken, kept for staff; words in it are masked."""

    __tablename__ = "kiosk_refusals"
    __table_args__ = (
        CheckConstraint(
            "reason IN ({})".format(", ".join(f"'{reason}'" for reason in REFUSAL_REASONS)),
            "reason_known",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosks.id"), primary_key=True)
    reason: Mapped[Text]
    entry: Mapped[Any] = mapped_column(Json)
    refused_at: Mapped[datetime]


class PairingAttempts(Base):
    """How many wrong pairing codes came in a minute, from anybody: nobody is told apart."""

    __tablename__ = "pairing_attempts"
    __table_args__ = (CheckConstraint("wrong >= 0", "not_negative"),)

    minute: Mapped[datetime] = mapped_column(primary_key=True)
    wrong: Mapped[int]

"""Who did what to which thing. Rows are added and never changed, which the database itself sees to
(migration 0005)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Json, Text
from survey.models.offices import Office


class LogEntry(Base):
    """One thing that was done, bound to the entry before it."""

    __tablename__ = "log_entries"
    __table_args__ = (
        CheckConstraint("number >= 1", "numbered_from_1"),
        CheckConstraint("length(previous) = 64 AND length(hash) = 64", "hash_length"),
        Index("ix_log_entries_at", "at"),
        Index("ix_log_entries_kind_key", "kind", "key"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Without gaps."""
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """None: a command, by somebody who may run commands on the server."""
    actor: Mapped[Text]
    """The name as it was, of the account or of the operating system's user."""
    role: Mapped[Text | None]
    """In which role it was done; None: in no role, as to one's own account."""
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)
    """The part of the tree that it concerns; None: everything."""
    action: Mapped[Text]
    kind: Mapped[Text]
    key: Mapped[Text]
    """The kind of thing, and which one it was."""
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    after: Mapped[dict[str, Any]] = mapped_column(Json)
    """What of it was changed. No secret and no comment stands here."""
    folded: Mapped[Text]
    """Who did it and to which thing, without accents, to be searched."""
    previous: Mapped[Text]
    """The hash of the entry before."""
    hash: Mapped[Text]
    """SHA-256 of all of the above."""

    office: Mapped[Office | None] = relationship(viewonly=True)

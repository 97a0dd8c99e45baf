"""Files that somebody has sent, and not yet said whether they shall be stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Json, Key, Text


class Upload(Base):
    """A file that waits, so that no web process has to remember it."""

    __tablename__ = "uploads"
    __table_args__ = (CheckConstraint("length(sha256) = 64", "sha256_length"),)

    id: Mapped[Key]
    digest: Mapped[Text] = mapped_column(unique=True)
    """SHA-256 of the token in its address."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    """Who sent it, and alone sees it."""
    kind: Mapped[Text]
    """What it is about, as survey.loading.KINDS has it."""
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    name: Mapped[Text]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[Text]
    """Of the content."""
    at: Mapped[datetime]

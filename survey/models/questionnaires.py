"""Versions of questionnaires, as their files were, and where each is asked from when on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.accounts import User
from survey.models.responses import CHANNELS
from survey.models.searching import Searchable


class QuestionnaireVersion(Searchable, Base):
    """One frozen version. Once answered it is never edited, only followed, and one that was made on
    the pages is not edited at all, which the database itself sees to (migration 0013)."""

    __tablename__ = "questionnaires"
    SEARCHED = ("title", "title_en", "key")
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("version >= 1", "version_from_1"),
    )

    id: Mapped[Key]
    key: Mapped[Text]
    version: Mapped[int]
    measure: Mapped[Text]
    digest: Mapped[Text] = mapped_column(unique=True)
    """SHA-256 of the text: the name under which a process keeps the parsed questionnaire."""
    text: Mapped[Text]
    title: Mapped[Text] = mapped_column(server_default="")
    title_en: Mapped[Text] = mapped_column(server_default="")
    """As the text says them, to be searched."""
    published_at: Mapped[datetime]
    made_by: Mapped[Text | None]
    """The name of the account that made it on the pages; None: it came with the product."""


class Publication(Base):
    """From when on a version is asked, where and on which channel."""

    __tablename__ = "publications"
    __table_args__ = (
        Index("ix_publications_key_office_id", "key", "office_id", "starts"),
        CheckConstraint(
            "channel IN ({})".format(", ".join(f"'{channel}'" for channel in CHANNELS)),
            "channel_known",
        ),
    )

    id: Mapped[Key]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id"), index=True)
    key: Mapped[Text]
    """Of the questionnaire, so that a page of a citizen finds it without another table."""
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)
    """None: all offices."""
    channel: Mapped[Text | None]
    """None: all channels."""
    starts: Mapped[datetime]
    made_at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """None: it came with the product."""


class QuestionnaireDraft(Base):
    """What is to become the next version of a questionnaire: one at a time of each."""

    __tablename__ = "questionnaire_drafts"
    __table_args__ = (CheckConstraint("length(digest) = 64", "digest_length"),)

    key: Mapped[Text] = mapped_column(primary_key=True)
    text: Mapped[Text]
    digest: Mapped[Text]
    """SHA-256 of the text: who changes it says which one they saw."""
    made_from: Mapped[int | None]
    """The number of the version that it was copied from; None: it was uploaded."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    """Who changed it last."""
    changed_at: Mapped[datetime]

    user: Mapped[User] = relationship()

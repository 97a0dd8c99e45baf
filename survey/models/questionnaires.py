"""Published versions of questionnaires, as their files were."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Key, Text


class QuestionnaireVersion(Base):
    """One frozen version. Once answered it is never edited, only followed."""

    __tablename__ = "questionnaires"
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
    published_at: Mapped[datetime]

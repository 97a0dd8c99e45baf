"""What offices promise to do about what people said."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.fields import Field
from survey.models.offices import Office
from survey.models.searching import Searchable

LONGEST_WORDS, LONGEST_WHO = 1000, 200


class Remedy(Searchable, Base):
    """Who does what by when, and what came of it. A measure is what a questionnaire measures."""

    __tablename__ = "remedies"
    SEARCHED = ("what", "who")
    __table_args__ = (
        CheckConstraint("length(what) BETWEEN 1 AND 1000", "what_length"),
        CheckConstraint("length(who) BETWEEN 1 AND 200", "who_length"),
        CheckConstraint("length(outcome) BETWEEN 1 AND 1000", "outcome_length"),
        CheckConstraint("(done_on IS NULL) = (outcome IS NULL)", "done_with_its_outcome"),
    )

    id: Mapped[Key]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    """None: it concerns all fields, or none in particular."""
    what: Mapped[Text]
    who: Mapped[Text]
    """Whoever of staff is in charge, or which unit."""
    promised_on: Mapped[date]
    due_on: Mapped[date]
    """The last day on which it is in time."""
    done_on: Mapped[date | None]
    outcome: Mapped[Text | None]
    """What was done in the end."""

    office: Mapped[Office] = relationship()
    field: Mapped[Field | None] = relationship()

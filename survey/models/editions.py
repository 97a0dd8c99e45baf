"""Published reports: the figures themselves, as they were, and those that everybody may read.

Rows are added and never changed, which the database itself sees to (migration 0017).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.offices import Office

LONGEST_NOTE, LONGEST_REMARKS = 1000, 4000


class Edition(Base):
    """One edition of the report of a scope and a span."""

    __tablename__ = "editions"
    __table_args__ = (
        UniqueConstraint(
            *("office_id", "scope", "span", "year", "quarter", "calendar", "last", "number"),
            name="uq_editions_number",
        ),
        CheckConstraint("number >= 1", "numbered_from_1"),
        CheckConstraint("scope IN ('office', 'part', 'province')", "scope_known"),
        CheckConstraint("starts <= last", "starts_before_it_ends"),
        CheckConstraint("length(digest) = 64", "digest_length"),
        CheckConstraint("number = 1 OR note IS NOT NULL", "later_ones_have_a_note"),
        CheckConstraint("length(note) BETWEEN 1 AND 1000", "note_length"),
        CheckConstraint("length(remarks) BETWEEN 1 AND 4000", "remarks_length"),
        CheckConstraint("length(next_steps) BETWEEN 1 AND 4000", "next_steps_length"),
    )

    id: Mapped[Key]
    scope: Mapped[Text]
    """`office`, `part` or `province`."""
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    code: Mapped[Text]
    """Of the office, as it was."""
    span: Mapped[Text]
    """`quarter`, `six-months`, `nine-months` or `year`."""
    year: Mapped[int]
    quarter: Mapped[int]
    """The number of the first one in it."""
    calendar: Mapped[Text]
    starts: Mapped[date]
    last: Mapped[date]
    """The last day that counts: another cut-off, another series of editions."""
    number: Mapped[int]
    """1, 2, … without gaps."""
    figures: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The report as `analysis.report.canonical` wrote it, byte for byte. Lists need not load it."""
    digest: Mapped[Text]
    """SHA-256 of the figures."""
    form: Mapped[int]
    method: Mapped[int]
    program: Mapped[Text]
    """The version of the program."""
    published_at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[Text]
    """The full name of whoever published it, as it was."""
    role: Mapped[Text]
    role_office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    """The office on which they had the role; None: everything."""
    note: Mapped[Text | None]
    """What changed since the edition before; the first one needs none."""
    remarks: Mapped[Text | None]
    next_steps: Mapped[Text | None]
    """What staff say beside the figures, and what they will do next. The hash is not over it:
    anybody who has the answers and the method can come to the same figures, but not to the same
    words. The log has a hash of them."""

    office: Mapped[Office] = relationship(foreign_keys=[office_id])

    @property
    def key(self) -> str:
        """What the log calls it."""
        quarters = f"{self.span} {self.year}-{self.quarter} {self.calendar}"
        return f"{self.code} {self.scope}, {quarters} {self.last.isoformat()}, {self.number}"


class PublicReport(Base):
    """The figures of an edition that everybody may read, once somebody has decided it."""

    __tablename__ = "public_reports"
    __table_args__ = (CheckConstraint("length(digest) = 64", "digest_length"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), primary_key=True)
    figures: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[Text]
    at: Mapped[datetime]

    edition: Mapped[Edition] = relationship()


class PublicTurn(Base):
    """That such figures were put on the public page, or taken from it: the last one holds."""

    __tablename__ = "public_turns"

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("public_reports.edition_id"), index=True)
    is_public: Mapped[bool]
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[Text]

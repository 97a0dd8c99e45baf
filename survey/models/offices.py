"""Offices, the places where people are served, and the counters there."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.fields import Field
from survey.models.searching import Searchable

OFFICE_KINDS = (
    "province",
    "department",
    "centre",
    "district",
    "commune",
    "central",
    "hospital",
    "school",
)
"""UBND tỉnh · sở, ban, ngành · trung tâm phục vụ hành chính công · UBND huyện (until 2025) ·
UBND xã, phường, đặc khu · cơ quan ngành dọc · bệnh viện · trường học."""


class Office(Searchable, Base):
    """Whoever is responsible for a service and gets the report."""

    __tablename__ = "offices"
    SEARCHED = ("name", "code")
    __table_args__ = (
        CheckConstraint(
            "kind IN ({})".format(", ".join(f"'{kind}'" for kind in OFFICE_KINDS)), "kind_known"
        ),
        CheckConstraint("closed > opened", "closed_after_opened"),
        CheckConstraint("parent_id <> id", "not_its_own_parent"),
        CheckConstraint("successor_id <> id", "not_its_own_successor"),
        CheckConstraint("successor_id IS NULL OR closed IS NOT NULL", "successor_of_a_closed_one"),
        CheckConstraint("length(area_code) IN (2, 5)", "area_code_length"),
    )

    id: Mapped[Key]
    code: Mapped[Text] = mapped_column(unique=True)
    name: Mapped[Text]
    kind: Mapped[Text]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    electronic_id: Mapped[Text | None] = mapped_column(unique=True)
    area_code: Mapped[Text | None]
    complaints: Mapped[Text | None]
    """Where to complain about a dossier: the office's own line, as people read it."""

    parent: Mapped[Office | None] = relationship(
        remote_side="Office.id", foreign_keys="Office.parent_id"
    )
    successor: Mapped[Office | None] = relationship(
        remote_side="Office.id", foreign_keys="Office.successor_id"
    )


class OfficePast(Searchable, Base):
    """What an office was called, of which kind it was and under whom it stood, until a day."""

    __tablename__ = "office_pasts"
    SEARCHED = ("name",)
    __table_args__ = (
        CheckConstraint(
            "kind IN ({})".format(", ".join(f"'{kind}'" for kind in OFFICE_KINDS)), "kind_known"
        ),
        CheckConstraint("parent_id <> office_id", "not_its_own_parent"),
    )

    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    """The first day on which it was something else."""
    name: Mapped[Text]
    kind: Mapped[Text]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)


class Place(Searchable, Base):
    """Where people are served: a one-stop centre, run by an office."""

    __tablename__ = "places"
    SEARCHED = ("name", "code")
    __table_args__ = (CheckConstraint("closed > opened", "closed_after_opened"),)

    id: Mapped[Key]
    code: Mapped[Text] = mapped_column(unique=True)
    name: Mapped[Text]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    opened: Mapped[date | None]
    closed: Mapped[date | None]

    office: Mapped[Office] = relationship()


counter_fields = Table(
    "counter_fields",
    Base.metadata,
    Column("counter_id", ForeignKey("counters.id"), primary_key=True),
    Column("field_id", ForeignKey("fields.id"), primary_key=True, index=True),
)


class Counter(Searchable, Base):
    """What a QR code or a kiosk stands on: a place, an office, one or more fields."""

    __tablename__ = "counters"
    SEARCHED = ("name", "number")
    __table_args__ = (CheckConstraint("closed > opened", "closed_after_opened"),)

    id: Mapped[Key]
    number: Mapped[Text] = mapped_column(unique=True)
    """What staff call it in files and commands: the same for as long as it stands."""
    name: Mapped[Text]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    questionnaire_key: Mapped[Text]
    opened: Mapped[date | None]
    closed: Mapped[date | None]

    place: Mapped[Place] = relationship()
    office: Mapped[Office] = relationship()
    fields: Mapped[list[Field]] = relationship(secondary=counter_fields, order_by="Field.name_vi")
    codes: Mapped[list[CounterCode]] = relationship(
        back_populates="counter", order_by="CounterCode.issued_at"
    )

    @property
    def code(self) -> str | None:
        """The code to print now, if one is in force."""
        return next((c.code for c in reversed(self.codes) if c.revoked_at is None), None)


class CounterPast(Base):
    """Whose a counter was until a day."""

    __tablename__ = "counter_pasts"

    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    """The first day on which it was another office's."""
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)

    office: Mapped[Office] = relationship()


class CounterFieldPast(Base):
    """A field that a counter served until a day: all of them, of which some were others then."""

    __tablename__ = "counter_field_pasts"

    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    """The first day on which its fields were others."""
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"), primary_key=True, index=True)


class CounterCode(Base):
    """What a printed QR code holds: opaque, revocable, never used twice."""

    __tablename__ = "counter_codes"
    __table_args__ = (CheckConstraint("revoked_at >= issued_at", "revoked_after_issued"),)

    code: Mapped[Text] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), index=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    counter: Mapped[Counter] = relationship(back_populates="codes")

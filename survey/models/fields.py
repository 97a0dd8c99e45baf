"""Fields of procedures, and the groups that share a target."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.searching import Searchable

field_group_members = Table(
    "field_group_members",
    Base.metadata,
    Column("group_id", ForeignKey("field_groups.id"), primary_key=True),
    Column("field_id", ForeignKey("fields.id"), primary_key=True, index=True),
)


class Field(Searchable, Base):
    """A field of procedures: land, civil status …"""

    __tablename__ = "fields"
    SEARCHED = ("name_vi", "name_en", "code")
    __table_args__ = (CheckConstraint("closed > opened", "closed_after_opened"),)

    id: Mapped[Key]
    code: Mapped[Text] = mapped_column(unique=True)
    name_vi: Mapped[Text]
    name_en: Mapped[Text]
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    groups: Mapped[list[FieldGroup]] = relationship(
        secondary=field_group_members, back_populates="fields", order_by="FieldGroup.code"
    )


class FieldGroup(Searchable, Base):
    """Fields that a target speaks of together."""

    __tablename__ = "field_groups"
    SEARCHED = ("name_vi", "name_en", "code")

    id: Mapped[Key]
    code: Mapped[Text] = mapped_column(unique=True)
    name_vi: Mapped[Text]
    name_en: Mapped[Text]
    fields: Mapped[list[Field]] = relationship(
        secondary=field_group_members, back_populates="groups", order_by="Field.code"
    )

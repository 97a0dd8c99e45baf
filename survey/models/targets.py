"""What the provinces' plans demand, and which document says so."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.fields import FieldGroup
from survey.models.searching import Searchable


class Target(Searchable, Base):
    """A threshold for a measure, in some years, set by a document."""

    __tablename__ = "targets"
    SEARCHED = ("scope_name", "document", "scope")
    __table_args__ = (
        UniqueConstraint("scope", "measure", "group_id", "first_year", "last_year", "document"),
        # The constraint alone takes two targets for all fields for different ones.
        Index(
            "uq_targets_all_fields",
            "scope",
            "measure",
            "first_year",
            "last_year",
            "document",
            unique=True,
            sqlite_where=text("group_id IS NULL"),
            postgresql_where=text("group_id IS NULL"),
        ),
        CheckConstraint("measure IN ('transaction', 'sipas', 'service')", "measure_known"),
        CheckConstraint("comparator IN ('>=', '>')", "comparator_known"),
        CheckConstraint("threshold > 0 AND threshold <= 100", "threshold_a_percentage"),
        CheckConstraint("first_year <= last_year", "years_in_order"),
        CheckConstraint("people OR organisations", "for_somebody"),
    )

    id: Mapped[Key]
    scope: Mapped[Text]
    """The code of the office that it holds for, with everything under it. A province may keep
    another's targets for comparison, so no such office need be here."""
    scope_name: Mapped[Text]
    measure: Mapped[Text]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("field_groups.id"))
    """The group of fields; none: all fields."""
    people: Mapped[bool]
    organisations: Mapped[bool]
    first_year: Mapped[int]
    last_year: Mapped[int]
    comparator: Mapped[Text]
    threshold: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    document: Mapped[Text]
    precedence: Mapped[int] = mapped_column(default=0)
    """Between two equally specific targets the later document holds: the larger number."""

    group: Mapped[FieldGroup | None] = relationship()

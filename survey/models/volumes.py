"""How many dossiers there were: the population that a rate speaks of."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key
from survey.models.fields import Field
from survey.models.offices import Office


class Volume(Base):
    """The dossiers of an office in a field in a period, which is usually a quarter."""

    __tablename__ = "volumes"
    __table_args__ = (
        UniqueConstraint("office_id", "field_id", "starts", "ends"),
        CheckConstraint("starts < ends", "period_in_order"),
        CheckConstraint("received >= 0 AND settled >= 0", "not_negative"),
        CheckConstraint("on_time >= 0 AND late >= 0", "times_not_negative"),
        CheckConstraint(
            "(on_time IS NULL) = (late IS NULL) AND (on_time IS NULL OR on_time + late = settled)",
            "times_add_up",
        ),
    )

    id: Mapped[Key]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"), index=True)
    starts: Mapped[date]
    ends: Mapped[date]
    """The first day after it."""
    received: Mapped[int]
    settled: Mapped[int]
    on_time: Mapped[int | None]
    late: Mapped[int | None]

    office: Mapped[Office] = relationship()
    field: Mapped[Field] = relationship()

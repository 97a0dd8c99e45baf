"""What is true of this installation as a whole."""

from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Text


class Fact(Base):
    """A fact with a name, such as that the figures are invented."""

    __tablename__ = "facts"

    name: Mapped[Text] = mapped_column(primary_key=True)
    value: Mapped[Text]

"""What is true of this installation as a whole."""

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from survey.database import db
from survey.models import Fact

DEMONSTRATION = "demonstration"
YES = "yes"


def is_demonstration(session: Session) -> bool:
    """Whether offices and answers here are invented."""
    return session.get(Fact, DEMONSTRATION) is not None


def init_app(app: Flask) -> None:
    """Let every page say so."""
    app.add_template_global(_shows_banner, "is_demonstration")


def _shows_banner() -> bool:
    """A page that says that the database is away cannot ask it."""
    try:
        return is_demonstration(db.session())
    except SQLAlchemyError:
        db.session.rollback()
        return False

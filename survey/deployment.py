"""What is true of this installation as a whole."""

from flask import Flask
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from survey.database import db
from survey.models import Fact

DEMONSTRATION = "demonstration"
YES = "yes"


def is_demonstration(database: Session | Connection) -> bool:
    """Whether offices and answers here are invented."""
    return database.scalar(select(Fact.name).filter_by(name=DEMONSTRATION)) is not None


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

"""The database brought up to the program's version, and asked whether it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from survey.database import take_turns
from survey.questionnaires import publish_shipped

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(session: Session, now: datetime) -> None:
    """Bring the tables and the shipped questionnaires up to date."""
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    take_turns(session.connection())
    publish_shipped(session, now)
    session.commit()


def newest_revision() -> str | None:
    """The revision that the program's tables are at."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def is_ready(session: Session, newest: str | None) -> bool:
    """Whether the database answers and has this program's tables."""
    try:
        return MigrationContext.configure(session.connection()).get_current_revision() == newest
    except SQLAlchemyError:
        return False

"""The database brought up to the program's version, and asked whether it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from survey.database import take_turns
from survey.questionnaires import publish_shipped

MIGRATIONS = Path(__file__).parent / "migrations"


class OtherTables(Exception):
    """The database answers, but its tables are not this program's. Says what the database is."""


def migrate(session: Session, now: datetime) -> None:
    """Bring the tables and the shipped questionnaires up to date."""
    _refuse_newer(_revision(session))
    session.rollback()
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    take_turns(session.connection())
    publish_shipped(session, now)
    session.commit()


def check_tables(session: Session) -> None:
    """Refuse a database that has not this program's tables."""
    revision = _revision(session)
    if revision != _ours().get_current_head():
        _refuse_newer(revision)
        raise OtherTables("is not migrated: run thuocdo migrate")


def _revision(session: Session) -> str | None:
    return MigrationContext.configure(session.connection()).get_current_revision()


def _refuse_newer(revision: str | None) -> None:
    if revision not in {None, *(each.revision for each in _ours().walk_revisions())}:
        raise OtherTables("was migrated by a newer version of the program: install that one")


def _ours() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))

"""The database brought up to the program's version, and asked whether it is."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Migration:
    """What was brought up to date."""

    before: str | None
    after: str | None
    published: tuple[str, ...]
    """The questionnaires that are new, by key and version."""

    @property
    def is_change(self) -> bool:
        return self.before != self.after or bool(self.published)


def migrate(session: Session, now: datetime) -> Migration:
    """Bring the tables and the shipped questionnaires up to date."""
    before = _revision(session)
    _refuse_newer(before)
    session.rollback()
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    take_turns(session.connection())
    new = publish_shipped(session, now)
    published = tuple(f"{each.key} {each.version}" for each in new)
    session.commit()
    return Migration(before, _ours().get_current_head(), published)


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

"""Somebody who may do everything with the database takes away what protects the answers."""

from sqlalchemy import text

SQLITE = (
    text("DROP TRIGGER responses_not_deleted"),
    text("DROP TRIGGER responses_not_moved"),
    text("DROP TRIGGER responses_stay_set_aside"),
    text("DROP TRIGGER comments_not_deleted"),
)
POSTGRESQL = (
    text("ALTER TABLE responses DISABLE TRIGGER USER"),
    text("ALTER TABLE comments DISABLE TRIGGER USER"),
)


def take_away(session):
    session.rollback()
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        session.execute(statement)
    session.commit()

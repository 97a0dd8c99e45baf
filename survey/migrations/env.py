"""How Alembic reaches the database: one migrator at a time, all of a migration or nothing."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app

from survey.database import NFCString, UTCDateTime, take_turns


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    metadata = current_app.extensions["migrate"].db.metadata
    with engine.connect() as connection:
        take_turns(connection)
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_type=True,
            render_as_batch=True,
            render_item=_plain,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


def _plain(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write our column types as what they are in the database: a migration outlives the code."""
    if kind == "type" and isinstance(item, NFCString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


run()

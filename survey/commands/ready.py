"""What every command needs that reads or writes the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask.cli import with_appcontext

from survey.database import db
from survey.schema import is_ready, newest_revision

P = ParamSpec("P")
R = TypeVar("R")


def with_database(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in the application's context, if its database is up to date."""

    @wraps(command)
    def checked(*arguments: P.args, **options: P.kwargs) -> R:
        if not is_ready(db.session(), newest_revision()):
            raise click.ClickException("The database is not up to date. Run: thuocdo migrate")
        return command(*arguments, **options)

    return with_appcontext(checked)

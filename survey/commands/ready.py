"""What every command needs that reads or writes the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask.cli import with_appcontext

from survey.database import db
from survey.schema import check_tables

P = ParamSpec("P")
R = TypeVar("R")


def with_database(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in the application's context, if the database has the program's tables."""

    @wraps(command)
    def checked(*arguments: P.args, **options: P.kwargs) -> R:
        check_tables(db.session())
        return command(*arguments, **options)

    return with_appcontext(checked)

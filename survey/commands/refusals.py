"""What a command says, in one line, when it cannot do its work."""

from __future__ import annotations

import errno
from typing import Any

import click
from flask.cli import ScriptInfo
from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError

from forms import BadQuestionnaire
from survey.accounts.register import Refused
from survey.languages import NotCompiled
from survey.questionnaires import EditedQuestionnaire
from survey.schema import OtherTables
from survey.settings import BadSetting

REFUSALS = (BadSetting, BadQuestionnaire, EditedQuestionnaire, NotCompiled, Refused)
"""Errors that say all there is to say."""
CANNOT_OPEN = "SQLITE_CANTOPEN"


class PlainRefusals(click.Group):
    """Says why a command refuses, in one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except REFUSALS as reason:
            raise click.ClickException(str(reason)) from None
        except OtherTables as reason:
            raise click.ClickException(f"The database {_place(ctx)} {reason}.") from None
        except DBAPIError as error:
            raise click.ClickException(f"The database {_place(ctx)} {_failure(error)}") from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # Nobody reads on, as in `… | head`: Click's affair.
                raise
            raise click.ClickException(_of_file(error)) from None


def _place(ctx: click.Context) -> str:
    """Where the database is. The user and the password do not belong to that."""
    application = ctx.ensure_object(ScriptInfo).load_app()
    return place_of(make_url(application.config["SQLALCHEMY_DATABASE_URI"]))


def place_of(url: URL) -> str:
    """The file, or the host, port and name, of a database."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    hosts = url.host or ", ".join(url.normalized_query.get("host", ())) or "this machine"
    return f"{hosts}:{url.port or 5432}/{url.database}"


def _failure(error: DBAPIError) -> str:
    """Whether it is away or failed, and why. Hints and what a failing row holds are left out."""
    cause: Any = error.orig
    primary = getattr(getattr(cause, "diag", None), "message_primary", None)
    name = getattr(cause, "sqlite_errorname", "")
    has_answered = getattr(cause, "sqlstate", None) or name not in ("", CANNOT_OPEN)
    reason = (primary or str(cause) or type(cause).__name__).splitlines()[0].rstrip(".")
    return f"failed: {reason}." if has_answered else f"does not answer: {reason}."


def _of_file(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."

"""`thuocdo set-aside`: a response that looks suspicious is counted apart."""

from __future__ import annotations

from uuid import UUID

import click
from flask import current_app
from sqlalchemy import Connection, select

from survey.audit import Action, Actor, Deed, append
from survey.commands.ready import with_database
from survey.database import db
from survey.models import Response
from survey.store import set_aside
from survey.turns import writing

LONGEST = 500


def _some_words(_: click.Context, __: click.Parameter, reason: str) -> str:
    if not 0 < len(words := " ".join(reason.split())) <= LONGEST:
        raise click.BadParameter(f"it needs 1 to {LONGEST} characters.")
    return words


@click.command("set-aside")
@click.argument("response_id", type=click.UUID)
@click.option(
    "--reason",
    required=True,
    callback=_some_words,
    help="Why it looks suspicious. This is stored: name nobody.",
)
@with_database
def set_aside_command(response_id: UUID, reason: str) -> None:
    """Count the response with RESPONSE_ID apart. It is kept, and so is the reason."""
    db.session.rollback()
    try:
        with writing(db.engine) as transaction:
            before = set_aside(transaction, response_id, reason)
            if before is None:
                _log(transaction, response_id, reason)
    except LookupError:
        raise click.ClickException(f"There is no response {response_id}.") from None
    if before is None:
        click.echo(f"Response {response_id} is set aside.")
    else:
        click.echo(f"Response {response_id} was set aside before: {before}. Nothing was changed.")


def _log(transaction: Connection, response_id: UUID, reason: str) -> None:
    office_id = transaction.scalar(select(Response.office_id).filter_by(id=response_id))
    after = {"set_aside": reason}
    deed = Deed(Action.SET_ASIDE, "response", str(response_id), office_id, after=after)
    append(transaction, Actor.of_command(), deed, current_app.config["CLOCK"]())

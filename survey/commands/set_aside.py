"""`thuocdo set-aside`: a response that looks suspicious is counted apart."""

from __future__ import annotations

from uuid import UUID

import click
from flask import current_app

from survey.audit import Actor
from survey.commands.ready import with_database
from survey.database import db
from survey.suspicions import LONGEST_REASON, mark, reason_in


def _some_words(_: click.Context, __: click.Parameter, words: str) -> str:
    reason = reason_in(words)
    if reason is None:
        raise click.BadParameter(f"it needs 1 to {LONGEST_REASON} characters.")
    return reason


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
    now = current_app.config["CLOCK"]()
    try:
        before = mark(db.session(), response_id, reason, Actor.of_command(), now)
    except LookupError:
        raise click.ClickException(f"There is no response {response_id}.") from None
    if before is None:
        click.echo(f"Response {response_id} is set aside.")
    else:
        click.echo(f"Response {response_id} was set aside before: {before}. Nothing was changed.")

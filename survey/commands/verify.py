"""`thuocdo verify`: whether every count is borne out by the responses."""

from __future__ import annotations

import click

from survey.commands.ready import with_database
from survey.database import db
from survey.verify import Recount, snapshot


@click.command("verify")
@with_database
def verify_command() -> None:
    """Recount all responses, and name each count that differs."""
    number = 0
    with snapshot(db.session()) as connection:
        recount = Recount(connection)
        for difference in recount.differences():
            number += 1
            click.echo(str(difference))
    scope = f"{recount.responses} responses, {recount.rows} rows of counts"
    if number:
        click.echo(f"{number} differences: {scope}.", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"No difference: {scope}.")

"""`thuocdo verify`: whether the responses bear out every count, and whether the log and published
reports are whole."""

from __future__ import annotations

import click
from sqlalchemy import Connection

from survey.chain import Links
from survey.commands.ready import with_database
from survey.database import db
from survey.editions.checking import Editions
from survey.verify import Recount, snapshot


@click.command("verify")
@with_database
def verify_command() -> None:
    """Recount all responses and name each count that differs; go through the published
    reports and along the log."""
    with snapshot(db.session()) as connection:
        is_right = [_counts(connection), _editions(connection), _log(connection)]
    if not all(is_right):
        raise click.exceptions.Exit(1)


def _counts(connection: Connection) -> bool:
    number = 0
    recount = Recount(connection)
    for difference in recount.differences():
        number += 1
        click.echo(str(difference))
    scope = f"{recount.responses} responses, {recount.rows} rows of counts"
    if number:
        click.echo(f"{number} differences: {scope}.", err=True)
    else:
        click.echo(f"No difference: {scope}.")
    return number == 0


def _log(connection: Connection) -> bool:
    links = Links(connection)
    if broken := links.first_broken():
        click.echo(str(broken), err=True)
        return False
    click.echo(f"The log is whole: {links.entries} entries, the last one is {links.last}.")
    return True


def _editions(connection: Connection) -> bool:
    editions = Editions(connection)
    if broken := editions.first_broken():
        click.echo(str(broken), err=True)
        return False
    click.echo(f"The published reports are whole: {editions.number} editions.")
    return True

"""`thuocdo poster`: sheets to put up, for one counter or for many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import Connection

from kiosk import chosen
from kiosk.chosen import Chosen
from kiosk.posters import sheet_for
from kiosk.sheets import KINDS, Job, Sheet
from survey.commands.installation import warn_without_public_url
from survey.commands.load import MOST_SHOWN, progress
from survey.commands.ready import with_database
from survey.counters import sign
from survey.database import db
from survey.deployment import is_demonstration

WAYS = {"counter": chosen.one, "office": chosen.at_office, "under": chosen.under}


@click.command("poster")
@click.argument("counter", required=False)
@click.option("--office", metavar="CODE", help="All counters of this office.")
@click.option("--under", metavar="CODE", help="All counters of this office and of all below it.")
@click.option("--all", "everywhere", is_flag=True, help="All counters.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default=KINDS[0],
    show_default=True,
    help="An A4 poster, an A5 sheet for a stand, or eight stickers on A4.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The PDF file to write.",
)
@with_database
def poster_command(kind: str, output: Path, **asked: str | bool | None) -> None:
    """Write a sheet to print for COUNTER, which is its number or its code, or for each of many.

    A counter where nobody can answer today is left out and named.
    """
    from kiosk import typesetting  # Processes that serve pages need neither typst nor qpdf.

    _check(output)
    counters = _open_ones(_asked_for({way: what for way, what in asked.items() if what}))
    job = Job(kind, len(counters), is_demonstration(db.session()))
    typesetting.bound(job, _sheets(counters)).write(output)
    click.echo(f"{output}: {len(counters)} × {kind}")
    warn_without_public_url()


def _check(output: Path) -> None:
    """Say at once what would be wrong after minutes of work."""
    if output.suffix.lower() != ".pdf":
        raise click.UsageError("The file must end in .pdf.")
    if not output.parent.is_dir():
        raise click.ClickException(f"There is no folder {output.parent}.")


def _asked_for(asked: Mapping[str, Any]) -> Sequence[Chosen]:
    if len(asked) != 1:
        raise click.UsageError("Give a COUNTER, or one of --office, --under and --all.")
    session, now = db.session(), current_app.config["CLOCK"]()
    if "everywhere" in asked:
        return chosen.everywhere(session, now)
    [(way, name)] = asked.items()
    try:
        return WAYS[way](session, now, name)
    except LookupError as reason:
        raise click.ClickException(str(reason)) from None


def _open_ones(counters: Sequence[Chosen]) -> Sequence[Chosen]:
    """Those to print. The others are named."""
    closed = [counter for counter in counters if counter.why_not]
    for counter in closed[:MOST_SHOWN]:
        click.echo(f"{counter.number} is left out: {counter.why_not}.", err=True)
    if len(closed) > MOST_SHOWN:
        click.echo(f"… and {len(closed) - MOST_SHOWN} more.", err=True)
    if len(closed) == len(counters):
        raise click.ClickException("There is no open counter to print for.")
    return [counter for counter in counters if not counter.why_not]


def _sheets(counters: Sequence[Chosen]) -> Iterator[Sheet]:
    connection = db.session.connection()
    for counter in progress("Sheets", counters):
        yield _sheet(connection, counter)


def _sheet(connection: Connection, counter: Chosen) -> Sheet:
    behind = sign(connection, counter.code, current_app.config["CLOCK"]())
    if behind is None or not behind.is_open:
        raise click.ClickException(f"Counter {counter.number} has closed meanwhile.")
    return sheet_for(connection, counter.number, behind)

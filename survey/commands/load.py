"""Commands that load what staff keep in files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import current_app

from survey.audit import Action, Actor, Deed, append
from survey.commands.ready import with_database
from survey.database import db
from survey.loading import KINDS, BadTable, Manner, Outcome, load_file
from survey.periods import ADMINISTRATION, CALENDAR

MOST_SHOWN = 50

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def load() -> None:
    """Load a CSV or XLSX file: all of it or, if a line is wrong, nothing."""


@load.command()
@FILE
@with_database
def offices(file: Path) -> None:
    """Load offices, each with its parent and its successor."""
    _load("offices", file)


@load.command()
@FILE
@with_database
def fields(file: Path) -> None:
    """Load fields of procedures and their groups."""
    _load("fields", file)


@load.command()
@FILE
@with_database
def counters(file: Path) -> None:
    """Load counters and the places where they stand."""
    _load("counters", file)


@load.command()
@FILE
@with_database
def targets(file: Path) -> None:
    """Load the targets that plans set."""
    _load("targets", file)


@load.command()
@FILE
@click.option(
    "--calendar",
    type=click.Choice([ADMINISTRATION, CALENDAR]),
    default=ADMINISTRATION,
    show_default=True,
    help="The quarters that the file speaks of: from the 15th to the 14th, or whole months.",
)
@click.option(
    "--replace",
    is_flag=True,
    help="Remove what is stored for periods that overlap those of the file.",
)
@with_database
def volumes(file: Path, calendar: str, *, replace: bool) -> None:
    """Load how many dossiers there were."""
    _load("volumes", file, calendar=calendar, replace=replace)


def _load(kind: str, file: Path, **chosen: Any) -> None:
    manner = Manner(current_app.config["CLOCK"](), watch=progress, **chosen)
    try:
        outcome = load_file(db.session(), KINDS[kind], file, manner, partial(_log, kind, file))
    except BadTable as bad:
        _complain(file, bad)
        sys.exit(1)
    click.echo(f"{kind}: {outcome}")


def _log(kind: str, file: Path, outcome: Outcome) -> None:
    if outcome.is_change:
        after = {"table": kind, "new": outcome.new, "changed": outcome.changed}
        deed = Deed(Action.FILE_LOADED, "file", file.name, after=after)
        now = current_app.config["CLOCK"]()
        append(db.session.connection(), Actor.of_command(), deed, now)


def progress(doing: str, things: Sequence[Any]) -> Iterator[Any]:
    """The things, with a bar that grows, unless nobody looks."""
    nobody = not sys.stderr.isatty()
    with click.progressbar(things, label=doing, file=sys.stderr, hidden=nobody) as bar:
        yield from bar


def _complain(file: Path, bad: BadTable) -> None:
    for problem in bad.problems[:MOST_SHOWN]:
        click.echo(problem.within(str(file)), err=True)
    more = len(bad.problems) - MOST_SHOWN
    if more > 0:
        click.echo(f"… and {more} more.", err=True)
    click.echo("Nothing was stored.", err=True)

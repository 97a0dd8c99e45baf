"""`thuocdo demo`: a province to try the program with."""

from __future__ import annotations

import sys

import click
from flask import current_app

from survey import demo
from survey.commands.ready import with_database
from survey.database import db


@click.command("demo")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=demo.SEED,
    show_default=True,
    help="The same number makes the same answers.",
)
@click.option(
    "--responses",
    type=click.IntRange(min=1),
    default=demo.RESPONSES,
    show_default=True,
    help="How many answers to invent.",
)
@click.option("--if-empty", is_flag=True, help="Do nothing if there are offices already.")
@with_database
def demo_command(*, seed: int, responses: int, if_empty: bool) -> None:
    """Fill an empty database with a province shaped like Hà Tĩnh and a year of invented answers."""
    try:
        steps = demo.fill(db.session(), current_app.config["CLOCK"](), seed, responses)
    except demo.NotEmpty as reason:
        if not if_empty:
            raise click.ClickException(str(reason)) from None
        click.echo("The database is not empty: nothing was changed.")
        return
    except demo.CannotFill as reason:
        raise click.ClickException(str(reason)) from None
    with click.progressbar(length=responses, label="Responses", file=sys.stderr) as bar:
        for stored in steps:
            bar.update(stored)
    click.echo(f"The demonstration is ready: {responses} invented responses.")

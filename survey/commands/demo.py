"""`thuocdo demo`: a province to try the program with."""

from __future__ import annotations

import sys
from functools import partial

import click
from flask import current_app

from survey import demo
from survey.audit import Action, Actor, Deed, append, change
from survey.commands.ready import with_database
from survey.database import db
from survey.demo.accounts import add_accounts
from survey.demo.follow_up import add_follow_up
from survey.deployment import is_demonstration
from survey.turns import turn


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
        with turn(db.session.connection()):  # Another one is waited for, however long it takes.
            _fill(seed, responses)
    except demo.NotEmpty as reason:
        if not if_empty:
            raise click.ClickException(str(reason)) from None
        _leave_alone()
    except demo.CannotFill as reason:
        raise click.ClickException(str(reason)) from None


def _fill(seed: int, responses: int) -> None:
    then = partial(_finish, responses)
    steps = demo.fill(db.session(), current_app.config["CLOCK"](), seed, responses, then)
    with click.progressbar(length=responses, label="Responses", file=sys.stderr) as bar:
        for stored in steps:
            bar.update(stored)
    click.echo(f"The demonstration is ready: {responses} invented responses.")


def _leave_alone() -> None:
    """A demonstration from before there were accounts gets them."""
    with change(db.session()):
        is_ours = is_demonstration(db.session())
        is_new = is_ours and _add_accounts()
        if is_ours:
            _add_the_rest()
    said = "it has accounts now." if is_new else "nothing was changed."
    click.echo(f"The database is not empty: {said}")


def _finish(responses: int) -> None:
    after = {"responses": responses}
    deed = Deed(Action.DEMONSTRATION_MADE, "installation", "", after=after)
    append(db.session.connection(), Actor.of_command(), deed, current_app.config["CLOCK"]())
    _add_accounts()
    add_follow_up(db.session(), current_app.config["CLOCK"]())
    _add_the_rest()


def _add_the_rest() -> None:
    """What parts of the program that this one does not know have to show."""
    for add in current_app.config["DEMONSTRATION"]:
        add(db.session(), current_app.config["CLOCK"]())


def _add_accounts() -> bool:
    folder = current_app.config["INSTANCE"]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return add_accounts(db.session(), folder, current_app.config["CLOCK"]())

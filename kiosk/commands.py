"""Commands for the tablets at counters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from kiosk import register
from kiosk.listing import list_command, refused
from kiosk.logged import Logged
from survey import qr
from survey.audit import Action, Actor, change
from survey.commands.counters import counter_at, in_words
from survey.commands.installation import warn_without_public_url
from survey.commands.ready import with_database
from survey.database import db
from survey.models import Kiosk
from survey.periods import ZONE, local_day

LONGEST_NUMBER = 40


def _number(_: click.Context, __: click.Parameter, number: str | None) -> str | None:
    number = " ".join((number or "").split())
    if len(number) > LONGEST_NUMBER:
        raise click.BadParameter(f"it has at most {LONGEST_NUMBER} characters.")
    return number or None


@click.group()
def kiosk() -> None:
    """Tablets at counters: pair, move, list, revoke."""


@kiosk.command()
@click.argument("counter")
@click.option("--name", default="", help="What people call the tablet, such as where it stands.")
@click.option("--number", callback=_number, help="What commands call it; K1, K2 … if not given.")
@with_database
def add(counter: str, name: str, number: str | None) -> None:
    """Add a tablet for COUNTER, which is its number or its code, and show how to pair it."""
    now, secret = current_app.config["CLOCK"](), current_app.config["SECRET_KEY"]
    with _said_why(), change(db.session()):
        added, pin = register.add(db.session(), counter_at(counter), now, name.strip(), number)
        code = register.give_code(db.session(), added, secret, now)
        after = {"counter": added.counter.number, "name": added.name}
        _log().add(Action.KIOSK_ADDED, added, after=after)
    click.echo(f"{added.number} is a kiosk of {in_words(added.counter)}.")
    _show_code(added, code)
    _show_pin(pin)
    warn_without_public_url()


@kiosk.command()
@click.argument("number")
@with_database
def code(number: str) -> None:
    """Show a new pairing code for the kiosk NUMBER, whose tablet is broken or was replaced."""
    now, secret = current_app.config["CLOCK"](), current_app.config["SECRET_KEY"]
    with _said_why(), change(db.session()):
        found = _kiosk(number)
        code = register.give_code(db.session(), found, secret, now)
        _log().add(Action.KIOSK_GIVEN_CODE, found)
    if found.credential_since:
        click.echo(f"The tablet that is {number} now works on until another one is paired.")
    _show_code(found, code)
    warn_without_public_url()


@kiosk.command()
@click.argument("number")
@with_database
def pin(number: str) -> None:
    """Give the kiosk NUMBER a new PIN for the clerk's menu."""
    with change(db.session()):
        found = _kiosk(number)
        pin = register.give_pin(found)
        _log().add(Action.KIOSK_GIVEN_PIN, found)
    _show_pin(pin)
    click.echo("The tablet takes it up by itself, within minutes if it has the network.")


@kiosk.command()
@click.argument("number")
@click.argument("counter")
@with_database
def move(number: str, counter: str) -> None:
    """Let the kiosk NUMBER ask at COUNTER, which is a counter's number or its code."""
    now = current_app.config["CLOCK"]()
    with _said_why(), change(db.session()):
        found, there = _kiosk(number), counter_at(counter)
        left = found.counter
        is_new = register.move(db.session(), found, there, now)
        if is_new:
            _log().add_move(found, left, there)
    if not is_new:
        click.echo(f"{number} is a kiosk of {in_words(there)} already: nothing was changed.")
        return
    click.echo(f"{number} is a kiosk of {in_words(there)}.")
    click.echo("The tablet takes it up by itself. What was answered before stays where it was.")


@kiosk.command()
@click.argument("number")
@with_database
def revoke(number: str) -> None:
    """Let nothing in any more from the kiosk NUMBER, which was stolen or is no longer needed."""
    now = current_app.config["CLOCK"]()
    with change(db.session()):
        found = _kiosk(number)
        is_new = register.revoke(found, now)
        if is_new:
            _log().add(Action.KIOSK_REVOKED, found)
    if not is_new and found.revoked_at:
        day = local_day(found.revoked_at)
        click.echo(f"{number} was revoked before, on {day:%d/%m/%Y}: nothing was changed.")
        return
    click.echo(f"{number} is revoked: nothing more is taken from it.")
    click.echo("If answers wait on the tablet, pair it again as a new kiosk of the same counter:")
    click.echo(f"    thuocdo kiosk add {found.counter.number}")


kiosk.add_command(list_command)
kiosk.add_command(refused)


def _log() -> Logged:
    return Logged(db.session(), Actor.of_command(), current_app.config["CLOCK"]())


def _show_code(kiosk: Kiosk, code: str) -> None:
    address = f"{current_app.config['PUBLIC_URL']}/kiosk"
    for line in qr.lines(f"{address}#{code}"):
        click.secho(line, fg="bright_white", bg="black")
    click.echo(f"On the tablet, open {address} and type {code[:3]} {code[3:]}, or scan the code.")
    if kiosk.pairing_until:
        click.echo(f"It works once, until {kiosk.pairing_until.astimezone(ZONE):%H:%M:%S}.")


def _show_pin(pin: str) -> None:
    click.echo(f"The PIN of the clerk's menu, which is shown only now: {pin}")


def _kiosk(number: str) -> Kiosk:
    found = register.kiosk_named(db.session(), number)
    if found is None:
        raise click.ClickException(f"There is no kiosk {number!r}.")
    return found


@contextmanager
def _said_why() -> Iterator[None]:
    """Say in one line what cannot be."""
    try:
        yield
    except register.CannotBe as reason:
        raise click.ClickException(str(reason)) from None

"""Commands for the tablets at counters."""

from __future__ import annotations

import click
from flask import current_app

from kiosk import qr, register
from survey.codes import counter_named
from survey.commands.installation import warn_without_public_url
from survey.commands.ready import with_database
from survey.database import db
from survey.models import Counter, Kiosk
from survey.periods import ZONE

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
    now = current_app.config["CLOCK"]()
    try:
        added, pin = register.add(db.session(), _counter(counter), now, name.strip(), number)
    except register.TakenNumber as reason:
        raise click.ClickException(str(reason)) from None
    code = register.give_code(db.session(), added, current_app.config["SECRET_KEY"], now)
    db.session.commit()
    click.echo(f"{added.number} is a kiosk of {_in_words(added.counter)}.")
    _show_code(added, code)
    _show_pin(pin)
    warn_without_public_url()


def _show_code(kiosk: Kiosk, code: str) -> None:
    address = f"{current_app.config['PUBLIC_URL']}/kiosk"
    for line in qr.lines(f"{address}#{code}"):
        click.secho(line, fg="bright_white", bg="black")
    click.echo(f"On the tablet, open {address} and type {code[:3]} {code[3:]}, or scan the code.")
    if kiosk.pairing_until:
        click.echo(f"It works once, until {kiosk.pairing_until.astimezone(ZONE):%H:%M:%S}.")


def _show_pin(pin: str) -> None:
    click.echo(f"The PIN of the clerk's menu, which is shown only now: {pin}")


def _counter(counter_or_code: str) -> Counter:
    found = counter_named(db.session(), counter_or_code)
    if found is None:
        raise click.ClickException(f"There is no counter and no code {counter_or_code!r}.")
    return found


def _in_words(counter: Counter) -> str:
    return f"counter {counter.number} ({counter.name}, {counter.place.name})"

"""Commands that set the program up and say how it is set."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from survey.audit import Action, Actor, Deed, append
from survey.commands.ready import with_database
from survey.database import db, take_turns
from survey.demo.accounts import passwords_in
from survey.deployment import is_demonstration
from survey.models import Counter, User
from survey.schema import migrate
from survey.shipped import load_shipped
from survey.variables import VARIABLES


@click.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """Bring tables, shipped questionnaires, fields and targets up to date."""
    now = current_app.config["CLOCK"]()
    done = migrate(db.session(), now)
    take_turns(db.session.connection())
    load_shipped(db.session(), now)
    if done.is_change:
        before = {"tables": done.before} if done.before else {}
        after = {"tables": done.after, "published": list(done.published)}
        deed = Deed(Action.MIGRATED, "installation", "", before=before, after=after)
        append(db.session.connection(), Actor.of_command(), deed, now)
    db.session.commit()
    click.echo("The database is up to date.")


@click.command("addresses")
@with_database
def addresses_command() -> None:
    """Say what to open in a browser."""
    public = current_app.config["PUBLIC_URL"]
    code = next((counter.code for counter in _counters() if counter.code), None)
    if code:
        click.echo(f"A counter's questionnaire:  {public}/s/{code}")
        click.echo(f"Its QR code, for a poster:  {public}/s/{code}/qr.svg")
    click.echo(f"The staff pages:            {public}/staff/")
    _show_accounts()
    warn_without_public_url()


def warn_without_public_url() -> None:
    """Say so before anybody prints an address that only this machine can open."""
    if not current_app.config["HAS_PUBLIC_URL"]:
        address = current_app.config["PUBLIC_URL"]
        click.echo(
            f"Warning: PUBLIC_URL is not set, so codes lead to {address}, which citizens' phones "
            "cannot open. Set it before printing any.",
            err=True,
        )


def _show_accounts() -> None:
    """How to sign in: the demonstration's accounts, or how to make a first one."""
    accounts = list(passwords_in(current_app.config["INSTANCE"]))
    if is_demonstration(db.session()) and accounts:
        for name, password in accounts:
            click.echo(f"    sign in as {name:12} {password}")
    elif db.session.scalar(select(User.id).limit(1)) is None:
        click.echo(
            "    nobody has an account: thuocdo user add NAME --role administrator --everywhere"
        )


def _counters() -> Sequence[Counter]:
    options = selectinload(Counter.codes)
    return db.session.scalars(select(Counter).options(options).order_by(Counter.id).limit(10)).all()


@click.command("settings")
def settings_command() -> None:
    """List every setting, its default and what it is for."""
    for setting in VARIABLES:
        is_set = " (set)" if os.environ.get(setting.name, "").strip() else ""
        bounds = ", from {} to {}".format(*setting.bounds) if setting.bounds else ""
        click.echo(f"{setting.name}={setting.default}{is_set}\n    {setting.purpose}{bounds}")

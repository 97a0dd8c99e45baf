"""Commands that set the program up and say how it is set."""

from __future__ import annotations

import os

import click
from flask import current_app
from flask.cli import with_appcontext

from survey.database import db
from survey.schema import migrate
from survey.settings import SETTINGS


@click.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """Create the tables or bring them up to date, and publish the shipped questionnaires."""
    migrate(db.session(), current_app.config["CLOCK"]())
    click.echo("The database is up to date.")


@click.command("settings")
def settings_command() -> None:
    """List every setting, its default and what it is for."""
    for setting in SETTINGS:
        is_set = " (set)" if os.environ.get(setting.name, "").strip() else ""
        click.echo(f"{setting.name}={setting.default}{is_set}\n    {setting.purpose}")

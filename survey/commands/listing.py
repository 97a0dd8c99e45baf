"""Commands that list what there is, for a person or, with --json, for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import click
from flask import current_app

from survey.commands import inventory
from survey.commands.inventory import Things
from survey.commands.ready import with_database
from survey.database import db
from survey.periods import ZONE

AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")

OF_A_COUNTER = (
    "number",
    "code",
    "name",
    "place",
    "office",
    "fields",
    "questionnaire",
    "open",
    "why_not",
)


@click.group(name="list")
def listing() -> None:
    """List what there is."""


@listing.command()
@AS_JSON
@with_database
def offices(*, as_json: bool) -> None:
    """List the offices."""
    show(
        inventory.offices(db.session()),
        ("code", "name", "kind", "parent", "closed"),
        as_json=as_json,
    )


@listing.command()
@AS_JSON
@with_database
def fields(*, as_json: bool) -> None:
    """List the fields of procedures."""
    show(inventory.fields(db.session()), ("code", "name_vi", "name_en", "groups"), as_json=as_json)


@listing.command()
@AS_JSON
@with_database
def counters(*, as_json: bool) -> None:
    """List the counters with their codes, and why people cannot answer where they cannot."""
    now = current_app.config["CLOCK"]()
    show(inventory.counters(db.session(), now), OF_A_COUNTER, as_json=as_json)


@listing.command()
@AS_JSON
@with_database
def questionnaires(*, as_json: bool) -> None:
    """List the questionnaires, every version."""
    show(
        inventory.questionnaires(db.session()),
        ("key", "version", "measure", "title"),
        as_json=as_json,
    )


def show(things: Things, columns: Sequence[str], *, as_json: bool) -> None:
    """Print these columns of things, or all of them as JSON."""
    for line in _json_lines(things) if as_json else _aligned(things, columns):
        click.echo(line)


def _json_lines(things: Things) -> Iterator[str]:
    for thing in things:
        yield json.dumps(thing, ensure_ascii=False, default=str)


def _aligned(things: Things, columns: Sequence[str]) -> Iterator[str]:
    """A header and the things under it, every column as wide as its widest cell."""
    rows = [columns, *([_shown(thing[column]) for column in columns] for thing in things)]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _shown(value: Any) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value.astimezone(ZONE):%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case list():
            return " ".join(value) or "-"
        case _:
            return str(value)

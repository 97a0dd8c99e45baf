"""Commands that list the tablets, and what could not be taken from them."""

from __future__ import annotations

from dataclasses import asdict

import click
from flask import current_app

from kiosk.chosen import offices_named, offices_under
from kiosk.fleet import IDLE, standings
from kiosk.refusals import answers_of, refusals
from survey.commands.listing import AS_JSON, show
from survey.commands.ready import with_database
from survey.database import db

OF_A_KIOSK = (
    "number",
    "name",
    "counter",
    "office",
    "state",
    "since",
    "waiting",
    "oldest",
    "refused",
    "heard",
    "battery",
    "version",
)
OF_A_REFUSAL = ("reason", "kiosk", "refused_at", "stored", "answers", "why")


@click.command("list")
@click.option("--office", metavar="CODE", help="Those of this office.")
@click.option("--under", metavar="CODE", help="Those of this office and of all below it.")
@click.option("--all", "everything", is_flag=True, help="Also those revoked and never paired.")
@AS_JSON
@with_database
def list_command(*, office: str | None, under: str | None, everything: bool, as_json: bool) -> None:
    """List the kiosks and how they do, the ones first that somebody must go to."""
    hours, now = current_app.config["KIOSK_HOURS"], current_app.config["CLOCK"]()
    offices = _offices(office, under)
    found = [
        asdict(each)
        for each in standings(db.session.connection(), hours, now)
        if (everything or each.state not in IDLE) and (offices is None or each.office in offices)
    ]
    show(found, OF_A_KIOSK, as_json=as_json)


def _offices(office: str | None, under: str | None) -> set[str] | None:
    """The codes of the offices that are asked for; None for all."""
    if office and under:
        raise click.UsageError("Give one of --office and --under.")
    session = db.session()
    try:
        if under:
            return offices_under(session, under)
        return offices_named(session, office) if office else None
    except LookupError as reason:
        raise click.ClickException(str(reason)) from None


@click.command()
@AS_JSON
@with_database
def refused(*, as_json: bool) -> None:
    """List the answers that could not be taken, by the reason."""
    found = refusals(db.session.connection())
    told = [{**each, "answers": answers_of(each["entry"])} for each in found]
    show(told, OF_A_REFUSAL, as_json=as_json)

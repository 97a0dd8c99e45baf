"""`thuocdo notify`: the weekly summary, for a timer."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import click
from flask import current_app, render_template, url_for

from survey.accounts.person import Person, person
from survey.commands.ready import with_database
from survey.database import db
from survey.matters import Day
from survey.roles import Permission
from survey.summaries import rounds
from survey.summaries.letters import Letter, Writer
from survey.summaries.post import NoServer, Outcome, connected, hand_over, message_of
from survey.summaries.rounds import Due
from survey.summaries.weeks import last_week

Waiting: TypeAlias = Sequence[tuple[Due, Person]]
SAID = {
    Outcome.REFUSED: "the server refuses the address.",
    Outcome.UNKNOWN: "the server went away, nobody knows whether with the message.",
}
"""What whoever runs the server has to know of a message."""


@click.command("notify")
@click.option("--dry-run", is_flag=True, help="Say to whom what would be sent, and send nothing.")
@with_database
def notify_command(*, dry_run: bool) -> None:
    """Send the summary of last week to everybody who wants it and has not had it yet.

    However often this runs, and however many at once, a person has one message a week.
    """
    now = current_app.config["CLOCK"]()
    if dry_run:
        for each, who in _due(now):
            letter, _ = _written(each, who, now)
            click.echo(f"{each.name}: {letter.subject}")
    elif current_app.config["MAIL"] is None:
        click.echo("SMTP_HOST is not set: nothing is sent. The first page says the same.")
    elif waiting := _due(now):
        _send(waiting, now)
    else:
        click.echo("Nobody is waiting for the summary.")


def _due(now: datetime) -> Waiting:
    """Those who may follow up somewhere, as roles are at this moment."""
    session = db.session()
    wanted = rounds.due(session, last_week(now).start)
    found = [(each, person(session, each.user_id)) for each in wanted]
    session.rollback()
    return [(each, who) for each, who in found if who and who.may(Permission.FOLLOW_UP)]


def _send(waiting: Waiting, now: datetime) -> None:
    try:
        with connected(current_app.config["MAIL"]) as server:
            found = list(_outcomes(server, waiting, now))
    except NoServer as reason:
        raise click.ClickException(f"No message was taken: {reason}. Run it again.") from None
    click.echo(f"Sent: {found.count(Outcome.TAKEN)} of {len(waiting)}.")
    if Outcome.LATER in found or len(found) < len(waiting):
        raise click.ClickException("Some messages were not taken yet. Run it again.")


def _outcomes(server: smtplib.SMTP, waiting: Waiting, now: datetime) -> Iterator[Outcome | None]:
    """What became of each, until the server goes away."""
    for each, who in waiting:
        if server.sock is not None:
            yield _send_to(server, each, who, now)


def _send_to(server: smtplib.SMTP, each: Due, who: Person, now: datetime) -> Outcome | None:
    """None: somebody else sends it at this moment."""
    letter, html = _written(each, who, now)
    message = message_of(letter, html, current_app.config["MAIL"], each.address, now)
    week = last_week(now).start
    if not rounds.take_in_hand(db.engine, each.user_id, week, now):
        return None
    outcome = hand_over(server, message)
    if outcome is Outcome.TAKEN:
        rounds.note_sent(db.session(), each.user_id, week, now)
    elif outcome is Outcome.LATER:
        rounds.put_back(db.engine, each.user_id, week)
    elif outcome is Outcome.REFUSED:
        rounds.note_refused(db.engine, each.user_id, week)
    if outcome in SAID:
        click.echo(f"{each.name}: {SAID[outcome]}", err=True)
    return outcome


def _written(each: Due, who: Person, now: datetime) -> tuple[Letter, str]:
    """A letter and the same as HTML, in the language of whom it is to, as if they opened a page."""
    config, headers = current_app.config, {"Accept-Language": each.language}
    with current_app.app_context(), current_app.test_request_context(headers=headers):
        day = Day(db.session(), now, config)
        writer = Writer(day, last_week(now), config["MATTERS"], _address, each.language)
        letter = writer.to(who)
        return letter, render_template("messages/summary.html", letter=letter)


def _address(endpoint: str, query: Mapping[str, Any]) -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for(endpoint, **query)}"

"""Commands for a code that was stolen, copied or torn: revoke it, or give another one."""

from __future__ import annotations

from collections.abc import Sequence

import click
from flask import current_app

from survey.audit import Action, Actor, Deed, append, change
from survey.codes import Replaced, as_typed, reissue, revoke
from survey.commands.counters import in_words
from survey.commands.ready import with_database
from survey.database import db
from survey.models import Counter, CounterCode
from survey.periods import local_day


@click.group()
def code() -> None:
    """Revoke or replace the code of a counter."""


@code.command("revoke")
@click.argument("code")
@with_database
def revoke_command(code: str) -> None:
    """Take CODE out of force: no answer comes in through it any more."""
    now = current_app.config["CLOCK"]()
    with change(db.session()) as connection:
        row = db.session.get(CounterCode, as_typed(code) or "")
        if row is None:
            raise click.ClickException(f"There is no code {code!r}.")
        is_new = revoke(db.session(), row.code, now)
        if is_new:
            deed = _deed(Action.CODE_REVOKED, row.counter, before=[row.code], after=[])
            append(connection, Actor.of_command(), deed, now)
    if not is_new and row.revoked_at:
        day = local_day(row.revoked_at)
        click.echo(f"{row.code} was revoked before, on {day:%d/%m/%Y}: nothing was changed.")
        return
    click.echo(f"{row.code} is revoked. Take its posters down: {in_words(row.counter)}.")
    click.echo(f"For a new code: thuocdo code reissue {row.counter.number}")


@code.command("reissue")
@click.argument("counter")
@with_database
def reissue_command(counter: str) -> None:
    """Give COUNTER, which is its number or its code, a new code; the old one is revoked."""
    now = current_app.config["CLOCK"]()
    with change(db.session()) as connection:
        try:
            done = reissue(db.session(), counter, now)
        except (LookupError, Replaced) as reason:
            raise click.ClickException(str(reason)) from None
        deed = _deed(Action.CODE_REISSUED, done.counter, before=done.revoked, after=[done.code])
        append(connection, Actor.of_command(), deed, now)
    click.echo(f"The new code of {in_words(done.counter)}: {done.code}")
    for old in done.revoked:
        click.echo(f"{old} is revoked. Replace every poster that shows it.")
    number = done.counter.number
    click.echo(f"For a new poster: thuocdo poster {number} -o {number}.pdf")


def _deed(action: Action, counter: Counter, before: Sequence[str], after: Sequence[str]) -> Deed:
    return Deed(
        action,
        "counter",
        counter.number,
        counter.office_id,
        before={"codes": list(before)},
        after={"codes": list(after)},
    )

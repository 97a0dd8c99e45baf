"""Commands for accounts: the first administrator, and whoever cannot sign in any more."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import current_app, url_for
from sqlalchemy import select

from survey.accounts.links import GOOD_FOR
from survey.accounts.register import Register
from survey.commands import inventory
from survey.commands.listing import AS_JSON, show
from survey.commands.ready import with_database
from survey.database import db
from survey.models import Office, User
from survey.periods import ZONE
from survey.roles import Role

NAME = click.argument("name")
ROLE = click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
OFFICE = click.option("--office", metavar="CODE", help="On this office and everything under it.")
EVERYWHERE = click.option("--everywhere", is_flag=True, help="On everything there is.")


def with_role(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command name somebody, a role, and an office or everything."""
    for part in (EVERYWHERE, OFFICE, ROLE, NAME):
        command = part(command)
    return command


@click.group()
def user() -> None:
    """Accounts of those who work with the program."""


@user.command()
@with_role
@click.option("--full-name", help="As people read it; NAME if it is not given.")
@with_database
def add(
    name: str, role: str, office: str | None, full_name: str | None, *, everywhere: bool
) -> None:
    """Add NAME, and print a link with which they choose a password."""
    where = _office_id(office, everywhere=everywhere)
    _show_link(name, _register().add(name, full_name or name, Role(role), where))


@user.command()
@with_role
@with_database
def grant(name: str, role: str, office: str | None, *, everywhere: bool) -> None:
    """Give NAME another role."""
    where = _office_id(office, everywhere=everywhere)
    _register().grant(_user_id(name), Role(role), where)
    click.echo(f"{name} is {role} of {office or 'everything'} now.")


@user.command()
@with_role
@with_database
def revoke(name: str, role: str, office: str | None, *, everywhere: bool) -> None:
    """Take a role from NAME."""
    where = _office_id(office, everywhere=everywhere)
    had_it = _register().revoke(_user_id(name), Role(role), where)
    what = f"{role} of {office or 'everything'}"
    click.echo(f"{name} is {what} no longer." if had_it else f"{name} was not {what}.")


@user.command("list")
@AS_JSON
@with_database
def list_command(*, as_json: bool) -> None:
    """List the accounts with their roles."""
    show(inventory.users(db.session()), ("name", "full_name", "roles", "state"), as_json=as_json)


@user.command()
@NAME
@with_database
def link(name: str) -> None:
    """Print a link with which NAME chooses another password."""
    _show_link(name, _register().link(_user_id(name)))


@user.command()
@NAME
@with_database
def unlock(name: str) -> None:
    """Let NAME try again to sign in, after too many wrong attempts."""
    _register().unlock(_user_id(name))
    click.echo(f"{name} may try again.")


@user.command("forget-second-step")
@NAME
@with_database
def forget_second_step(name: str) -> None:
    """Ask NAME for no second step, who has lost the device and the recovery codes."""
    _register().relieve(_user_id(name))
    click.echo(f"{name} signs in with the password alone, until they set up another device.")


@user.command()
@NAME
@with_database
def untie(name: str) -> None:
    """Forget as whom the single sign-on knows NAME; the next one with that name is tied."""
    _register().untie(_user_id(name))
    click.echo(f"{name} is tied to nobody of the single sign-on.")


@user.command()
@NAME
@with_database
def close(name: str) -> None:
    """Let NAME sign in no longer. The log keeps the name; nothing is deleted."""
    _register().close(_user_id(name))
    click.echo(f"{name} is closed.")


@user.command()
@NAME
@with_database
def reopen(name: str) -> None:
    """Let NAME sign in again, with the password and the roles that they had."""
    _register().reopen(_user_id(name))
    click.echo(f"{name} is open again.")


def _register() -> Register:
    return Register(db.session(), None, current_app.config["CLOCK"]())


def _user_id(name: str) -> int:
    found = db.session.scalar(select(User.id).filter_by(name=name))
    if found is None:
        raise click.ClickException(f"There is no account {name!r}.")
    return found


def _office_id(code: str | None, *, everywhere: bool) -> int | None:
    """The office that a role is on; None is everything, which has to be said."""
    if (code is None) != everywhere:
        raise click.UsageError("Say either --office CODE or --everywhere.")
    if code is None:
        return None
    found = db.session.scalar(select(Office.id).filter_by(code=code))
    if found is None:
        raise click.ClickException(f"There is no office {code!r}.")
    return found


def _show_link(name: str, token: str) -> None:
    until = current_app.config["CLOCK"]() + GOOD_FOR
    with current_app.test_request_context():
        path = url_for("sign_in.choose_password", token=token)
    click.echo(f"{name} chooses a password here, once, until {until.astimezone(ZONE):%d/%m %H:%M}:")
    click.echo(f"    {current_app.config['PUBLIC_URL']}{path}")

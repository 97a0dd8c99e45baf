"""The picture of a counter's code, as a page and as a command."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Blueprint, Response, abort, current_app, url_for
from sqlalchemy import select

from survey import qr
from survey.codes import as_typed
from survey.commands.installation import warn_without_public_url
from survey.commands.ready import with_database
from survey.counters import sign
from survey.database import db
from survey.models import Counter

bp = Blueprint("posters", __name__)

PICTURES = {".svg": qr.svg, ".png": qr.png}


@bp.get("/s/<code>/qr.svg")
def qr_svg(code: str) -> Response:
    """The code of a counter that is open."""
    counter = sign(db.session.connection(), as_typed(code) or "", current_app.config["CLOCK"]())
    if counter is None:
        abort(404)
    if not counter.is_open:
        abort(410)
    return Response(qr.svg(address(counter.code)), mimetype="image/svg+xml")


def address(code: str) -> str:
    """What a code on paper leads to. It never changes."""
    with current_app.test_request_context():
        path = url_for("respond.ask", code=code)
    return f"{current_app.config['PUBLIC_URL']}{path}"


@click.command("qr")
@click.argument("counter")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; its ending, .svg or .png, says what kind.",
)
@with_database
def qr_command(counter: str, output: Path) -> None:
    """Write the QR code of COUNTER, which is its number or its code."""
    picture = PICTURES.get(output.suffix.lower())
    if picture is None:
        raise click.UsageError("The file must end in .svg or .png.")
    leads_to = address(_code_of(counter))
    output.write_bytes(picture(leads_to))
    click.echo(f"{output}: {leads_to}")
    warn_without_public_url()


def _code_of(counter: str) -> str:
    row = db.session.scalar(select(Counter).filter_by(number=counter))
    code = row.code if row else as_typed(counter)
    behind = sign(db.session.connection(), code or "", current_app.config["CLOCK"]())
    if behind is None or not behind.is_open:
        raise click.ClickException(f"There is no open counter {counter!r}.")
    return behind.code

"""The picture of a counter's code, as a page and as a command; what a sheet for it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import Blueprint, Response, abort, current_app, url_for
from sqlalchemy import Connection, select

from kiosk.sheets import Sheet, faces_of
from survey import qr
from survey.codes import as_typed
from survey.commands.installation import warn_without_public_url
from survey.commands.ready import with_database
from survey.counters import Sign, sign
from survey.database import db
from survey.models import Counter
from survey.questionnaires import by_digest

bp = Blueprint("posters", __name__)

PICTURES = {".svg": qr.svg, ".png": qr.png}
STROKES = "circle,path{fill:none;stroke:#16202a;stroke-width:2;stroke-linecap:round}"


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


def sheet_for(connection: Connection, number: str, behind: Sign) -> Sheet:
    """What a sheet says for a counter that is open."""
    questionnaire = by_digest(connection, str(behind.questionnaire_digest))
    return Sheet(
        number=number,
        office=behind.office_name,
        where=behind.where,
        address=address(behind.code),
        code=behind.code,
        matter=questionnaire.matter,
        faces=faces_of(questionnaire, _picture),
    )


def _picture(face: str) -> str:
    """A face as pages draw it, with the strokes that their stylesheet gives it."""
    macros: Any = current_app.jinja_env.get_template("respond/_faces.html").module
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f"<style>{STROKES}</style>{macros.face(face)}</svg>"
    )


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

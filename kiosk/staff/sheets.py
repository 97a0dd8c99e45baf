"""Posters, stands and stickers to print: of one counter, or of all in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.web import translatable
from kiosk.posters import address, sheet_for
from kiosk.sheets import Job, Sheet
from survey import qr
from survey.access import needs
from survey.counters import Sign, signs
from survey.database import db
from survey.deployment import is_demonstration
from survey.models import Counter
from survey.roles import Permission
from survey.staff.counter import found
from survey.staff.counters import listed

bp = Blueprint("sheets", __name__, url_prefix="/staff/counters")

READING = needs(Permission.READ)
KIND = "<any(poster, stand, stickers):kind>.pdf"
ONE = "/<int:counter_id>"
MOST = 100
"""Counters in one file: stickers for so many take about three seconds."""
MOST_NAMED = 10

NOTHING = translatable("There is nothing to print: nobody can answer there today.")
TOO_MANY = translatable(
    "The list has %(count)s counters, and at most %(most)s are printed at once. Choose an office, "
    "or search."
)
LEFT_OUT = translatable("Not printed, because nobody can answer there today: %(numbers)s.")


@bp.get(f"{ONE}/{KIND}")
@READING
def of_counter(counter_id: int, kind: str) -> ResponseReturnValue:
    """A sheet for one counter."""
    counter = found(counter_id)
    sheets = _sheets([counter])
    if not sheets:
        return _no_file(url_for("counters.counter.show", counter_id=counter_id), NOTHING)
    return _file(_pdf(kind, sheets), "application/pdf", f"{counter.number}-{kind}.pdf")


@bp.get(f"{ONE}/qr.png")
@READING
def picture(counter_id: int) -> ResponseReturnValue:
    """The code of a counter for documents of one's own."""
    counter = found(counter_id)
    if not _open_ones([counter]):
        return _no_file(url_for("counters.counter.show", counter_id=counter_id), NOTHING)
    leads_to = address(counter.code or "")
    return _file(qr.png(leads_to), "image/png", f"{counter.number}-qr.png")


@bp.get(f"/{KIND}")
@READING
def of_list(kind: str) -> ResponseReturnValue:
    """A sheet for each counter of a list that somebody has narrowed."""
    first = listed(request.args)
    query: dict[str, Any] = first.query()
    back = url_for("counters.show", **query)
    if first.total > MOST:
        return _no_file(back, TOO_MANY, count=first.total, most=MOST)
    counters = [row[0] for row in listed({**request.args.to_dict(), "as": "csv"}).rows]
    sheets = _sheets(counters)
    if not sheets:
        return _no_file(back, NOTHING)
    _name_the_others(counters, sheets)
    return _file(_pdf(kind, sheets), "application/pdf", f"counters-{kind}.pdf")


def _open_ones(counters: Sequence[Counter]) -> Sequence[tuple[str, Sign]]:
    """The numbers of those where people can answer today, and what stands behind their codes."""
    codes = [counter.code for counter in counters if counter.code]
    behind = signs(db.session.connection(), codes, current_app.config["CLOCK"]())
    found = ((counter.number, behind.get(counter.code or "")) for counter in counters)
    return [(number, sign) for number, sign in found if sign and sign.is_open]


def _sheets(counters: Sequence[Counter]) -> Sequence[Sheet]:
    connection = db.session.connection()
    return [sheet_for(connection, number, sign) for number, sign in _open_ones(counters)]


def _name_the_others(counters: Sequence[Counter], sheets: Sequence[Sheet]) -> None:
    """Say which counters are not in the file, on the page that is opened next."""
    printed = {sheet.number for sheet in sheets}
    others = [counter.number for counter in counters if counter.number not in printed]
    if others:
        more = " …" if len(others) > MOST_NAMED else ""
        flash(gettext(LEFT_OUT, numbers=", ".join(others[:MOST_NAMED]) + more), "refused")


def _pdf(kind: str, sheets: Sequence[Sheet]) -> bytes:
    from kiosk import typesetting  # Only a process that prints needs typst and qpdf.

    job = Job(kind, len(sheets), is_demonstration(db.session()))
    return typesetting.bound(job, sheets).content()


def _file(content: bytes, kind: str, name: str) -> Response:
    safe = re.sub(r"[^A-Za-z0-9._-]", "-", name)
    headers = {"Content-Disposition": f'attachment; filename="{safe}"'}
    return Response(content, mimetype=kind, headers=headers)


def _no_file(back: str, why: str, **said: object) -> ResponseReturnValue:
    flash(gettext(why, **said), "refused")
    return redirect(back)

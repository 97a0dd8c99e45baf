"""The offices of one's part: the tree on any day, and each office."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from survey.access import needs, part
from survey.database import db
from survey.periods import local_day
from survey.roles import Permission
from survey.staff import office_words
from survey.staff.exports import as_file
from survey.staff.lists import shown
from survey.staff.office_list import ON_THE_DAY, rows_and_listing

bp = Blueprint("offices", __name__, url_prefix="/staff/offices")
bp.add_app_template_global(office_words.kind, "office_kind")
bp.add_app_template_global(office_words.state, "standing")


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The tree as it is, was or will be on a day."""
    asked = request.args.get(ON_THE_DAY.key, "")
    day = date.fromisoformat(asked) if ON_THE_DAY.knows(asked) else _today()
    rows, listing = rows_and_listing(day, part())
    found = shown(db.session(), rows, listing, request.args)
    file = as_file(found, f"offices-{day}")
    return file or render_template("staff/offices/show.html", shown=found, day=day, today=_today())


def _today() -> date:
    return local_day(current_app.config["CLOCK"]())

"""The first page: what needs whoever is there today, and how their offices stand this quarter."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from survey.access import here, needs, needs_sign_in, part
from survey.database import db
from survey.matters import Day
from survey.models import Office
from survey.parts import within
from survey.roles import Permission
from survey.staff import figure_words, quarters
from survey.staff.part_figures import PartFigures, quarter_of
from survey.staff.watch import needing

bp = Blueprint("staff", __name__, url_prefix="/staff")


@bp.get("/")
@needs_sign_in
def start() -> ResponseReturnValue:
    """What needs somebody today, and the figures of the quarter so far."""
    person = here().person
    if not person.may(Permission.READ):
        return redirect(url_for("account.show"))
    day = now()
    quarter = quarter_of(day)
    page = PartFigures.of(day, person.part(Permission.READ))
    return render_template(
        "staff/today.html",
        matters=needing(person, day, page, current_app.config["MATTERS"]),
        opens=current_app.view_functions,
        acts_first=person.may(Permission.OPERATE),
        page=page,
        quarter=quarters.name(quarter),
        period=quarter.period,
        today=day.today,
        said=figure_words,
    )


@bp.get("/standing/<int:office_id>")
@needs(Permission.READ)
def standing(office_id: int) -> ResponseReturnValue:
    """How one office stands this quarter."""
    mine = select(Office).where(Office.id == office_id, within(Office.id, part()))
    office: Office = db.first_or_404(mine)
    day = now()
    quarter, offices = quarter_of(day), PartFigures.of(day, part()).offices
    return render_template(
        "staff/standing.html",
        office=office,
        quarter_key=quarter.key,
        standings=[each for each in offices if each.office == office.id],
        quarter=quarters.name(quarter),
        period=quarter.period,
        today=day.today,
        said=figure_words,
    )


def now() -> Day:
    """The day that it is, for those who ask what it needs."""
    return Day(db.session(), current_app.config["CLOCK"](), current_app.config)

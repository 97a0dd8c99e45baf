"""The places that offices of one's part run."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from forms.web import translatable
from survey import places
from survey.access import needs, part
from survey.database import db
from survey.models import Counter, Office, Place
from survey.parts import Part, within
from survey.roles import Permission
from survey.staff import office_words as words
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.lines import Cell, LineForm, day_said, read_day
from survey.staff.lists import Column, Filter, Listing, contains, shown
from survey.staff.office_list import is_in
from survey.staff.office_pages import choices
from survey.staff.offices import STORED, setter, today

bp = Blueprint("places", __name__, url_prefix="/staff/places")

CLOSE, CLOSING = translatable("Close this place?"), translatable("Close the place")
NO_ANSWERS = translatable(
    "From %(day)s on %(name)s is closed, and no counter there takes answers (%(counters)s). What "
    "was answered before stays. It can be opened again."
)


class PlaceForm(LineForm):
    """What is said of a place."""

    COLUMNS = ("code", "name", "office", "opened", "closed")
    code = Cell()
    name = Cell()
    office = Cell()
    opened = Cell()
    closed = Cell()


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The places of one's part."""
    statement = places.run_in(part()).options(contains_eager(Place.office))
    found = shown(db.session(), statement, _listing(today()), request.args)
    file = as_file(found, f"places-{today()}")
    return file or render_template("staff/places/show.html", shown=found, today=today())


@bp.get("/<int:place_id>")
@needs(Permission.READ)
def place(place_id: int) -> ResponseReturnValue:
    """What there is to know of a place."""
    found = _find(place_id)
    there = db.session.scalars(_counters(found, part())).all()
    page = {"place": found, "counters": there, "today": today()}
    return render_template("staff/places/place.html", **page)


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def add() -> ResponseReturnValue:
    """Where a place is added."""
    form = PlaceForm()
    if form.validate_on_submit():
        if form.stores(lambda: places.add(setter(), form.line)):
            flash(gettext(STORED, name=form.name.data))
            return redirect(url_for(".show"), 303)
    else:
        form.opened.data = today().isoformat()
    return _form(form, None)


@bp.route("/<int:place_id>/edit", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def edit(place_id: int) -> ResponseReturnValue:
    """Where a place is changed or closed."""
    place = _find(place_id)
    form = PlaceForm()
    del form.code
    if not form.validate_on_submit():
        form.fill(places.said(place))
    elif not form.closed.data or read_day(form.closed):
        closes = form.closed.data and form.closed.data != places.said(place)["closed"]
        if closes and (page := unless_sure(_closing(place, form), request.form)):
            return page
        given = (form.line, form.seen.data or "")
        if form.stores(lambda: places.edit(setter(), place_id, *given)):
            flash(gettext(STORED, name=form.name.data))
            return redirect(url_for(".place", place_id=place_id), 303)
    return _form(form, _find(place_id))


def _form(form: PlaceForm, place: Place | None) -> ResponseReturnValue:
    offices = choices(db.session(), part(), today())
    if place is not None:
        offices = {place.office.code: place.office.name, **offices}
    page = render_template("staff/places/edit.html", form=form, place=place, offices=offices)
    return page, 422 if form.is_submitted() else 200


def _closing(place: Place, form: PlaceForm) -> Question:
    # Offices outside of the part may have counters there, of which nothing but the number is said.
    there = select(func.count()).select_from(Counter).where(Counter.place_id == place.id)
    named = {"name": place.name, "counters": db.session.scalar(there)}
    said = gettext(NO_ANSWERS, day=day_said(form.closed), **named)
    return Question(CLOSE, said, CLOSING, url_for(".place", place_id=place.id))


def _find(place_id: int) -> Place:
    found: Place = db.first_or_404(places.run_in(part()).where(Place.id == place_id))
    return found


def _counters(place: Place, part: Part) -> Select[Any]:
    """The counters there, of offices of the part."""
    there = select(Counter).where(Counter.place_id == place.id, within(Counter.office_id, part))
    offices = there.join(Counter.office).options(contains_eager(Counter.office))
    return offices.order_by(Counter.folded, Counter.id)


def _listing(day: date) -> Listing:
    return Listing(
        columns=(
            Column("name", translatable("Place"), lambda row: row[0].name, Place.folded),
            Column("code", translatable("Code"), lambda row: row[0].code, Place.code),
            Column("office", translatable("Run by"), lambda row: row[0].office.name, Office.folded),
            Column("opened", translatable("Opened"), lambda row: row[0].opened, Place.opened),
            Column("closed", translatable("Closed"), lambda row: row[0].closed, Place.closed),
        ),
        searched=lambda word: contains(word, Place.folded, Office.folded),
        tie=Place.id,
        filters=(
            Filter("state", translatable("State"), words.states(), is_in(Place, day), words.OPEN),
        ),
        order="name",
    )

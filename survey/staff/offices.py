"""The offices of one's part: the tree on any day, and each office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.web import translatable
from survey import mergers, offices
from survey.access import actor, may_set_up, needs, part
from survey.database import db
from survey.models import Office
from survey.periods import local_day
from survey.roles import Permission
from survey.setting_up import Setter
from survey.staff import deeds, office_words
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.lines import LineForm, day_said, read_day
from survey.staff.lists import shown
from survey.staff.office_forms import CloseOffice, EditOffice, MergeOffices, NewOffice
from survey.staff.office_list import ON_THE_DAY, rows_and_listing
from survey.staff.office_pages import choices, page, siblings

bp = Blueprint("offices", __name__, url_prefix="/staff/offices")
bp.add_app_template_global(office_words.kind, "office_kind")
bp.add_app_template_global(office_words.kinds, "office_kinds")
bp.add_app_template_global(office_words.state, "standing")
bp.add_app_template_global(deeds.column, "column_words")
bp.add_app_template_global(may_set_up)

STORED = translatable("Stored: %(name)s.")
CLOSE, CLOSING = translatable("Close this office?"), translatable("Close the office")
NO_ANSWERS = translatable(
    "From %(day)s on %(name)s is closed, and its counters (%(counters)s) take no answers. What was "
    "answered before stays, and past quarters look as they did. It can be opened again."
)
MERGE, MERGING = translatable("Merge these offices?"), translatable("Merge them")
FOLLOWED = translatable(
    "From %(day)s on these are closed: %(names)s. They are followed by %(successor)s. Their "
    "counters (%(counters)s) take no answers from that day until they are moved to it, which is "
    "done on the page of each office. Past quarters look as they did."
)
MOVE, MOVING = translatable("Move the counters?"), translatable("Move the counters")
THEIRS = translatable(
    "The counters will be those of %(name)s. They keep numbers and codes, so posters stay valid. "
    "What was answered before stays with the office that is closed."
)


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The tree as it is, was or will be on a day."""
    asked = request.args.get(ON_THE_DAY.key, "")
    day = date.fromisoformat(asked) if ON_THE_DAY.knows(asked) else today()
    rows, listing = rows_and_listing(day, part())
    found = shown(db.session(), rows, listing, request.args)
    file = as_file(found, f"offices-{day}")
    return file or render_template("staff/offices/show.html", shown=found, day=day, today=today())


@bp.get("/<int:office_id>")
@needs(Permission.READ)
def office(office_id: int) -> ResponseReturnValue:
    """What there is to know of an office."""
    found = page(db.session(), find(office_id), part(), today())
    return render_template("staff/offices/office.html", page=found, today=today())


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def add() -> ResponseReturnValue:
    """Where an office is added."""
    form = NewOffice(choices(db.session(), part(), today()))
    if form.validate_on_submit():
        if form.stores(lambda: offices.add(setter(), form.line)):
            flash(gettext(STORED, name=form.name.data))
            return redirect(url_for(".show"), 303)
    else:
        form.parent.data = request.args.get("under", "")
        form.opened.data = today().isoformat()
    return _form("staff/offices/add.html", form)


@bp.route("/<int:office_id>/edit", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def edit(office_id: int) -> ResponseReturnValue:
    """Where something of an office is changed."""
    office = find(office_id)
    form = EditOffice(choices(db.session(), part(), today()))
    if office.parent is not None and office.parent.code not in form.parents:
        del form.parent
    if form.validate_on_submit():
        since = form.says_since(today())
        if since and form.stores(lambda: _edit(office_id, form, since)):
            return _to_office(office_id)
    else:
        form.fill(offices.said(office))
        form.since.data = today().isoformat()
    return _form("staff/offices/edit.html", form, office=find(office_id))


def _edit(office_id: int, form: EditOffice, since: offices.Since) -> None:
    offices.edit(setter(), office_id, form.line, form.seen.data or "", since)


@bp.route("/<int:office_id>/close", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def close(office_id: int) -> ResponseReturnValue:
    """Where an office is closed from a day on, or opened again."""
    office = find(office_id)
    form = CloseOffice()
    if not form.validate_on_submit():
        form.fill(offices.said(office))
    elif (office.closed and not form.closed.data) or read_day(form.closed):
        if form.closed.data and (page := unless_sure(_closing(office, form), request.form)):
            return page
        given = (form.line["closed"], form.seen.data or "")
        if form.stores(lambda: offices.close(setter(), office_id, *given)):
            return _to_office(office_id)
    return _form("staff/offices/close.html", form, office=find(office_id))


def _closing(office: Office, form: CloseOffice) -> Question:
    counters = len(mergers.open_counters(setter(), office.id))
    said = gettext(NO_ANSWERS, day=day_said(form.closed), name=office.name, counters=counters)
    return Question(CLOSE, said, CLOSING, url_for(".office", office_id=office.id))


@bp.route("/<int:office_id>/merge", methods=["GET", "POST"])
@needs(Permission.SET_UP)
def merge(office_id: int) -> ResponseReturnValue:
    """Where an office, and others with it, are merged into one."""
    office = find(office_id)
    parents = choices(db.session(), part(), today())
    form = MergeOffices(parents, siblings(db.session(), office, part(), today()))
    if not form.is_submitted():
        form.parent.data = office.parent.code if office.parent else ""
        form.kind.data = office.kind
        form.day.data = today().isoformat()
    elif form.look.data:
        return render_template("staff/offices/merge.html", form=form, office=office)
    elif form.validate() and (day := read_day(form.day)) and form.says_into():
        given = (form.into.data or "", day, form.new)
        if mergers.is_stored(setter(), [office_id, *form.asked], *given):
            return _to_office(office_id)
        ids = [office_id, *form.chosen]
        if page := unless_sure(_merging(office, form, ids), request.form):
            return page
        if form.stores(lambda: mergers.merge(setter(), ids, *given)):
            return _to_office(office_id)
    return _form("staff/offices/merge.html", form, office=find(office_id))


def _merging(office: Office, form: MergeOffices, ids: Sequence[int]) -> Question:
    names = [office.name, *[form.siblings[str(each)] for each in form.chosen]]
    successor = form.name.data if form.new else form.parents.get(form.into.data or "", "")
    counters = sum(len(mergers.open_counters(setter(), each)) for each in ids)
    merged = {"names": "; ".join(names), "successor": successor, "counters": counters}
    said = gettext(FOLLOWED, day=day_said(form.day), **merged)
    return Question(MERGE, said, MERGING, url_for(".office", office_id=office.id))


@bp.post("/<int:office_id>/move-counters")
@needs(Permission.SET_UP)
def move_counters(office_id: int) -> ResponseReturnValue:
    """Give the counters of a closed office to the one that followed it."""
    office = find(office_id)
    successor = mergers.successor_for_counters(setter(), office)
    form = LineForm()
    if successor is None:
        flash(gettext(mergers.NO_SUCCESSOR), "refused")
        return redirect(url_for(".office", office_id=office_id), 303)
    said = gettext(THEIRS, name=successor.name)
    back = url_for(".office", office_id=office_id)
    if page := unless_sure(Question(MOVE, said, MOVING, back), request.form):
        return page
    if not form.stores(lambda: mergers.move_counters(setter(), office_id)):
        flash(form.refusal, "refused")
        return redirect(back, 303)
    return _to_office(office_id)


def _to_office(office_id: int) -> ResponseReturnValue:
    flash(gettext(STORED, name=find(office_id).name))
    return redirect(url_for(".office", office_id=office_id), 303)


def _form(template: str, form: LineForm, **more: object) -> ResponseReturnValue:
    return render_template(template, form=form, **more), 422 if form.is_submitted() else 200


def find(office_id: int) -> Office:
    """An office of the reader's part."""
    found: Office = db.first_or_404(offices.of_part(part()).where(Office.id == office_id))
    return found


def setter(permission: Permission = Permission.SET_UP) -> Setter:
    """Whoever is there, as they set something up."""
    by = partial(actor, permission)
    return Setter(db.session(), part(), by, current_app.config["CLOCK"]())


def today() -> date:
    return local_day(current_app.config["CLOCK"]())

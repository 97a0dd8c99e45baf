"""Targets that concern one's part; whoever sets up there adds, changes and removes its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select

from forms.web import translatable
from survey import targets
from survey.access import actor, here, needs, part
from survey.audit import Actor
from survey.database import db
from survey.models import FieldGroup, Office, Target
from survey.parts import Part, is_open, within
from survey.periods import local_day
from survey.precedence import Precedence, aim_of, troubles
from survey.roles import Permission
from survey.setting_up import Changed
from survey.staff import choices, target_list, words
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.lists import shown
from survey.staff.target_form import ALREADY, ELSEWHERE, TargetForm, of

bp = Blueprint("targets", __name__, url_prefix="/staff/targets")

SAVED = translatable("The target has been saved.")
REMOVED = translatable("The target has been removed. The log keeps what it was.")
NOT_THERE = translatable(
    "This target is not there any more: somebody else has removed or moved it meanwhile. What you "
    "typed stands in the form, and is added as a new target if you save it."
)
OTHER_NOW = translatable(
    "Somebody else has changed this target meanwhile: it was not removed. This is what it is now."
)
GONE = translatable("Somebody else has removed this target in the meantime.")
REMOVE, REMOVING = translatable("Remove this target?"), translatable("Remove the target")
NO_TARGET_ANY_MORE = translatable(
    "%(document)s will no longer demand %(demand)s of %(scope)s, in past years neither. A target "
    "that only ends should have a last year instead."
)
ANOTHER_PLACE = translatable("a place that is no office here")
SETTING_UP = needs(Permission.SET_UP)


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The targets that concern one's part, and what is wrong among them."""
    year = _today().year
    found = shown(
        db.session(), target_list.targets(part()), target_list.listing(year), request.args
    )
    if file := as_file(found, f"targets-{_today()}"):
        return file
    mine = here().person.part(Permission.SET_UP)
    return render_template(
        "staff/targets.html",
        shown=found,
        troubles=troubles(Precedence.read(db.session(), _today()), _scopes(part()), year),
        year=year,
        said=target_list,
        words=words,
        may_add=bool(mine),
        own=_own(mine),
    )


@bp.route("/add", methods=["GET", "POST"])
@SETTING_UP
def add() -> ResponseReturnValue:
    """Where a target is added."""
    year = str(_today().year)
    years = {"first_year": year, "last_year": year}
    form = TargetForm(_offices(), _groups(), data=years)
    if form.validate_on_submit() and _is_done(form, partial(targets.add, db.session())):
        return redirect(url_for(".show"), 303)
    return _look(form, None)


@bp.route("/<int:target_id>", methods=["GET", "POST"])
@SETTING_UP
def edit(target_id: int) -> ResponseReturnValue:
    """Where a target is corrected."""
    target = db.session.scalars(_mine(target_id)).one_or_none()
    if target is None:
        return _without_target()
    offices = _offices(target)
    form = TargetForm(offices, _groups(), target, data=of(target, offices))
    correct = partial(targets.correct, db.session(), target_id, form.seen.data or "")
    if form.validate_on_submit() and _is_done(form, correct):
        return redirect(url_for(".show"), 303)
    return _look(form, target_id)


@bp.post("/<int:target_id>/remove")
@SETTING_UP
def remove(target_id: int) -> ResponseReturnValue:
    """Take a target away."""
    target = _found(target_id)
    aim = aim_of(target)
    consequences = gettext(
        NO_TARGET_ANY_MORE,
        document=aim.document,
        demand=words.demand(aim.demand),
        scope=aim.scope_name,
    )
    question = Question(REMOVE, consequences, REMOVING, url_for(".edit", target_id=target_id))
    if page := unless_sure(question, request.form):
        return page
    whose, seen = _actor(target.scope), request.form.get("seen", "")
    try:
        targets.remove(db.session(), target_id, seen, whose, current_app.config["CLOCK"]())
        flash(gettext(REMOVED))
    except Changed:
        flash(gettext(OTHER_NOW), "refused")
        return redirect(url_for(".edit", target_id=target_id), 303)
    except targets.IsGone:
        flash(gettext(GONE), "refused")
    return redirect(url_for(".show"), 303)


def _mine(target_id: int) -> Select[Any]:
    """A target of one's own; another one is changed by those above."""
    own = target_list.of_own(part())
    return target_list.targets(part()).where(Target.id == target_id, own)


def _found(target_id: int) -> Target:
    target: Target = db.first_or_404(_mine(target_id))
    return target


def _without_target() -> ResponseReturnValue:
    """What was typed into the form of a target that is not there any more, to be added anew. One
    that never was, or is somebody else's, is answered the same."""
    if not request.form.get("seen"):
        abort(404)
    form = TargetForm(_offices(), _groups())
    form.refusal = gettext(NOT_THERE)
    return _look(form, None)


def _is_done(form: TargetForm, deed: Callable[[Actor, Mapping[str, str], datetime], None]) -> bool:
    """Whether what was typed could be stored; what is wrong then stands in the form."""
    line, now = form.line, current_app.config["CLOCK"]()
    try:
        if form.stores(lambda: deed(_actor(line["scope"]), line, now)):
            flash(gettext(SAVED))
            return True
    except targets.AlreadyThere:
        form.document.errors = [ALREADY]
    except targets.IsGone:
        flash(gettext(GONE), "refused")
        return True
    return False


def _actor(scope: str) -> Actor:
    return actor(Permission.SET_UP, targets.office_of(db.session(), scope))


def _look(form: TargetForm, target_id: int | None) -> ResponseReturnValue:
    page = render_template(
        "staff/target.html",
        form=form,
        target_id=target_id,
        measures=words.measures(),
        comparators={key: gettext(said) for key, said in target_list.COMPARATORS.items()},
    )
    return page, 422 if form.is_submitted() else 200


def _groups() -> dict[str, str]:
    groups = db.session.scalars(select(FieldGroup).order_by(FieldGroup.name_vi)).all()
    return {each.code: choices.field_name(each) for each in groups}


def _offices(target: Target | None = None) -> dict[str, str]:
    """Where targets can be set: the open offices of a part and that of a target that there is, by
    their codes; with a role on everything also elsewhere."""
    stands = (
        is_open(_today()) if target is None else is_open(_today()) | (Office.code == target.scope)
    )
    mine = select(Office.code, Office.name).where(within(Office.id, part()), stands)
    rows = db.session.execute(mine.order_by(Office.folded, Office.id)).all()
    offices = {code: name for code, name in rows}  # noqa: C416 rows are no pairs to mypy
    return {**offices, **({ELSEWHERE: gettext(ANOTHER_PLACE)} if part().is_everything else {})}


def _scopes(part: Part) -> frozenset[str] | None:
    """The scopes of the targets that somebody may read; None: all."""
    if part.is_everything:
        return None
    return frozenset(db.session.scalars(select(Target.scope).where(target_list.concerning(part))))


def _own(part: Part) -> frozenset[int]:
    """The targets that somebody may change."""
    if not part:
        return frozenset()
    return frozenset(db.session.scalars(select(Target.id).where(target_list.of_own(part))))


def _today() -> date:
    return local_day(current_app.config["CLOCK"]())

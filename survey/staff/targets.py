"""Targets that concern one's part; whoever sets up there adds, changes and removes its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from forms.web import translatable
from survey import targets
from survey.access import actor, here, needs, part
from survey.audit import Actor
from survey.database import db
from survey.loading import BadTable
from survey.models import FieldGroup, Office, Target
from survey.parts import Part, is_open, within
from survey.periods import local_day
from survey.precedence import Precedence, aim_of, troubles
from survey.roles import Permission
from survey.staff import choices, target_list, words
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.lists import shown
from survey.staff.problems import put, put_beside
from survey.staff.target_form import ALREADY, ELSEWHERE, TargetForm, of

bp = Blueprint("targets", __name__, url_prefix="/staff/targets")

SAVED = translatable("The target has been saved.")
REMOVED = translatable("The target has been removed. The log keeps what it was.")
GONE = translatable("Somebody else has removed this target in the meantime.")
REMOVE, REMOVING = translatable("Remove this target?"), translatable("Remove the target")
NO_TARGET_ANY_MORE = translatable(
    "%(document)s will no longer demand %(demand)s of %(scope)s, in past years neither. A target "
    "that only ends should have a last year instead."
)
ANOTHER_PLACE = translatable("a place that is no office here")
SETTING_UP = needs(Permission.SET_UP)
NAMES = {"scope": "other_scope", "scope_name": "other_name"}


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
    form = TargetForm(_offices(), data={"first_year": year, "last_year": year})
    if form.validate_on_submit() and _is_done(form, partial(targets.add, db.session())):
        return redirect(url_for(".show"), 303)
    return _look(form, None)


@bp.route("/<int:target_id>", methods=["GET", "POST"])
@SETTING_UP
def edit(target_id: int) -> ResponseReturnValue:
    """Where a target is corrected."""
    target = _found(target_id)
    offices = _offices(target)
    form = TargetForm(offices, data=of(target, offices))
    correct = partial(targets.correct, db.session(), target_id)
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
    whose = _actor(target.scope)
    try:
        targets.remove(db.session(), target_id, whose, current_app.config["CLOCK"]())
        flash(gettext(REMOVED))
    except targets.IsGone:
        flash(gettext(GONE), "refused")
    return redirect(url_for(".show"), 303)


def _found(target_id: int) -> Target:
    """A target of one's own; another one is changed by those above."""
    mine = target_list.targets(part()).where(Target.id == target_id, target_list.of_own(part()))
    target: Target = db.first_or_404(mine)
    return target


def _is_done(form: TargetForm, deed: Callable[[Actor, Mapping[str, str], datetime], None]) -> bool:
    """Whether what was typed could be stored; what is wrong then stands in the form."""
    said = form.said
    try:
        deed(_actor(said["scope"]), said, current_app.config["CLOCK"]())
    except BadTable as bad:
        names = NAMES if form.is_elsewhere else {}
        put(form.document, put_beside(form, bad.problems, names))
    except targets.AlreadyThere:
        form.document.errors = [ALREADY]
    except targets.IsGone:
        flash(gettext(GONE), "refused")
        return True
    else:
        flash(gettext(SAVED))
        return True
    return False


def _actor(scope: str) -> Actor:
    return actor(Permission.SET_UP, targets.office_of(db.session(), scope))


def _look(form: TargetForm, target_id: int | None) -> ResponseReturnValue:
    groups = db.session.scalars(select(FieldGroup).order_by(FieldGroup.name_vi)).all()
    page = render_template(
        "staff/target.html",
        form=form,
        target_id=target_id,
        groups={each.code: choices.field_name(each) for each in groups},
        measures=words.measures(),
        comparators={key: gettext(said) for key, said in target_list.COMPARATORS.items()},
    )
    return page, 422 if form.is_submitted() else 200


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

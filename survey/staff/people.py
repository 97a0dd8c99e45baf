"""People of one's part: who may sign in, what they may do, and links with which they come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.web import translatable
from survey.access import here, needs, part
from survey.accounts.identities import tied_since
from survey.accounts.links import GOOD_FOR
from survey.accounts.register import Refused, Register, looks_after
from survey.database import db
from survey.models import User
from survey.parts import Part
from survey.periods import local_day, midnight
from survey.roles import Permission, Role
from survey.staff import words
from survey.staff.asking import Question, unless_sure
from survey.staff.exports import as_file
from survey.staff.forms import NewPerson, RoleOnOffice
from survey.staff.lists import shown
from survey.staff.members import listing, offices, people, roles_within

bp = Blueprint("people", __name__, url_prefix="/staff/people")

DONE = translatable("Done: %(full_name)s.")
ADDED_BEFORE = translatable(
    "%(full_name)s is there already, from the same form. The link was shown once. Here another one "
    "is made."
)
TAKE_AWAY, TAKING_AWAY = translatable("Take this role away?"), translatable("Take away")
CLOSE, CLOSING = translatable("Close this account?"), translatable("Close the account")
NO_ROLE_ANY_MORE = translatable(
    "%(full_name)s will no longer be: %(role)s. It holds from the next page that they open."
)
NO_ACCOUNT_ANY_MORE = translatable(
    "%(full_name)s will be signed out everywhere and cannot sign in any more. What they did stays "
    "in the log. The account can be opened again."
)
READING, MANAGING = needs(Permission.READ_LOG), needs(Permission.MANAGE_PEOPLE)


@bp.get("")
@READING
def show() -> ResponseReturnValue:
    """Those who have a role in one's part."""
    roles_of = roles_within(db.session(), part())
    found = shown(db.session(), people(part()), listing(part(), roles_of), request.args)
    file = as_file(found, f"people-{_today()}")
    may_add = here().person.may(Permission.MANAGE_PEOPLE)
    return file or render_template(
        "staff/people.html", shown=found, roles_of=roles_of, may_add=may_add
    )


@bp.route("/add", methods=["GET", "POST"])
@MANAGING
def add() -> ResponseReturnValue:
    """Where somebody is added, and got a link for."""
    form = NewPerson(_offices())
    refused = ""
    if form.validate_on_submit():
        try:
            given = (form.name.data, form.full_name.data, form.given_role, form.office_id)
            return _show_link(form.full_name.data, _register().add(*given))
        except Refused as reason:
            if there := _added_before(form):
                flash(gettext(ADDED_BEFORE, full_name=there.full_name))
                return redirect(_address(there), 303)
            refused = str(reason)
    page = render_template("staff/add_person.html", form=form, refused=refused)
    return page, 422 if form.is_submitted() else 200


@bp.get("/<int:user_id>")
@READING
def person(user_id: int) -> ResponseReturnValue:
    """Somebody's roles in one's part, and what can be done with the account."""
    return _look(_found(user_id), RoleOnOffice(_offices(), formdata=None))


@bp.post("/<int:user_id>/grant")
@MANAGING
def grant(user_id: int) -> ResponseReturnValue:
    """Give somebody one more role."""
    user = _found(user_id)
    form = RoleOnOffice(_offices())
    if not form.validate_on_submit():
        return _look(user, form), 422
    return _do(user, lambda: _register().grant(user_id, form.given_role, form.office_id))


@bp.post("/<int:user_id>/revoke/<int:grant_id>")
@MANAGING
def revoke(user_id: int, grant_id: int) -> ResponseReturnValue:
    """Take a role from somebody."""
    user = _found(user_id)
    mine = roles_within(db.session(), part())(user)
    taken = next((each for each in mine if each.id == grant_id), None)
    if taken is None:
        abort(404)
    role, office_id, said = Role(taken.role), taken.office_id, words.grant(taken)
    consequences = gettext(NO_ROLE_ANY_MORE, full_name=user.full_name, role=said)
    question = Question(TAKE_AWAY, consequences, TAKING_AWAY, _address(user))
    if page := unless_sure(question, request.form):
        return page
    return _do(user, lambda: _register().revoke(user_id, role, office_id))


@bp.post("/<int:user_id>/link")
@MANAGING
def link(user_id: int) -> ResponseReturnValue:
    """A link with which somebody chooses another password."""
    user, made = _found(user_id), list[str]()
    full_name = user.full_name
    if _is_done(lambda: made.append(_register().link(user_id))):
        return _show_link(full_name, made[0])
    return _back(user_id)


@bp.post("/<int:user_id>/unlock")
@MANAGING
def unlock(user_id: int) -> ResponseReturnValue:
    """Let somebody try again to sign in."""
    return _do(_found(user_id), lambda: _register().unlock(user_id))


@bp.post("/<int:user_id>/forget-second-step")
@MANAGING
def forget_second_step(user_id: int) -> ResponseReturnValue:
    """Ask somebody for the password alone, who has lost the device."""
    return _do(_found(user_id), lambda: _register().relieve(user_id))


@bp.post("/<int:user_id>/untie")
@MANAGING
def untie(user_id: int) -> ResponseReturnValue:
    """Forget as whom the single sign-on knows somebody."""
    return _do(_found(user_id), lambda: _register().untie(user_id))


@bp.post("/<int:user_id>/close")
@MANAGING
def close(user_id: int) -> ResponseReturnValue:
    """Let somebody sign in no longer."""
    user = _found(user_id)
    consequences = gettext(NO_ACCOUNT_ANY_MORE, full_name=user.full_name)
    question = Question(CLOSE, consequences, CLOSING, _address(user))
    if page := unless_sure(question, request.form):
        return page
    return _do(user, lambda: _register().close(user_id))


@bp.post("/<int:user_id>/reopen")
@MANAGING
def reopen(user_id: int) -> ResponseReturnValue:
    """Let somebody sign in again."""
    return _do(_found(user_id), lambda: _register().reopen(user_id))


def _address(user: User) -> str:
    return url_for(".person", user_id=user.id)


def _register() -> Register:
    return Register(db.session(), here().person.id, current_app.config["CLOCK"]())


def _do(user: User, deed: Callable[[], object]) -> ResponseReturnValue:
    """Do it, or say why not, and go back."""
    user_id, full_name = user.id, user.full_name
    if _is_done(deed):
        flash(gettext(DONE, full_name=full_name))
    return _back(user_id)


def _is_done(deed: Callable[[], object]) -> bool:
    """Whether it could be done; if not, it is said why."""
    try:
        deed()
    except Refused as reason:
        flash(gettext(str(reason)), "refused")
        return False
    return True


def _back(user_id: int) -> ResponseReturnValue:
    """To the person, or to all if they are gone from here."""
    is_still_here = db.session.scalar(people(part()).where(User.id == user_id))
    onwards = url_for(".person", user_id=user_id) if is_still_here else url_for(".show")
    return redirect(onwards, 303)


def _found(user_id: int) -> User:
    user: User = db.first_or_404(people(part()).where(User.id == user_id))
    return user


def _added_before(form: NewPerson) -> User | None:
    """Whoever the same form has added today, if they are as they were added."""
    same = {"name": form.name.data, "full_name": form.full_name.data, "closed_at": None}
    today = User.made_at >= midnight(_today())
    there = db.session.scalar(people(part()).filter(today).filter_by(**same))
    held = [(each.role, each.office_id) for each in there.grants] if there else []
    return there if held == [(form.given_role, form.office_id)] else None


def _offices() -> Mapping[str, str]:
    return offices(db.session(), _managed(), _today())


def _managed() -> Part:
    """Where whoever is there lets people in; auditors look at them only."""
    return here().person.part(Permission.MANAGE_PEOPLE)


def _today() -> date:
    return local_day(current_app.config["CLOCK"]())


def _look(user: User, form: RoleOnOffice) -> str:
    mine = roles_within(db.session(), part())(user)
    managed = db.session.scalar(people(_managed()).where(User.id == user.id)) is not None
    return render_template(
        "staff/person.html",
        user=user,
        form=form,
        roles=mine,
        has_others=len(mine) < len(user.grants),
        is_managed=managed,
        is_oneself=user.id == here().person.id,
        tied_since=tied_since(db.session(), user.id),
        is_looked_after=looks_after(db.session(), _managed(), user),
    )


def _show_link(full_name: str, token: str) -> str:
    address = current_app.config["PUBLIC_URL"] + url_for("sign_in.choose_password", token=token)
    until = current_app.config["CLOCK"]() + GOOD_FOR
    return render_template("staff/link.html", full_name=full_name, address=address, until=until)

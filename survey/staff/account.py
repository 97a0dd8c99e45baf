"""One's own account: what one may do, where one is signed in, the password."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import PasswordField

from forms.web import translatable
from survey.access import enter, here, leave, needs_sign_in
from survey.accounts import own, sessions
from survey.database import db
from survey.staff.forms import NewPassword

bp = Blueprint("account", __name__, url_prefix="/staff/account")

CHANGED = translatable("The password has been changed. You are signed out everywhere else.")
SIGNED_OUT = translatable("You are signed out everywhere.")
WRONG = translatable("That is not your password, or your account has to wait or is locked.")


class ChangePassword(NewPassword):
    """The password that somebody has, and the one that they choose."""

    old = PasswordField()


@bp.get("")
@needs_sign_in
def show() -> ResponseReturnValue:
    """What somebody may do, and where they are signed in."""
    who = here()
    now, limits = current_app.config["CLOCK"](), current_app.config["SESSION_LIMITS"]
    return render_template(
        "staff/account.html",
        who=who,
        sign_ins=sessions.of(db.session(), who.person.id, now, limits),
    )


@bp.post("/sign-out-everywhere")
@needs_sign_in
def sign_out_everywhere() -> ResponseReturnValue:
    """End all sign-ins, also on machines that are not at hand."""
    own.sign_out_everywhere(db.session(), here().person.id, current_app.config["CLOCK"]())
    leave()
    flash(gettext(SIGNED_OUT))
    return redirect(url_for("sign_in.sign_in"), 303)


@bp.route("/password", methods=["GET", "POST"])
@needs_sign_in
def password() -> ResponseReturnValue:
    """Where somebody changes the password that they have."""
    who = here().person
    form = ChangePassword(who.name)
    if form.validate_on_submit():
        given = (form.old.data or "", form.password.data)
        now = current_app.config["CLOCK"]()
        if token := own.change_password(db.session(), who.id, *given, now):
            enter(token)
            flash(gettext(CHANGED))
            return redirect(url_for(".show"), 303)
        form.old.errors = [WRONG]
    status = 422 if form.is_submitted() else 200
    return render_template("staff/password.html", form=form), status

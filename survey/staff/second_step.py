"""The second step of one's own account: set up, looked at, turned off."""

from __future__ import annotations

import base64

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField

from forms.web import translatable
from survey import qr
from survey.access import here, must_set_up, needs_sign_in
from survey.accounts import second_step
from survey.accounts.second_step import Sealer
from survey.database import db

bp = Blueprint("second_step", __name__, url_prefix="/staff/account/second-step")

OFF = translatable("The second step has been turned off.")
WRONG_CODE = translatable("That is not the code that the device shows now. Compare its clock, too.")
WRONG_PASSWORD = translatable(
    "That is not your password, or your account has to wait or is locked."
)


class SetUp(FlaskForm):
    """The secret, sealed, and the first code that a device made with it."""

    sealed = HiddenField()
    code = StringField()


class Confirm(FlaskForm):
    """The password, before something is weakened."""

    password = PasswordField()


@bp.route("", methods=["GET", "POST"])
@needs_sign_in
def show() -> ResponseReturnValue:
    """How to set the second step up, or what there is to it."""
    if here().has_second_step:
        return _look(Confirm(formdata=None))
    form = SetUp()
    sealer = Sealer(current_app.config["SECRET_KEY"])
    secret = sealer.unseal(form.sealed.data or "") or second_step.new_secret()
    if form.validate_on_submit():
        now = current_app.config["CLOCK"]()
        step = second_step.step_of(secret, form.code.data or "", now)
        if step is not None:
            sealed = sealer.seal(secret)
            codes = second_step.turn_on(db.session(), here().person.id, sealed, step, now)
            return _show_codes(codes)
        form.code.errors = [WRONG_CODE]
    return _offer(form, sealer, secret)


@bp.post("/off")
@needs_sign_in
def off() -> ResponseReturnValue:
    """Ask for the password alone from now on."""
    form = Confirm()
    given = (here().person.id, form.password.data or "")
    if second_step.turn_off(db.session(), *given, current_app.config["CLOCK"]()):
        flash(gettext(OFF))
        return redirect(url_for("account.show"), 303)
    form.password.errors = [WRONG_PASSWORD]
    return _look(form)


@bp.post("/recovery-codes")
@needs_sign_in
def recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes; the old ones work no longer."""
    form = Confirm()
    given = (here().person.id, form.password.data or "")
    codes = second_step.renew_recovery_codes(db.session(), *given, current_app.config["CLOCK"]())
    if codes is None:
        form.password.errors = [WRONG_PASSWORD]
        return _look(form)
    return _show_codes(codes)


def _offer(form: SetUp, sealer: Sealer, secret: str) -> ResponseReturnValue:
    form.sealed.data = sealer.seal(secret)
    address = second_step.address(secret, here().person.name)
    page = render_template(
        "staff/set_up_second_step.html",
        form=form,
        picture=base64.b64encode(qr.svg(address)).decode(),
        groups=[secret[start : start + 4] for start in range(0, len(secret), 4)],
        is_needed=must_set_up(here()),
    )
    return page, 422 if form.is_submitted() else 200


def _look(form: Confirm) -> ResponseReturnValue:
    left = second_step.recovery_codes_left(db.session(), here().person.id)
    page = render_template("staff/look_at_second_step.html", form=form, left=left)
    return page, 422 if form.errors else 200


def _show_codes(codes: list[str]) -> ResponseReturnValue:
    return render_template("staff/recovery_codes.html", codes=codes)

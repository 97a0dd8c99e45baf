"""Signing in and out, and choosing a password with a link."""

from __future__ import annotations

import re

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from forms.web import translatable
from survey.access import enter, enter_half, half, leave, needs_sign_in, signed_in
from survey.accounts import links, sessions, signing_in
from survey.accounts.second_step import Sealer, complete_with
from survey.database import db
from survey.staff.forms import NewPassword

bp = Blueprint("sign_in", __name__, url_prefix="/staff")

CHOSEN = translatable("The password has been set. Sign in with it now.")
NOT_KEPT = {"Cache-Control": "no-store"}
"""For pages that are public, and whose address or content is nobody else's business."""
OWN_PAGE = re.compile(r"/staff(?:/[\w./~-]*)?(?:\?[\w.~%&=+-]*)?", re.ASCII)
"""Addresses to go on to: nothing in front of our own path, and nothing that leads elsewhere."""


class SignIn(FlaskForm):
    """Who somebody is, and the proof of it."""

    name = StringField()
    password = PasswordField()


class SecondStep(FlaskForm):
    """What a device shows, or a recovery code."""

    code = StringField()


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Where somebody says who they are."""
    if signed_in():
        return redirect(_onwards())
    form = SignIn()
    if form.validate_on_submit():
        now, limits = current_app.config["CLOCK"](), current_app.config["SESSION_LIMITS"]
        given = (form.name.data or "", form.password.data or "")
        if begun := signing_in.by_password(db.session(), *given, now, limits):
            (enter if begun.is_whole else enter_half)(begun.token)
            onwards = _onwards() if begun.is_whole else _to_second_step()
            return redirect(onwards, 303)
    status = 403 if form.is_submitted() else 200
    return render_template("staff/sign_in.html", form=form), status


@bp.route("/sign-in/second-step", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """Where somebody who has given the password gives a code too."""
    now = current_app.config["CLOCK"]()
    begun = sessions.half_sign_in(db.session(), half(), now)
    if begun is None:
        return redirect(url_for(".sign_in", next=request.args.get("next")))
    form = SecondStep()
    if form.validate_on_submit():
        sealer = Sealer(current_app.config["SECRET_KEY"])
        given = (half(), form.code.data or "")
        if token := complete_with(db.session(), begun, *given, sealer, now):
            enter(token)
            return redirect(_onwards(), 303)
    status = 403 if form.is_submitted() else 200
    return render_template("staff/second_step.html", form=form), status, NOT_KEPT


@bp.post("/sign-out")
@needs_sign_in
def sign_out() -> ResponseReturnValue:
    """Forget who was here."""
    leave()
    return redirect(url_for(".sign_in"), 303)


@bp.route("/link/<token>", methods=["GET", "POST"])
def choose_password(token: str) -> ResponseReturnValue:
    """Where somebody who was given a link chooses a password, once."""
    now = current_app.config["CLOCK"]()
    user = links.owner(db.session(), token, now)
    if user is None:
        return render_template("staff/no_link.html"), 410, NOT_KEPT
    form = NewPassword(user.name)
    if form.validate_on_submit():
        if links.choose_password(db.session(), token, form.password.data, now):
            leave()
            flash(gettext(CHOSEN))
            return redirect(url_for(".sign_in"), 303)
        return render_template("staff/no_link.html"), 410, NOT_KEPT
    status = 422 if form.is_submitted() else 200
    page = render_template("staff/choose_password.html", form=form, user=user)
    return page, status, NOT_KEPT


def _to_second_step() -> str:
    return url_for(".second_step", next=request.args.get("next"))


def _onwards() -> str:
    return onwards(request.args.get("next", ""))


def onwards(wanted: str) -> str:
    """The page that somebody wanted, if it is one of ours, else the first."""
    return wanted if OWN_PAGE.fullmatch(wanted) else url_for("staff.start")

"""The staff's first page: counters, their codes, and how many answered this quarter."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from wtforms import PasswordField

from survey import tally
from survey.access import SIGNED_IN, is_staff_key
from survey.database import db
from survey.models import Counter, Office
from survey.periods import local_day, quarter_of

bp = Blueprint("staff", __name__, url_prefix="/staff")


class SignIn(FlaskForm):
    """The key of the staff pages."""

    key = PasswordField()


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Where the key is given."""
    form = SignIn()
    if form.validate_on_submit() and is_staff_key(form.key.data or "", _key()):
        session.clear()
        session[SIGNED_IN] = True
        return redirect(url_for(".counters"), 303)
    return render_template("staff/sign_in.html", form=form), (403 if form.is_submitted() else 200)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Forget who was here."""
    session.clear()
    return redirect(url_for(".sign_in"), 303)


@bp.get("/")
def counters() -> ResponseReturnValue:
    """Every counter with its code and its answers in the quarter under way."""
    period = quarter_of(local_day(current_app.config["CLOCK"]()))
    days = tally.days(db.session(), period)
    return render_template(
        "staff/counters.html",
        counters=db.session.scalars(_counters()).all(),
        answers=days.groupby("counter")["chosen"].sum().to_dict(),
        period=period,
        form=FlaskForm(),
    )


def _counters() -> Select[Counter]:
    loaded = (joinedload(Counter.office), joinedload(Counter.place), selectinload(Counter.codes))
    return select(Counter).join(Office).options(*loaded).order_by(Office.name, Counter.name)


def _key() -> str:
    return str(current_app.config["STAFF_KEY"])

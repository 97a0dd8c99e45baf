"""Tablets added, paired, moved and revoked, and given another PIN."""

from __future__ import annotations

import base64

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from forms.web import translatable
from kiosk import register
from kiosk.logged import Logged
from kiosk.staff.tablet import ONE, found, standing
from kiosk.staff.tablet_form import Moving, NewTablet, counter_in, counters_in, has_counters
from survey import qr
from survey.access import actor, needs, part
from survey.audit import Action, change
from survey.database import db
from survey.models import Counter, Kiosk
from survey.parts import within
from survey.periods import local_day, midnight
from survey.roles import Permission
from survey.staff.asking import Question, unless_sure

bp = Blueprint("desk", __name__)

OPERATING = needs(Permission.OPERATE)
REVOKE, REVOKING = translatable("Revoke this kiosk?"), translatable("Revoke the kiosk")
CONSEQUENCES = translatable(
    "Nothing of kiosk %(number)s (%(counter)s) is taken any more, for good. Answers that wait on "
    "the tablet stay there; when last heard it said that there were %(waiting)s. They are sent "
    "once the tablet is paired again, as a new kiosk of the same counter."
)
MOVED = translatable("Kiosk %(number)s asks for %(counter)s. The tablet takes it up by itself.")
IS_THERE = translatable("Kiosk %(number)s stands there already: nothing was changed.")
ADDED_BEFORE = translatable(
    "Kiosk %(number)s is there already, from the same form. Its pairing code and PIN were shown "
    "once. Here it is given new ones."
)
NUMBER_OF_OTHERS = translatable("%(number)s cannot be used here. Choose another number.")
REVOKED = translatable("Kiosk %(number)s is revoked.")
WAS_REVOKED = translatable("Kiosk %(number)s was revoked before: nothing was changed.")


@bp.route("/add", methods=["GET", "POST"])
@OPERATING
def add() -> ResponseReturnValue:
    """Where a tablet is added to a counter, with what it takes to pair it."""
    session = db.session()
    proposed = {"number": register.next_number(session), "counter": request.args.get("counter")}
    form = NewTablet(counters_in(session, part()), data=proposed)
    if form.validate_on_submit():
        if counter := counter_in(session, part(), form.counter.data or ""):
            try:
                return _added(counter, form)
            except register.CannotBe as reason:
                if same := _added_before(counter, form):
                    return _back(same.id, gettext(ADDED_BEFORE, number=same.number), "message")
                form.number.errors = [_taken(reason)]
        else:
            form.refuse_counter()
    status = 422 if form.is_submitted() else 200
    there = has_counters(session, part())
    return render_template("staff/add_kiosk.html", form=form, has_counters=there), status


@bp.post(f"{ONE}/code")
@OPERATING
def code(kiosk_id: int) -> ResponseReturnValue:
    """Another pairing code, for a tablet that is new or was replaced."""
    kiosk = found(kiosk_id)
    try:
        with change(db.session()):
            given = _give_code(kiosk)
            _log(kiosk.counter).add(Action.KIOSK_GIVEN_CODE, kiosk)
    except register.CannotBe as reason:
        return _back(kiosk_id, _said(reason), "refused")
    return _show_secrets(kiosk, code=given)


@bp.post(f"{ONE}/pin")
@OPERATING
def pin(kiosk_id: int) -> ResponseReturnValue:
    """Another PIN for the clerk's menu."""
    kiosk = found(kiosk_id)
    if kiosk.revoked_at:
        return _back(kiosk_id, gettext(register.WAS_REVOKED, number=kiosk.number), "refused")
    with change(db.session()):
        given = register.give_pin(kiosk)
        _log(kiosk.counter).add(Action.KIOSK_GIVEN_PIN, kiosk)
    return _show_secrets(kiosk, pin=given)


@bp.route(f"{ONE}/move", methods=["GET", "POST"])
@OPERATING
def move(kiosk_id: int) -> ResponseReturnValue:
    """Where a tablet is sent to another counter."""
    kiosk, session = found(kiosk_id), db.session()
    form = Moving(counters_in(session, part()), data={"counter": kiosk.counter.number})
    if form.validate_on_submit():
        if there := counter_in(session, part(), form.counter.data or ""):
            return _moved(kiosk, there)
        form.refuse_counter()
    status = 422 if form.is_submitted() else 200
    return render_template("staff/move_kiosk.html", form=form, kiosk=kiosk), status


@bp.post(f"{ONE}/revoke")
@OPERATING
def revoke(kiosk_id: int) -> ResponseReturnValue:
    """Let nothing in from it any more."""
    kiosk = found(kiosk_id)
    said = {
        "number": kiosk.number,
        "counter": kiosk.counter.name,
        "waiting": standing(kiosk_id).waiting or 0,
    }
    back = url_for("kiosks.tablet.show", kiosk_id=kiosk_id)
    question = Question(REVOKE, gettext(CONSEQUENCES, **said), REVOKING, back)
    if page := unless_sure(question, request.form):
        return page
    with change(db.session()):
        is_new = register.revoke(kiosk, current_app.config["CLOCK"]())
        if is_new:
            _log(kiosk.counter).add(Action.KIOSK_REVOKED, kiosk)
    words = gettext(REVOKED if is_new else WAS_REVOKED, number=said["number"])
    return _back(kiosk_id, words, "message" if is_new else "refused")


def _added(counter: Counter, form: NewTablet) -> ResponseReturnValue:
    session, now = db.session(), current_app.config["CLOCK"]()
    with change(session):
        given = (form.name.data or "", form.number.data or None)
        kiosk, pin = register.add(session, counter, now, *given)
        code = _give_code(kiosk)
        after = {"counter": counter.number, "name": kiosk.name}
        _log(counter).add(Action.KIOSK_ADDED, kiosk, after=after)
    return _show_secrets(kiosk, code, pin)


def _added_before(counter: Counter, form: NewTablet) -> Kiosk | None:
    """The tablet that the same form has added today, if it is as it was added."""
    same = {"number": form.number.data, "name": form.name.data or "", "counter_id": counter.id}
    today = Kiosk.added_at >= midnight(local_day(current_app.config["CLOCK"]()))
    there = select(Kiosk).filter_by(revoked_at=None, **same).where(today)
    found: Kiosk | None = db.session.scalar(there)
    return found


def _moved(kiosk: Kiosk, there: Counter) -> ResponseReturnValue:
    session, kiosk_id = db.session(), kiosk.id
    try:
        with change(session):
            left = kiosk.counter
            is_new = register.move(session, kiosk, there, current_app.config["CLOCK"]())
            if is_new:
                _log(left).add_move(kiosk, left, there)
    except register.CannotBe as reason:
        return _back(kiosk_id, _said(reason), "refused")
    words = gettext(MOVED if is_new else IS_THERE, number=kiosk.number, counter=there.name)
    return _back(kiosk_id, words, "message" if is_new else "refused")


def _give_code(kiosk: Kiosk) -> str:
    secret, now = current_app.config["SECRET_KEY"], current_app.config["CLOCK"]()
    return register.give_code(db.session(), kiosk, secret, now)


def _log(counter: Counter) -> Logged:
    doing = actor(Permission.OPERATE, counter.office_id)
    return Logged(db.session(), doing, current_app.config["CLOCK"]())


def _taken(reason: register.CannotBe) -> str:
    """Why a number cannot be given; of tablets of others nobody is told that they are there."""
    ours = select(Kiosk.id).join(Kiosk.counter).where(within(Counter.office_id, part()))
    is_ours = db.session.scalar(ours.where(Kiosk.number == reason.number)) is not None
    return _said(reason) if is_ours else str(gettext(NUMBER_OF_OTHERS, number=reason.number))


def _said(reason: register.CannotBe) -> str:
    return str(gettext(reason.sentence, number=reason.number))


def _show_secrets(kiosk: Kiosk, code: str = "", pin: str = "") -> ResponseReturnValue:
    """What is shown once. It stands in no address, and no browser keeps the page."""
    address = f"{current_app.config['PUBLIC_URL']}/kiosk"
    picture = base64.b64encode(qr.svg(f"{address}#{code}")).decode() if code else ""
    said = {"kiosk": kiosk, "code": code, "pin": pin, "address": address, "picture": picture}
    return render_template("staff/kiosk_secrets.html", **said)


def _back(kiosk_id: int, words: str, kind: str) -> ResponseReturnValue:
    flash(words, kind)
    return redirect(url_for("kiosks.tablet.show", kiosk_id=kiosk_id), 303)

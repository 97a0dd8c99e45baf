"""One counter: what it is, whether people can answer there, and its code."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from forms.web import translatable
from survey import codes
from survey.access import actor, here, needs, part
from survey.accounts.person import covers
from survey.audit import Action, Deed, append, change
from survey.database import db
from survey.models import Counter, day_counts
from survey.obstacles import obstacle, published
from survey.parts import within
from survey.periods import Period, local_day, quarter_of
from survey.roles import Permission
from survey.staff import titles
from survey.staff.asking import Question, unless_sure

bp = Blueprint("counter", __name__, url_prefix="/<int:counter_id>")

OPERATING = needs(Permission.OPERATE)
REISSUE, REISSUING = translatable("Give this counter a new code?"), translatable("Give a new code")
REVOKE, REVOKING = translatable("Revoke this code?"), translatable("Revoke the code")
NO_LONGER = translatable(
    "The code %(code)s will take no answers any more. Every poster, stand and sticker that shows "
    "it has to be taken down: %(counter)s, %(place)s. What came in through it stays and counts. "
    "Tablets at the counter go on asking."
)
NEXT_CODE = translatable("The counter gets a new code at once, for new posters.")
NO_NEXT_CODE = translatable("Nobody can scan at this counter until it is given a new code.")
REISSUED = translatable(
    "The code is %(code)s now. Print the posters anew and replace every one with the old code."
)
REVOKED = translatable("The code %(code)s is revoked. Take its posters down.")
OTHER_NOW = translatable("The code was revoked or replaced meanwhile: nothing was changed.")


@bp.get("")
@needs(Permission.READ)
def show(counter_id: int) -> ResponseReturnValue:
    """What there is to know about a counter."""
    counter, now = found(counter_id), current_app.config["CLOCK"]()
    quarter = quarter_of(local_day(now))
    return render_template(
        "staff/counter.html",
        counter=counter,
        address=_address(counter),
        answers=_answers(counter, quarter),
        may_operate=covers(db.session(), here().person.part(Permission.OPERATE), counter.office_id),
        obstacle=obstacle(counter, published(db.session(), now), local_day(now)),
        period=quarter,
        questionnaire=titles.title(db.session.connection(), counter.questionnaire_key, now),
    )


@bp.post("/reissue")
@OPERATING
def reissue(counter_id: int) -> ResponseReturnValue:
    """Give it another code, and take the one that it has out of force."""
    counter, code = found(counter_id), request.form.get("code", "")
    consequences = _what_becomes_of(counter, NEXT_CODE)
    question = Question(REISSUE, consequences, REISSUING, url_for(".show", counter_id=counter_id))
    if _is_newest(counter, code) and (page := unless_sure(question, request.form)):
        return page
    now = current_app.config["CLOCK"]()
    with change(db.session()) as connection:
        if not _is_newest(counter, code):
            return _back(counter_id, OTHER_NOW, "refused")
        done = codes.reissue(db.session(), counter.number, now)
        deed = _deed(Action.CODE_REISSUED, counter, done.revoked, [done.code])
        append(connection, actor(Permission.OPERATE, counter.office_id), deed, now)
    return _back(counter_id, REISSUED, code=done.code)


@bp.post("/revoke")
@OPERATING
def revoke(counter_id: int) -> ResponseReturnValue:
    """Take its code out of force."""
    counter, code = found(counter_id), request.form.get("code", "")
    consequences = _what_becomes_of(counter, NO_NEXT_CODE)
    question = Question(REVOKE, consequences, REVOKING, url_for(".show", counter_id=counter_id))
    if counter.code == code and (page := unless_sure(question, request.form)):
        return page
    now = current_app.config["CLOCK"]()
    with change(db.session()) as connection:
        if counter.code != code:
            return _back(counter_id, OTHER_NOW, "refused")
        codes.revoke(db.session(), code, now)
        deed = _deed(Action.CODE_REVOKED, counter, [code], [])
        append(connection, actor(Permission.OPERATE, counter.office_id), deed, now)
    return _back(counter_id, REVOKED, code=code)


def found(counter_id: int) -> Counter:
    """The counter, if it lies where whoever is there may do what the page needs."""
    counter: Counter = db.first_or_404(
        select(Counter)
        .where(Counter.id == counter_id, within(Counter.office_id, part()))
        .options(
            joinedload(Counter.office),
            joinedload(Counter.place),
            selectinload(Counter.fields),
            selectinload(Counter.codes),
        )
    )
    return counter


def _address(counter: Counter) -> str:
    """Where its code leads, in nobody's language."""
    path = url_for("respond.ask", code=counter.code or "-", lang=None)
    return f"{current_app.config['PUBLIC_URL']}{path}"


def _answers(counter: Counter, period: Period) -> int:
    """How many answered there in a period."""
    days = day_counts.c
    number = select(func.sum(days.answered)).where(
        days.counter_id == counter.id,
        days.day >= period.start,
        days.day < period.end,
        within(days.office_id, part()),
    )
    return db.session.scalar(number) or 0


def _is_newest(counter: Counter, code: str) -> bool:
    """Whether nobody gave the counter another code since a page showed this one."""
    return bool(counter.codes) and counter.codes[-1].code == code


def _what_becomes_of(counter: Counter, then: str) -> str:
    said = {"code": counter.code, "counter": counter.name, "place": counter.place.name}
    old = [gettext(NO_LONGER, **said)] if counter.code else []
    return " ".join([*old, gettext(then)])


def _deed(action: Action, counter: Counter, before: object, after: object) -> Deed:
    changed = {"before": {"codes": before}, "after": {"codes": after}}
    return Deed(action, "counter", counter.number, counter.office_id, **changed)


def _back(
    counter_id: int, words: str, kind: str = "message", **said: object
) -> ResponseReturnValue:
    flash(gettext(words, **said), kind)
    return redirect(url_for(".show", counter_id=counter_id), 303)

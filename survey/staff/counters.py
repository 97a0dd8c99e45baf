"""Counters of one's part, their codes, and how many answered this quarter."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, Subquery, exists, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from forms.web import translatable
from survey.access import here, needs, part
from survey.counters import is_in_use
from survey.database import db
from survey.models import Counter, CounterCode, Field, Office, Place, day_counts
from survey.models.offices import counter_fields
from survey.parts import Part, within
from survey.periods import Period, local_day, quarter_of
from survey.roles import Permission
from survey.staff import choices, counter, counter_desk
from survey.staff.exports import as_file
from survey.staff.lists import Column, Filter, Listing, Shown, contains, shown

bp = Blueprint("counters", __name__, url_prefix="/staff/counters")
bp.register_blueprint(counter.bp)
bp.register_blueprint(counter_desk.bp)

IN_USE, OUT_OF_USE = "in-use", "out-of-use"
STATES = {IN_USE: translatable("in use"), OUT_OF_USE: translatable("out of use")}
OFFICE = translatable("Office")


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The counters with their codes and their answers in the quarter under way."""
    today = local_day(current_app.config["CLOCK"]())
    found = listed(request.args)
    return as_file(found, f"counters-{today}") or render_template(
        "staff/counters.html",
        shown=found,
        may_operate=here().person.may(Permission.OPERATE),
        period=quarter_of(today),
    )


def listed(arguments: Mapping[str, str]) -> Shown:
    """The counters of one's part that the arguments of an address ask for."""
    now = current_app.config["CLOCK"]()
    today = local_day(now)
    answers = _answers(quarter_of(today), part())
    listing = _listing(answers, choices.offices(db.session(), part()))
    statement = _counters(answers, part()).params(now=now, today=today)
    return shown(db.session(), statement, listing, arguments)


def _answers(period: Period, part: Part) -> Subquery:
    """How many answered at each counter in a period."""
    days = day_counts.c
    return (
        select(days.counter_id, func.sum(days.answered).label("number"))
        .where(days.day >= period.start, days.day < period.end, within(days.office_id, part))
        .group_by(days.counter_id)
        .subquery()
    )


def _counters(answers: Subquery, part: Part) -> Select[*tuple[Any, ...]]:
    return (
        select(Counter, func.coalesce(answers.c.number, 0))
        .join(Counter.office)
        .join(Counter.place)
        .outerjoin(answers, answers.c.counter_id == Counter.id)
        .where(within(Counter.office_id, part))
        .options(
            contains_eager(Counter.office),
            contains_eager(Counter.place),
            selectinload(Counter.codes),
        )
    )


def _listing(answers: Subquery, offices: Mapping[str, str]) -> Listing:
    number = func.coalesce(answers.c.number, 0)
    return Listing(
        columns=(
            Column("office", OFFICE, lambda row: row[0].office.name, Office.folded),
            Column("counter", translatable("Counter"), lambda row: row[0].name, Counter.folded),
            Column("place", translatable("Place"), lambda row: row[0].place.name, Place.folded),
            Column("number", translatable("Number"), lambda row: row[0].number, Counter.number),
            Column("code", translatable("Code"), lambda row: row[0].code),
            Column("answers", translatable("Answers"), itemgetter(1), number, is_number=True),
        ),
        searched=_has_word,
        tie=Counter.id,
        filters=(
            Filter("office", OFFICE, offices, lambda code: Office.code == code),
            Filter("state", translatable("State"), _states(), _is_in_state),
        ),
        order="office",
    )


def _states() -> Mapping[str, str]:
    return {state: gettext(words) for state, words in STATES.items()}


def _is_in_state(state: str) -> ColumnElement[bool]:
    """Whether a code leads to the counter today; it, its place and its office have to be open."""
    leads_here = exists().where(CounterCode.counter_id == Counter.id, is_in_use())
    found = leads_here.correlate(Counter, Place, Office)
    return found if state == IN_USE else ~found


def _has_word(word: str) -> ColumnElement[bool]:
    """Whether a word stands in a name, in the code, or in the name of a field that is served."""
    coded = exists().where(CounterCode.counter_id == Counter.id, contains(word, CounterCode.code))
    served = (
        exists()
        .where(counter_fields.c.counter_id == Counter.id)
        .where(counter_fields.c.field_id == Field.id, contains(word, Field.folded))
    )
    named = contains(word, Counter.folded, Office.folded, Place.folded)
    return or_(named, coded.correlate(Counter), served.correlate(Counter))

"""The tablets of one's part, the ones first that somebody must go to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import exists, select

from forms.web import translatable
from kiosk.fleet import EVERYTHING, Judgement, in_each_state, judgement, tablets
from kiosk.staff import tablet, tablet_desk, words
from survey.access import here, needs, part
from survey.database import db
from survey.models import Counter, Kiosk, KioskState, Office
from survey.parts import Part, within
from survey.periods import local_day
from survey.roles import Permission
from survey.staff.exports import as_file
from survey.staff.lists import Column, Filter, Listing, contains, shown

bp = Blueprint("kiosks", __name__, url_prefix="/staff/kiosks")
bp.register_blueprint(tablet.bp)
bp.register_blueprint(tablet_desk.bp)

OFFICE = translatable("Office")


def init_app(app: Flask) -> None:
    """Let templates say which tablets stand at a counter, and how they do."""
    app.add_template_global(_at_counter, "kiosks_at")
    app.add_template_global(words.state, "kiosk_state")
    app.add_template_global(words.meaning, "kiosk_state_meaning")


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The tablets, and how many there are in each state."""
    now = current_app.config["CLOCK"]()
    judged = judgement(current_app.config["KIOSK_HOURS"], now)
    listing = _listing(judged, _offices(part()))
    found = shown(db.session(), tablets(judged, part()), listing, request.args)
    numbers = in_each_state(db.session.connection(), judged, part())
    file = as_file(found, f"kiosks-{local_day(now)}")
    may_operate = here().person.may(Permission.OPERATE)
    return file or render_template(
        "staff/kiosks.html", shown=found, numbers=numbers, may_operate=may_operate
    )


def _at_counter(counter_id: int) -> Sequence[Any]:
    judged = judgement(current_app.config["KIOSK_HOURS"], current_app.config["CLOCK"]())
    there = tablets(judged, EVERYTHING).where(Counter.id == counter_id, Kiosk.revoked_at.is_(None))
    return db.session.execute(there.order_by(Kiosk.id)).all()


def _listing(judged: Judgement, offices: Mapping[str, str]) -> Listing:
    return Listing(
        columns=(
            Column("kiosk", translatable("Kiosk"), lambda row: row.number, Kiosk.id),
            Column("name", translatable("Called"), lambda row: row.name, Kiosk.folded),
            Column(
                "counter", translatable("Counter"), lambda row: row.counter_name, Counter.folded
            ),
            Column("number", translatable("Number"), lambda row: row.counter),
            Column("office", OFFICE, lambda row: row.office_name, Office.folded),
            Column("state", translatable("State"), lambda row: words.state(row.state), judged.rank),
            Column("since", translatable("Since"), lambda row: row.since),
            Column(
                "waiting",
                translatable("Waiting"),
                lambda row: row.waiting,
                KioskState.waiting,
                is_number=True,
            ),
            Column("oldest", translatable("The oldest"), lambda row: row.oldest_at),
            Column("heard", translatable("Heard"), lambda row: row.seen_at, KioskState.seen_at),
            Column("battery", translatable("Battery, %"), lambda row: row.battery, is_number=True),
            Column("version", translatable("Version"), lambda row: row.version),
        ),
        searched=lambda word: contains(word, Kiosk.folded, Counter.folded, Office.folded),
        tie=Kiosk.id,
        filters=(
            Filter("office", OFFICE, offices, lambda code: Office.code == code),
            Filter("state", translatable("State"), words.states(), lambda s: judged.state == s),
        ),
        order="state",
        then=(judged.since,),
    )


def _offices(part: Part) -> Mapping[str, str]:
    """The offices at whose counters tablets stand, by their codes."""
    stands = exists().where(Counter.office_id == Office.id, Kiosk.counter_id == Counter.id)
    mine = select(Office.code, Office.name).where(within(Office.id, part), stands)
    return {code: name for code, name in db.session.execute(mine.order_by(Office.folded))}  # noqa: C416 rows are no pairs to mypy

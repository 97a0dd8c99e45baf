"""The log of who did what in one's part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload

from forms.web import translatable
from survey.access import needs, part
from survey.chain import Links
from survey.database import db
from survey.models import LogEntry
from survey.parts import Part, within
from survey.periods import local_day, midnight
from survey.roles import Permission
from survey.staff import deeds, log_words
from survey.staff.exports import as_file
from survey.staff.lists import Column, DayFilter, Filter, Listing, contains, shown
from survey.staff.log_names import Code, Names, names
from survey.verify import snapshot

bp = Blueprint("log", __name__, url_prefix="/staff/log")


@bp.get("")
@needs(Permission.READ_LOG)
def show() -> ResponseReturnValue:
    """The entries that concern one's part, the newest first."""
    now = current_app.config["CLOCK"]()
    known: dict[Code, str] = {}
    found = shown(db.session(), _entries(part()), _listing(known), request.args)
    known.update(names(db.session(), part(), now, [row[0] for row in found.rows]))
    return as_file(found, f"log-{local_day(now)}") or render_template(
        "staff/log.html",
        shown=found,
        deeds=deeds,
        log_words=log_words,
        names=known,
        can_check=part().is_everything,
    )


@bp.get("/check")
@needs(Permission.READ_LOG)
def check() -> ResponseReturnValue:
    """Go along the chain. It binds everybody's entries, so this is for who may read them all."""
    if not part().is_everything:
        abort(404)
    with snapshot(db.session()) as connection:
        links = Links(connection)
        broken = links.first_broken()
    return render_template("staff/check_log.html", links=links, broken=broken)


def _entries(part: Part) -> Select[Any]:
    loaded = selectinload(LogEntry.office)
    return select(LogEntry).where(within(LogEntry.office_id, part)).options(loaded)


def _listing(known: Names) -> Listing:
    return Listing(
        columns=(
            Column("number", translatable("No."), lambda row: row[0].number, LogEntry.number),
            Column("at", translatable("When"), lambda row: row[0].at),
            Column("actor", translatable("Who"), lambda row: row[0].actor, LogEntry.actor),
            Column("role", translatable("Role"), lambda row: deeds.role_of(row[0])),
            Column("action", translatable("What"), lambda row: deeds.action(row[0].action)),
            Column(
                "thing", translatable("Which thing"), lambda row: log_words.which(row[0], known)
            ),
            Column("office", translatable("Office"), lambda row: deeds.office(row[0])),
            Column("before", translatable("Before"), lambda row: log_words.before(row[0], known)),
            Column("after", translatable("After"), lambda row: log_words.after(row[0], known)),
        ),
        searched=lambda word: contains(word, LogEntry.folded),
        tie=LogEntry.number,
        filters=(
            Filter("action", translatable("What"), deeds.actions(), _is_action),
            DayFilter("from", translatable("From"), _is_from),
            DayFilter("until", translatable("Until"), _is_until),
        ),
        order="-number",
    )


def _is_action(action: str) -> ColumnElement[bool]:
    return LogEntry.action == action


def _is_from(day: date) -> ColumnElement[bool]:
    return LogEntry.at >= midnight(day)


def _is_until(day: date) -> ColumnElement[bool]:
    return LogEntry.at < midnight(day + timedelta(days=1))

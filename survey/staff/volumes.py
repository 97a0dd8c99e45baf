"""Dossier volumes: which offices of one's part lack some, and where those of one are typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, select, true

from forms.web import translatable
from survey import volumes
from survey.access import actor, here, needs, part
from survey.accounts.person import covers
from survey.database import db
from survey.history import as_of
from survey.loading.dossiers import NUMBERS
from survey.models import Field, Office, Volume
from survey.parts import Part, within
from survey.periods import ADMINISTRATION, Period, local_day
from survey.reporting.scopes import names_of
from survey.roles import Permission
from survey.setting_up import digest
from survey.staff import quarters, words
from survey.staff.exports import as_file
from survey.staff.lists import Column, Filter, Listing, contains, shown
from survey.staff.volume_sheet import Row, SheetForm
from survey.volumes import Quarter, Sheet, Typed

bp = Blueprint("volumes", __name__, url_prefix="/staff/volumes")

SAVED = translatable("The numbers of %(quarter)s have been saved.")
SAME = translatable("Nothing was changed.")
STATES = {
    "gaps": translatable("some missing"),
    "complete": translatable("complete"),
}


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The offices of one's part, and for how many of their fields a quarter's numbers are known."""
    asked = quarters.asked(request.args, _today())
    wanted = {**request.args, "quarter": asked.key, "calendar": asked.kind}
    found = shown(db.session(), *_list(asked, part()), wanted)
    return as_file(found, f"volumes-{asked.key}") or render_template(
        "staff/volumes.html",
        shown=found,
        quarter=asked,
        name=quarters.name(asked),
        may_upload=here().person.may(Permission.SET_UP),
    )


@bp.get("/<int:office_id>")
@needs(Permission.READ)
def office(office_id: int) -> ResponseReturnValue:
    """The numbers of an office for a quarter, to be typed by whoever sets up there."""
    found, asked = _found(office_id), quarters.asked(request.args, _today())
    rows, form = _rows(found, asked), SheetForm()
    form.seen.data = digest(volumes.said(volumes.stored(db.session(), office_id, asked.period)))
    return _look(found, asked, rows, form)


@bp.post("/<int:office_id>")
@needs(Permission.SET_UP)
def save(office_id: int) -> ResponseReturnValue:
    """Store what was typed, all or nothing."""
    kind = request.form.get("calendar", "")
    found, asked = _found(office_id), quarters.named(request.form, kind, _today()) or abort(422)
    rows = [row.with_typed(request.form) for row in _rows(found, asked)]
    sheet = Sheet(found, asked, {row.field.code: row.typed for row in rows})
    form = SheetForm(rows)
    if not form.stores(lambda: _save(sheet, form.seen.data or "")):
        return _look(_found(office_id), asked, form.with_errors(sheet), form), 422
    again = url_for(".office", office_id=office_id, quarter=asked.key, calendar=asked.kind)
    return redirect(again, 303)


def _save(sheet: Sheet, seen: str) -> None:
    whose, now = actor(Permission.SET_UP, sheet.office.id), current_app.config["CLOCK"]()
    name = quarters.name(sheet.quarter)
    changed = volumes.save(db.session(), whose, sheet, seen, now)
    flash(gettext(SAVED, quarter=name) if changed else gettext(SAME))


def _list(asked: Quarter, part: Part) -> tuple[Select[Any], Listing]:
    gaps, then = volumes.gaps(asked.period), as_of(asked.period.last_day)
    missing = gaps.c.expected - gaps.c.known
    offices = (
        select(Office, gaps.c.expected, gaps.c.known, then.c.name)
        .join(gaps, gaps.c.office_id == Office.id)
        .join(then, then.c.id == Office.id)
        .where(within(Office.id, part))
    )

    def is_in_state(state: str) -> ColumnElement[bool]:
        return missing > 0 if state == "gaps" else missing == 0

    states = {key: gettext(words) for key, words in STATES.items()}
    recent = quarters.recent(_today(), asked.kind)
    usual = quarters.asked({"calendar": asked.kind}, _today())
    return offices, Listing(
        columns=(
            Column("office", translatable("Office"), lambda row: row.name, then.c.folded),
            Column(
                "expected",
                translatable("Fields"),
                lambda row: row[1],
                gaps.c.expected,
                is_number=True,
            ),
            Column(
                "known", translatable("Known"), lambda row: row[2], gaps.c.known, is_number=True
            ),
            Column(
                "missing",
                translatable("Missing"),
                lambda row: row[1] - row[2],
                missing,
                is_number=True,
            ),
        ),
        searched=lambda word: contains(word, then.c.folded, Office.folded),
        tie=Office.id,
        filters=(
            Filter(
                "quarter", translatable("Quarter"), quarters.choices(recent), _anything, usual.key
            ),
            Filter(
                "calendar", translatable("Quarters"), quarters.kinds(), _anything, ADMINISTRATION
            ),
            Filter("state", words.STATE, states, is_in_state),
        ),
        order="office",
    )


def _anything(_: str) -> ColumnElement[bool]:
    """A quarter narrows no list of offices."""
    return true()


def _rows(office: Office, asked: Quarter) -> list[Row]:
    """A row for each field that the office serves, and for others of which something is known."""
    stored = _volumes(office, asked.period)
    pairs = volumes.expected(asked.period).subquery()
    served = select(pairs.c.field_id).where(pairs.c.office_id == office.id)
    ids = Field.id.in_(served) | Field.id.in_([volume.field_id for volume in stored])
    fields = db.session.scalars(select(Field).where(ids).order_by(Field.folded)).all()
    period = (asked.period.start, asked.period.end)
    rows = []
    for field in fields:
        of_field = [volume for volume in stored if volume.field_id == field.id]
        same = [volume for volume in of_field if (volume.starts, volume.ends) == period]
        rows.append(Row(field, _cells(same), [volume for volume in of_field if volume not in same]))
    return rows


def _volumes(office: Office, period: Period) -> Sequence[Volume]:
    overlapping = select(Volume).where(
        Volume.office_id == office.id, Volume.starts < period.end, Volume.ends > period.start
    )
    return db.session.scalars(overlapping.order_by(Volume.starts)).all()


def _cells(same: Sequence[Volume]) -> Typed:
    return volumes.cells(same[0]) if same else dict.fromkeys(NUMBERS, "")


def _look(office: Office, asked: Quarter, rows: Sequence[Row], form: SheetForm) -> str:
    recent = quarters.recent(_today(), asked.kind)
    return render_template(
        "staff/volumes_office.html",
        office=office,
        called=names_of(db.session(), [office.id], asked.period)[office.id],
        quarter=asked,
        name=quarters.name(asked),
        rows=rows,
        form=form,
        columns=NUMBERS,
        choices=quarters.choices(recent),
        kinds=quarters.kinds(),
        missing=_quarters_with_gaps(office, recent[1:5]),
        may_save=covers(db.session(), here().person.part(Permission.SET_UP), office.id),
        is_wrong=form.is_wrong or any(row.errors for row in rows),
        period_of=lambda volume: Period(volume.starts, volume.ends),
    )


def _quarters_with_gaps(office: Office, recent: Sequence[Quarter]) -> list[tuple[Quarter, str]]:
    """The quarters of which something is missing, the newest first."""
    found = []
    for each in recent:
        gaps = volumes.gaps(each.period)
        missing = select(gaps.c.expected - gaps.c.known).where(gaps.c.office_id == office.id)
        if db.session.scalar(missing):
            found.append((each, quarters.name(each)))
    return found


def _found(office_id: int) -> Office:
    mine = select(Office).where(Office.id == office_id, within(Office.id, part()))
    found: Office = db.first_or_404(mine)
    return found


def _today() -> date:
    return local_day(current_app.config["CLOCK"]())

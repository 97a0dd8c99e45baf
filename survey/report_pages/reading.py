"""The reports of one's part: chosen, read as they are now and as they were published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from analysis.report import Report
from analysis.report.names import PROVINCE
from analysis.words import Language
from survey.access import here, needs, part
from survey.database import db
from survey.documents.blocks import Document
from survey.documents.document import Published, document
from survey.documents.remarks import with_words
from survey.documents.voice import Voice
from survey.editions import kept
from survey.editions.copies import name_of
from survey.editions.public import shown as is_public
from survey.editions.refusals import MayNotPublish
from survey.editions.rights import publisher, shower
from survey.languages import language
from survey.models import Edition
from survey.periods import local_day
from survey.report_pages import files, keys, listed, setting
from survey.report_pages.asked import Asked, edition_of, find
from survey.report_pages.beside import side_by_side
from survey.report_pages.setting import Setting
from survey.reporting.spans import Span
from survey.roles import Permission
from survey.staff.exports import as_file
from survey.staff.lists import shown

bp = Blueprint("reports", __name__, url_prefix="/staff/reports")

ONE = "/<kind>/<code>/<span>"
EDITION = f"{ONE}/editions/<int:number>"


@dataclass(frozen=True)
class Read:
    """A report that is looked at, as it is now or as an edition has it."""

    asked: Asked
    report: Report
    edition: Edition | None = None

    @property
    def setting(self) -> Setting:
        """The same, in the reader's language."""
        told = document(self.report, spoken(), state=self._state, over=self.asked.over)
        measure = request.args.get("measure", "")
        voice = Voice.of(self.report, spoken())
        return Setting(self._with_words(told), voice, measure)

    def _with_words(self, told: Document) -> Document:
        if self.edition is None:
            return told
        return with_words(told, self.edition.remarks, self.edition.next_steps)

    @property
    def _state(self) -> Published | None:
        if self.edition is None:
            return None
        return Published(
            self.edition.number, local_day(self.edition.published_at), self.edition.name
        )


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The offices of one's part, and what has been published of a span."""
    today = local_day(_now())
    span = listed.asked_span(request.args, today, language())
    shelf = listed.Shelf.of(db.session(), part(), span)
    rows = listed.offices(part())
    found = shown(db.session(), rows, listed.listing(shelf, today, language()), request.args)
    return as_file(found, f"reports-{span.word}") or render_template(
        "reports/list.html",
        shown=found,
        shelf=shelf,
        key=span.word,
        first=listed.first(db.session(), part()),
        span=keys.days_of(span, language()),
        today=today,
    )


@bp.get(ONE)
@needs(Permission.READ)
def one(kind: str, code: str, span: str) -> ResponseReturnValue:
    """A report as it is now: a draft, whatever has been published."""
    asked = look_up(kind, code, span)
    read = Read(asked, asked.draft())
    editions = kept.editions(db.session(), asked.scope, asked.span)
    newest = editions[-1] if editions else None
    changes = kept.changed(newest, read.report) if newest else None
    return _page(read, editions=editions, newest=newest, changes=changes)


@bp.get(EDITION)
@needs(Permission.READ)
def edition(kind: str, code: str, span: str, number: int) -> ResponseReturnValue:
    """A report as it was published."""
    asked = look_up(kind, code, span)
    found = edition_of(asked, number)
    editions = kept.editions(db.session(), asked.scope, asked.span)
    is_on_page = kind == PROVINCE and is_public(db.session(), found.id) is not None
    return _page(
        Read(asked, kept.read(found), found),
        editions=editions,
        newest=editions[-1],
        is_on_page=is_on_page,
        may_show=_may_show(found),
    )


@bp.get(f"{ONE}/files/<form>")
@needs(Permission.READ)
def file(kind: str, code: str, span: str, form: str) -> Response:
    """The report as it is now, as a file."""
    asked = look_up(kind, code, span)
    return _file(Read(asked, asked.draft()), form)


@bp.get(f"{EDITION}/files/<form>")
@needs(Permission.READ)
def edition_file(kind: str, code: str, span: str, number: int, form: str) -> Response:
    """An edition, as a file."""
    asked = look_up(kind, code, span)
    found = edition_of(asked, number)
    return _file(Read(asked, kept.read(found), found), form)


def look_up(kind: str, code: str, span: str) -> Asked:
    """What an address names, within the part of whoever is there."""
    hours = current_app.config["KIOSK_HOURS"]
    return find(db.session(), part(), (kind, code, span), _now(), hours)


def may_publish(asked: Asked) -> bool:
    """Whether whoever is there publishes this report."""
    try:
        publisher(db.session(), here().person, asked.scope)
    except MayNotPublish:
        return False
    return True


def spoken() -> Language:
    """The reader's language."""
    return cast("Language", language())


def _may_show(found: Edition) -> bool:
    if found.scope != PROVINCE:
        return False
    try:
        shower(db.session(), here().person, found)
    except MayNotPublish:
        return False
    return True


def _page(read: Read, **more: Any) -> str:
    asked = read.asked
    beside = _beside(read)
    return render_template(
        "reports/report.html",
        **more,
        asked=asked,
        span=keys.name_of(asked.span, language()),
        shown=read.setting,
        edition=read.edition,
        report=read.report,
        setting=setting,
        beside=beside,
        others=_others(asked),
        formats=files.names(),
        may_publish=asked.is_over and may_publish(asked),
    )


def _beside(read: Read) -> Any:
    """The answers of this report and of another span's, side by side, if an address asks for it."""
    given = request.args.get("with", "")
    if given not in _others(read.asked):
        return None
    other = read.asked.draft(Span.parse(given))
    return side_by_side(read.setting.measure, read.report, other, Voice.of(read.report, spoken()))


def _others(asked: Asked) -> dict[str, str]:
    """The spans of the same kind that it may be held against."""
    found = [each for each in keys.begun(local_day(asked.now)) if _is_alike(each, asked.span)]
    return {f"{each.word}": keys.name_of(each, language()) for each in found}


def _is_alike(one: Span, other: Span) -> bool:
    return one.kind == other.kind and one != other


def _file(read: Read, form: str) -> Response:
    if form not in files.names():
        abort(404)
    number = read.edition.number if read.edition else None
    name = name_of(read.asked.scope.code, read.asked.scope.kind, read.asked.key, number)
    figures = read.edition.figures if read.edition else None
    content = files.content(form, read.setting.document, read.report, figures)
    return files.attachment(form, content, name)


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment

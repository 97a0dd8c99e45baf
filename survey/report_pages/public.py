"""What everybody may read: published reports of the province, without signing in."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, abort, render_template, request

from analysis.words import Language
from survey.database import db
from survey.documents.document import Published, document
from survey.documents.voice import Voice
from survey.editions import kept, public
from survey.editions.copies import name_of
from survey.languages import language
from survey.models import PublicReport
from survey.periods import local_day
from survey.report_pages import files, keys, setting
from survey.report_pages.setting import Setting
from survey.reporting.spans import Span

bp = Blueprint("public_reports", __name__, url_prefix="/bao-cao")

KEPT_FOR_MINUTES = 5
"""Whoever takes a report away wants it gone soon."""


@bp.get("")
def show() -> Response:
    """The spans of which there is something to read."""
    found = _all()
    named = {key: keys.days_of(_span(each), language()) for key, each in found.items()}
    return _kept(Response(render_template("reports/public_list.html", found=found, named=named)))


@bp.get("/<span>")
def one(span: str) -> Response:
    """The newest public edition of the province's report."""
    found = _found(span)
    report, spoken = kept.read_public(found), cast("Language", language())
    edition = found.edition
    state = Published(edition.number, local_day(edition.published_at), edition.name)
    told = document(report, spoken, state=state)
    shown = Setting(told, Voice.of(report, spoken), request.args.get("measure", ""))
    page = render_template(
        "reports/public.html",
        shown=shown,
        setting=setting,
        report=report,
        edition=edition,
        public=found,
        key=span,
        span=keys.name_of(_span(found), language()),
        forms=files.for_everybody(),
    )
    return _kept(Response(page))


@bp.get("/<span>.<form>")
def file(span: str, form: str) -> Response:
    """The same for programs."""
    found = _found(span)
    if form not in files.for_everybody():
        abort(404)
    report = kept.read_public(found)
    told = document(report, cast("Language", language()))
    edition = found.edition
    name = name_of(edition.code, edition.scope, span, edition.number)
    content = files.content(form, told, report, found.figures)
    return _kept(files.attachment(form, content, name))


def _all() -> dict[str, PublicReport]:
    """The newest public edition of each span, by its key."""
    found: dict[str, PublicReport] = {}
    for each in db.session.scalars(public.all_public()):
        if key := _span(each).word:
            found.setdefault(key, each)
    return found


def _found(key: str) -> PublicReport:
    return _all().get(key) or abort(404)


def _span(found: PublicReport) -> Span:
    return kept.span_of(found.edition)


def _kept(reply: Response) -> Response:
    """Kept by whoever stands between, and asked for again by what it was."""
    reply.cache_control.public = True
    reply.cache_control.max_age = KEPT_FOR_MINUTES * 60
    reply.add_etag()
    return cast("Response", reply.make_conditional(request))

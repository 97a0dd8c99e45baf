"""Where a report is published, and where it is decided what of the province everybody may read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from analysis.report import Report, digest
from analysis.report.names import PROVINCE
from forms.web import translatable
from survey.access import here, needs
from survey.database import db
from survey.documents.document import document
from survey.documents.voice import Voice
from survey.editions import kept, public, refusals
from survey.editions import publishing as press
from survey.languages import language
from survey.models import Edition
from survey.report_pages import keys, setting
from survey.report_pages.asked import Asked, edition_of
from survey.report_pages.forms import PublishForm
from survey.report_pages.reading import EDITION, ONE, look_up, may_publish, spoken
from survey.report_pages.setting import Setting
from survey.roles import Permission
from survey.staff.asking import Question, unless_sure

bp = Blueprint("report_publishing", __name__, url_prefix="/staff/reports")

SURE = translatable("Publish this report?")
WILL_STAY = translatable(
    "%(name)s, %(span)s: edition %(number)s. Its figures stay as they are now, whatever arrives "
    "later, and nobody can change or take back an edition. Your name and what you say stand with "
    "it."
)
DO = translatable("Publish the report")
PUBLISHED = translatable("Edition %(number)s is published.")
REFUSALS: Mapping[type[refusals.Refused], str] = {
    refusals.MayNotPublish: translatable(
        "This report is published by the head of that office, or by an administrator of a part "
        "that has it."
    ),
    refusals.NotOver: translatable(
        "The span is not over yet. A report is published once its last day is over."
    ),
    refusals.NothingChanged: translatable(
        "The newest edition says the same, so there is nothing to publish."
    ),
    refusals.NoNote: translatable("Say what changed since the edition before."),
    refusals.TooLong: translatable("What is said beside the figures is too long."),
    refusals.OtherFigures: translatable(
        "The figures have changed since you looked at them. Please look at the report again, and "
        "then publish it. What you typed is kept."
    ),
    refusals.PublishedMeanwhile: translatable(
        "Somebody else has published this report meanwhile. Please look at their edition first."
    ),
    refusals.NotForEverybody: translatable(
        "Only the newest edition of a report of the province can be put on the public page."
    ),
    refusals.AlreadySo: translatable("It is so already: somebody else was quicker."),
}
SHOW_SURE = translatable("Put this edition on the public page?")
WILL_BE_READ = translatable(
    "Everybody can read these figures from then on, without signing in, and may keep them. Taken "
    "away later, they stay with whoever has kept them."
)
SHOW = translatable("Put it on the public page")
HIDE_SURE = translatable("Take this edition from the public page?")
WILL_BE_GONE = translatable(
    "Nobody finds it there any more. Whoever has kept the figures still has them."
)
HIDE = translatable("Take it away")
SHOWN = translatable("Everybody can read it now.")
HIDDEN = translatable("It is no longer on the public page.")


@bp.route(f"{ONE}/publish", methods=["GET", "POST"])
@needs(Permission.PUBLISH_REPORTS)
def publish(kind: str, code: str, span: str) -> ResponseReturnValue:
    """Ask what is said beside the figures; then they become an edition."""
    asked = look_up(kind, code, span)
    newest = kept.latest(db.session(), asked.scope, asked.span)
    form = PublishForm(needs_note=newest is not None)
    if not form.validate_on_submit():
        return _form(asked, form, newest), 422 if form.is_submitted() else 200
    if page := unless_sure(_question(asked, newest), request.form):
        return page
    try:
        who, seen = here().person, form.seen.data or None
        edition = press.publish(db.session(), asked.request, who, form.said, seen)
    except refusals.Refused as reason:
        db.session.rollback()
        return _refused(look_up(kind, code, span), form, reason), 422
    number = edition.number
    flash(gettext(PUBLISHED, number=number))
    return redirect(_to("reports.edition", asked, number=number), 303)


@bp.route(f"{EDITION}/everybody", methods=["GET", "POST"])
@needs(Permission.MAKE_PUBLIC)
def everybody(kind: str, code: str, span: str, number: int) -> ResponseReturnValue:
    """What everybody would read of an edition, or does; and the switch."""
    asked = look_up(kind, code, span)
    edition = edition_of(asked, number)
    if kind != PROVINCE:
        abort(404)
    is_on_page = public.shown(db.session(), edition.id) is not None
    if request.method == "GET":
        return _preview(asked, edition, is_on_page=is_on_page)
    back = _to("reports.edition", asked, number=number)
    if page := unless_sure(_switch(back, is_on_page=is_on_page), request.form):
        return page
    try:
        _turn(edition.id, is_on_page=is_on_page)
    except refusals.Refused as reason:
        db.session.rollback()
        flash(gettext(REFUSALS[type(reason)]), "refused")
        return redirect(back, 303)
    flash(gettext(HIDDEN if is_on_page else SHOWN))
    return redirect(back, 303)


def _turn(edition_id: int, *, is_on_page: bool) -> None:
    turn = public.withdraw if is_on_page else public.make_public
    turn(db.session(), edition_id, here().person, _now())


def _form(asked: Asked, form: PublishForm, newest: Edition | None, refusal: str = "") -> str:
    """The form, over the figures as they are now: what stands in it was not looked at otherwise."""
    report = asked.draft()
    changes = kept.changed(newest, report) if newest else None
    if not form.is_submitted():
        form.note.data = " ".join(each.said("vi") for each in changes.note) if changes else ""
    form.seen.data = digest(report)
    return render_template(
        "reports/publish.html",
        form=form,
        refusal=refusal or _hindrance(asked),
        asked=asked,
        report=report,
        number=newest.number + 1 if newest else 1,
        shown=_setting(report),
        setting=setting,
        span=keys.name_of(asked.span, language()),
    )


def _refused(asked: Asked, form: PublishForm, reason: refusals.Refused) -> str:
    newest = kept.latest(db.session(), asked.scope, asked.span)
    form.needs_note = newest is not None
    return _form(asked, form, newest, gettext(REFUSALS[type(reason)]))


def _hindrance(asked: Asked) -> str:
    """Why it cannot be published, if that is known beforehand."""
    if not may_publish(asked):
        return str(gettext(REFUSALS[refusals.MayNotPublish]))
    return "" if asked.is_over else str(gettext(REFUSALS[refusals.NotOver]))


def _question(asked: Asked, newest: Edition | None) -> Question:
    consequences = gettext(
        WILL_STAY,
        name=asked.office.name,
        span=keys.name_of(asked.span, language()),
        number=newest.number + 1 if newest else 1,
    )
    return Question(SURE, consequences, DO, _to("reports.one", asked))


def _switch(back: str, *, is_on_page: bool) -> Question:
    if is_on_page:
        return Question(HIDE_SURE, gettext(WILL_BE_GONE), HIDE, back)
    return Question(SHOW_SURE, gettext(WILL_BE_READ), SHOW, back)


def _preview(asked: Asked, edition: Edition, *, is_on_page: bool) -> str:
    report = public.preview(db.session(), edition)
    return render_template(
        "reports/everybody.html",
        asked=asked,
        edition=edition,
        report=report,
        shown=_setting(report),
        setting=setting,
        is_on_page=is_on_page,
        is_newest=kept.is_newest(db.session(), edition),
        span=keys.name_of(asked.span, language()),
    )


def _setting(report: Report) -> Setting:
    told = document(report, spoken())
    return Setting(told, Voice.of(report, spoken()), request.args.get("measure", ""))


def _to(endpoint: str, asked: Asked, **more: Any) -> str:
    return str(url_for(endpoint, **cast("Mapping[str, Any]", asked.address), **more))


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment

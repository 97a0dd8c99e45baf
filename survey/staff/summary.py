"""Where somebody says whether, and where to, the weekly summary of their offices goes."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from forms.web import translatable
from survey.access import here, needs_sign_in
from survey.accounts import summary
from survey.database import db
from survey.languages import NAMES, language
from survey.mailboxes import is_address
from survey.roles import Permission

bp = Blueprint("summary", __name__, url_prefix="/staff/account/summary")

NOT_AN_ADDRESS = translatable(
    "That is not an e-mail address that every mail server takes, such as an.nguyen@example.gov.vn."
)
NOT_SENT = translatable("This installation sends no messages. The first page says the same.")
NOT_FOR_THEM = translatable("The summary is for heads of offices and administrators.")
NO_LANGUAGE = translatable("Choose a language.")
ON = translatable("The address is kept. The next summary goes there.")
OFF = translatable("The address is deleted. No summary is sent any more.")


class Subscription(FlaskForm):
    """Where it goes, and in which language."""

    mailbox = StringField(filters=[lambda text: (text or "").strip()])
    language = StringField()

    def validate_mailbox(self, field: StringField) -> None:
        if not here().person.may(Permission.FOLLOW_UP):
            raise ValidationError(NOT_FOR_THEM)
        if current_app.config["MAIL"] is None:
            raise ValidationError(NOT_SENT)
        if not is_address(field.data or ""):
            raise ValidationError(NOT_AN_ADDRESS)

    def validate_language(self, field: StringField) -> None:
        if field.data not in NAMES:
            raise ValidationError(NO_LANGUAGE)


@bp.route("", methods=["GET", "POST"])
@needs_sign_in
def show() -> ResponseReturnValue:
    """Whether it is sent, and the form for where to."""
    who = here().person
    kept = summary.address_of(db.session(), who.id)
    form = Subscription(
        mailbox=kept and kept.address, language=kept.language if kept else language()
    )
    if form.validate_on_submit():
        given = (str(form.mailbox.data), str(form.language.data))
        summary.subscribe(db.session(), who.id, *given, current_app.config["CLOCK"]())
        flash(gettext(ON))
        return redirect(url_for(".show"), 303)
    page = render_template(
        "staff/summary.html",
        form=form,
        is_kept=kept is not None,
        is_sent=current_app.config["MAIL"] is not None,
        is_for_them=who.may(Permission.FOLLOW_UP),
        languages=NAMES,
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/off")
@needs_sign_in
def off() -> ResponseReturnValue:
    """Delete the address."""
    if summary.unsubscribe(db.session(), here().person.id, current_app.config["CLOCK"]()):
        flash(gettext(OFF))
    return redirect(url_for(".show"), 303)

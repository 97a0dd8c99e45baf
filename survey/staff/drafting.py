"""Drafts begun: a copy of a version, or a file."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from forms import BadQuestionnaire, Questionnaire, parse
from forms.web import translatable
from survey.access import needs
from survey.drafts import Refused
from survey.loading.delimited import is_no_text
from survey.roles import Permission
from survey.staff.drafts import editor, everything
from survey.staff.questionnaires import VERSION, found_version
from survey.staff.wordings import sentence

bp = Blueprint("drafting", __name__, url_prefix="/staff/questionnaires")

SETTING_UP = needs(Permission.SET_UP)
LARGEST = 48 * 1024

NO_FILE = translatable("Choose a file.")
TOO_LARGE = translatable(
    "The file is larger than 48 kB; the largest that comes with the product has 22."
)
NO_TEXT = translatable("This is not a TOML file.")
NOT_UTF_8 = translatable(
    "The file is not in UTF-8. Save it in this encoding, line %(line)s is not."
)
WRONG = translatable("Line %(line)s: %(reason)s")


class Upload(FlaskForm):
    """A TOML file."""

    file = FileField()


@bp.post(f"{VERSION}/copy")
@SETTING_UP
def copy(key: str, number: int) -> ResponseReturnValue:
    """Begin a draft with what a version has."""
    everything()
    row = found_version(key, number)
    try:
        editor().begin(row.text, made_from=number)
    except Refused as reason:
        flash(gettext(str(reason)), "refused")
    return redirect(url_for("drafts.show", key=key), 303)


@bp.route("/upload", methods=["GET", "POST"])
@SETTING_UP
def upload() -> ResponseReturnValue:
    """Begin a draft with a file."""
    everything()
    form = Upload()
    if form.validate_on_submit():
        try:
            text = _text(form.file.data.read(LARGEST + 1) if form.file.data else b"")
            _checked(text)
            return redirect(url_for("drafts.show", key=editor().begin(text)), 303)
        except Refused as reason:
            form.file.errors = [gettext(str(reason))]
    page = render_template("staff/upload_questionnaire.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _text(sent: bytes) -> str:
    if not sent:
        raise Refused(NO_FILE)
    if is_no_text(sent):
        raise Refused(NO_TEXT)
    if len(sent) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        return sent.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = sent.count(b"\n", 0, error.start) + 1
        raise Refused(gettext(NOT_UTF_8, line=line)) from None


def _checked(text: str) -> Questionnaire:
    """The questionnaire in a file; if there is none, the line and the reason are said."""
    try:
        return parse(text)
    except BadQuestionnaire as error:
        said = gettext(WRONG, line=error.line, reason=sentence(error.reason))
        raise Refused(said) from None

"""Versions published: for which offices and channels, and from which day on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import (
    DateField,
    HiddenField,
    SelectMultipleField,
    StringField,
    SubmitField,
    ValidationError,
)

from forms import Questionnaire
from forms.web import translatable
from survey.access import actor, needs, part
from survey.database import db
from survey.drafts import NOT_READY, Editor, Refused, breaks
from survey.languages import language
from survey.models import QuestionnaireDraft, QuestionnaireVersion
from survey.parts import shared
from survey.periods import local_day
from survey.publications import Reach
from survey.questionnaires import by_digest
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.asking import Question, unless_sure
from survey.staff.drafts import everything, found
from survey.staff.forms import EVERYTHING
from survey.staff.looking import MANY, offered
from survey.staff.members import offices
from survey.staff.questionnaires import VERSION, found_version

bp = Blueprint("publishing", __name__, url_prefix="/staff")

SETTING_UP = needs(Permission.SET_UP)
LAST_YEAR = 2100
NO_OFFICE = translatable("Choose at least one office.")
NO_CHANNEL = translatable("Choose at least one channel.")
NO_DAY = translatable("Choose a day, today or later.")
PUBLISH, PUBLISHING = translatable("Publish this questionnaire?"), translatable("Publish")
WILL_BE = translatable(
    "%(title)s, version %(number)s, will be asked from %(day)s on, in the place of what is asked "
    "now. Where: %(offices)s, and every office under them. How: %(channels)s. A published version "
    "can no longer be changed; another one can follow it."
)
PUBLISHED = translatable("Published: %(title)s, version %(number)s.")


class Publishing(FlaskForm):
    """Where a version is to be asked, and from which day on."""

    digest = HiddenField()
    offices = SelectMultipleField(choices=[], validate_choice=False)
    channels = SelectMultipleField(choices=[], validate_choice=False)
    day = DateField()
    find = StringField()
    """Words by which offices are looked for among many."""
    look = SubmitField()

    def __init__(self, offices: Mapping[str, str], today: date, **options: Any) -> None:
        super().__init__(**options)
        self.known, self.today = offices, today

    def validate_offices(self, field: SelectMultipleField) -> None:
        if not field.data or not set(field.data) <= set(self.known):
            raise ValidationError(NO_OFFICE)

    def validate_channels(self, field: SelectMultipleField) -> None:
        if not field.data or not set(field.data) <= set(wordings.CHANNELS):
            raise ValidationError(NO_CHANNEL)

    def validate_day(self, field: DateField) -> None:
        field.errors = []
        if not (field.data and self.today <= field.data and field.data.year <= LAST_YEAR):
            raise ValidationError(NO_DAY)

    @property
    def offered(self) -> Mapping[str, str]:
        """The offices to choose from: first those that are chosen, then those looked for."""
        return offered(self.known, self.find.data, self.offices.data)

    @property
    def reach(self) -> Reach:
        ids = {None if each == EVERYTHING else int(each) for each in self.offices.data}
        is_all = set(self.channels.data) == set(wordings.CHANNELS)
        channels = {None} if is_all else set(self.channels.data)
        return Reach({None} if None in ids else ids, channels, self.day.data)

    @property
    def office_names(self) -> str:
        return ", ".join(self.known[each] for each in self.offices.data)

    @property
    def channel_names(self) -> str:
        return ", ".join(gettext(wordings.CHANNELS[each]) for each in self.channels.data)


@bp.route(f"/questionnaires{VERSION}/publish", methods=["GET", "POST"])
@SETTING_UP
def version(key: str, number: int) -> ResponseReturnValue:
    """Ask a version that there is at offices of one's part."""
    row = found_version(key, number)
    back = url_for("questionnaires.version", key=key, number=number)
    questionnaire, version_id = by_digest(db.session.connection(), row.digest), row.id

    def publish(form: Publishing, editor: Editor) -> int:
        editor.publish_version(version_id, form.reach)
        return number

    return _page(questionnaire, row.digest, back, publish)


@bp.route("/questionnaire-drafts/<key>/publish", methods=["GET", "POST"])
@SETTING_UP
def draft(key: str) -> ResponseReturnValue:
    """Make a draft the next version, and ask it somewhere."""
    everything()
    if there := _published_before(key, request.form.get("digest", "")):
        title = there.title if language() == "vi" else there.title_en
        flash(gettext(PUBLISHED, title=title, number=there.version))
        return redirect(url_for("questionnaires.version", key=key, number=there.version), 303)
    seen = found(key)
    back = url_for("drafts.show", key=key)
    if not seen.is_sound or breaks(db.session(), seen.questionnaire):
        flash(gettext(NOT_READY), "refused")
        return redirect(back, 303)

    def publish(form: Publishing, editor: Editor) -> int:
        return editor.publish_draft(key, form.digest.data, form.reach)

    return _page(seen.questionnaire, seen.digest, back, publish)


def _published_before(key: str, digest: str) -> QuestionnaireVersion | None:
    """The version that the draft which was seen has become, if it was published just as it was."""
    if db.session.get(QuestionnaireDraft, key):
        return None
    made = select(QuestionnaireVersion).where(QuestionnaireVersion.made_by.is_not(None))
    found: QuestionnaireVersion | None = db.session.scalar(made.filter_by(key=key, digest=digest))
    return found


def _page(
    questionnaire: Questionnaire,
    digest: str,
    back: str,
    publish: Callable[[Publishing, Editor], int],
) -> ResponseReturnValue:
    today = local_day(current_app.config["CLOCK"]())
    form = Publishing(offices(db.session(), part(), today), today, data=_suggested(today, digest))
    is_looking = form.look.data
    if not is_looking and form.validate_on_submit():
        if page := unless_sure(_question(form, questionnaire, back), request.form):
            return page
        try:
            number = publish(form, _editor(form))
            title = questionnaire.title[language()]
            flash(gettext(PUBLISHED, title=title, number=number))
            key = questionnaire.key
            return redirect(url_for("questionnaires.version", key=key, number=number), 303)
        except Refused as reason:
            flash(gettext(str(reason)), "refused")
            return redirect(back, 303)
    page = render_template(
        "staff/publish.html",
        form=form,
        questionnaire=questionnaire,
        back=back,
        channels={key: gettext(words) for key, words in wordings.CHANNELS.items()},
        today=today,
        is_long=len(form.known) > MANY,
    )
    return page, 422 if form.is_submitted() and not is_looking else 200


def _suggested(today: date, digest: str) -> dict[str, object]:
    return {"day": today, "digest": digest, "channels": list(wordings.CHANNELS)}


def _question(form: Publishing, questionnaire: Questionnaire, back: str) -> Question:
    consequences = gettext(
        WILL_BE,
        title=questionnaire.title[language()],
        number=questionnaire.version,
        day=format_date(form.day.data, "dd/MM/yyyy"),
        offices=form.office_names,
        channels=form.channel_names,
    )
    return Question(PUBLISH, consequences, PUBLISHING, back)


def _editor(form: Publishing) -> Editor:
    chosen = form.reach.offices
    office_id = None if None in chosen else shared(db.session(), chosen)
    who = actor(Permission.SET_UP, office_id)
    return Editor(db.session(), who, current_app.config["CLOCK"]())

"""The screens of a draft: one more, renamed, put in another order, or taken out."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField, StringField

from forms import Questionnaire, Screen
from forms.checks import problems
from forms.editing import screen_moved, with_screen, without_screen
from forms.web import translatable
from survey.access import needs
from survey.languages import language
from survey.roles import Permission
from survey.staff.asking import Question, unless_sure
from survey.staff.draft_whole import words
from survey.staff.drafts import Seen, address, do, found, refusals, said
from survey.staff.question_form import Words2, one_line

bp = Blueprint("draft_screens", __name__, url_prefix="/staff/questionnaire-drafts/<key>")

SETTING_UP = needs(Permission.SET_UP)
REMOVE, REMOVING = translatable("Remove this screen?"), translatable("Remove")
NO_SCREEN_ANY_MORE = translatable(
    "With the screen go its questions, %(number)s of them: %(questions)s. From the next version on "
    "nobody is asked them; their figures of the past stay."
)
EMPTY_SCREEN = translatable("The screen asks nothing yet.")


class ScreenForm(FlaskForm):
    """A screen."""

    digest = HiddenField()
    key = StringField(filters=[one_line])
    title = FormField(Words2)

    @property
    def screen(self) -> Screen:
        said = words(self.title.form)
        return Screen(self.key.data or "", said if said.vi or said.en else None)


@bp.route("/screens/<screen>", methods=["GET", "POST"])
@SETTING_UP
def edit(key: str, screen: str) -> ResponseReturnValue:
    """A screen's title and key, to be changed."""
    seen = found(key)
    before = _screen(seen, screen)
    title = {"vi": before.title.vi, "en": before.title.en} if before.title else {}
    form = ScreenForm(data={"digest": seen.digest, "key": before.key, "title": title})
    return _look(seen, form, before)


@bp.route("/add-screen", methods=["GET", "POST"])
@SETTING_UP
def add(key: str) -> ResponseReturnValue:
    """One more screen, after the others."""
    seen = found(key)
    return _look(seen, ScreenForm(data={"digest": seen.digest}), None)


@bp.post("/move-screen")
@SETTING_UP
def move(key: str) -> ResponseReturnValue:
    """Change the order: a screen up, or down."""
    screen = _screen(found(key), request.form.get("screen", "")).key
    up = request.form.get("to") == "up"
    return do(key, lambda each: screen_moved(each, screen, up=up), f"[{screen}]")


@bp.post("/remove-screen")
@SETTING_UP
def remove(key: str) -> ResponseReturnValue:
    """Take a screen out, with its questions."""
    seen = found(key)
    screen = _screen(seen, request.form.get("screen", "")).key
    asking = Question(REMOVE, _consequences(seen, screen), REMOVING, address(key))
    if page := unless_sure(asking, request.form):
        return page
    return do(key, lambda each: without_screen(each, screen), f"− [{screen}]")


def _look(seen: Seen, form: ScreenForm, before: Screen | None) -> ResponseReturnValue:
    """The form, unless it was sent and what was typed is stored."""
    old, key = before.key if before else None, seen.questionnaire.key
    refused: list[str] = []
    if form.validate_on_submit():
        screen = form.screen
        refused = _wrong(form, with_screen(seen.questionnaire, screen, old), screen, old)
        if not refused and not form.errors:
            refused = refusals(
                key,
                form.digest.data,
                lambda each: with_screen(each, screen, old),
                f"[{screen.key}]",
            )
            if not refused:
                return redirect(address(key), 303)
        form.digest.data = seen.digest
    page = render_template(
        "staff/screen.html", draft=seen, form=form, before=before, refused=refused
    )
    return page, 422 if form.is_submitted() else 200


def _wrong(form: ScreenForm, edited: Questionnaire, screen: Screen, old: str | None) -> list[str]:
    """Blame fields; what has none is returned. A new one asks nothing yet."""
    here = [at for at, each in enumerate(edited.screens) if each.key == screen.key]
    rest = []
    for problem in problems(edited):
        if problem.table != "screens":
            continue
        if problem.is_of_all and old is None:
            rest.append(said(problem))
        elif problem.index in here and problem.reason.about:
            field = form.key if problem.reason.about == "key" else form.title.form.lacking
            field.errors = [*field.errors, said(problem)]
    return rest


def _consequences(seen: Seen, screen: str) -> str:
    asked = [each for each in seen.questionnaire.questions if each.screen == screen]
    if not asked:
        return str(gettext(EMPTY_SCREEN))
    questions = "; ".join(each.words[language()] or each.key for each in asked)
    return str(gettext(NO_SCREEN_ANY_MORE, number=len(asked), questions=questions))


def _screen(seen: Seen, key: str) -> Screen:
    found_one = next((each for each in seen.questionnaire.screens if each.key == key), None)
    return found_one or abort(404)

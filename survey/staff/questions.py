"""Questions of a draft: one edited, or one more."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms import Condition, Question, Questionnaire
from forms.checks import problems
from forms.editing import with_question
from forms.questionnaire import ROLES
from forms.reasons import Problem, because
from forms.web import translatable
from survey.access import needs
from survey.database import db
from survey.drafts import CHANGED_MEANWHILE, Refused, breaks
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.drafts import Seen, editor, found
from survey.staff.question_form import QuestionForm, typed

bp = Blueprint("questions", __name__, url_prefix="/staff/questionnaire-drafts/<key>")

SETTING_UP = needs(Permission.SET_UP)
NO_ANSWER_CHOSEN = translatable("Choose which answers it depends on.")
SAVED = translatable("Saved: %(key)s.")


@bp.route("/questions/<question>", methods=["GET", "POST"])
@SETTING_UP
def edit(key: str, question: str) -> ResponseReturnValue:
    """A question of a draft, to be changed."""
    seen = found(key)
    before = next((each for each in seen.questionnaire.questions if each.key == question), None)
    if before is None:
        abort(404)
    form = QuestionForm(data=typed(before) | {"digest": seen.digest})
    return _look(seen, form, before)


@bp.route("/add", methods=["GET", "POST"])
@SETTING_UP
def add(key: str) -> ResponseReturnValue:
    """One more question."""
    seen = found(key)
    screens = [screen.key for screen in seen.questionnaire.screens]
    screen = request.args.get("screen", screens[-1] if screens else "")
    return _look(seen, QuestionForm(data={"screen": screen, "digest": seen.digest}), None)


def _look(seen: Seen, form: QuestionForm, before: Question | None) -> ResponseReturnValue:
    """The form, unless it was sent and what was typed is stored."""
    refused: list[str] = []
    if form.is_submitted():
        refused = _saved(seen, form, before)
        if not refused and not form.errors:
            flash(gettext(SAVED, key=form.key.data))
            return redirect(url_for("drafts.show", key=seen.questionnaire.key), 303)
        form.digest.data = seen.digest
    page = render_template(
        "staff/question.html",
        draft=seen,
        form=form.with_rows(),
        before=before,
        refused=refused,
        earlier=list(_earlier(seen.questionnaire, before)),
        chosen=_named(seen.questionnaire, form.condition.data),
        roles=ROLES,
        wordings=wordings,
    )
    return page, 422 if form.is_submitted() else 200


def _saved(seen: Seen, form: QuestionForm, before: Question | None) -> list[str]:
    """Store what was typed, or say beside the fields what is wrong, and here what has no field."""
    if not form.validate():
        return [each for errors in form.errors.values() for each in errors if isinstance(each, str)]
    question = form.question(before)
    old = before.key if before else None
    edited = with_question(seen.questionnaire, question, old)
    refused = list(_wrong(seen, form, question, edited))
    if refused or form.errors:
        return refused
    what = f"{old} → {question.key}" if old and old != question.key else question.key
    try:
        editor().edit(
            seen.questionnaire.key,
            form.digest.data,
            lambda current: with_question(current, question, old),
            what,
        )
    except Refused as reason:
        return [gettext(str(reason))]
    return []


def _wrong(
    seen: Seen, form: QuestionForm, question: Question, edited: Questionnaire
) -> Iterator[str]:
    """Blame fields for what is wrong now; what has become wrong elsewhere is returned."""
    if form.digest.data != seen.digest:
        yield gettext(CHANGED_MEANWHILE)
    if any(each == Condition(each.question, frozenset()) for each in question.when):
        form.blame(because(NO_ANSWER_CHOSEN, "when"))
    known = {_told(seen.questionnaire, each) for each in problems(seen.questionnaire)}
    for problem in problems(edited):
        if problem.table != "questions" or problem.is_of_all:
            continue
        about = edited.questions[problem.index]
        if about is question:
            form.blame(problem.reason)
        elif _told(edited, problem) not in known:
            yield f"{about.key}: {wordings.sentence(problem.reason)}"
    for change in breaks(db.session(), edited):
        if change.question == question.key:
            form.blame(because(wordings.BROKEN, "kind" if change.what == "kind" else "options"))


def _told(questionnaire: Questionnaire, problem: Problem) -> tuple[str, str]:
    return questionnaire.questions[problem.index].key, str(problem.reason)


def _earlier(questionnaire: Questionnaire, before: Question | None) -> Iterator[Question]:
    """Questions on which another may depend: with options, and not the last screen's."""
    screens = [screen.key for screen in questionnaire.screens]
    last = before.screen if before else screens[-1] if screens else None
    upto = screens.index(last) if last in screens else len(screens)
    for question in questionnaire.questions:
        if question.screen in screens[:upto] and question.options:
            yield question


def _named(questionnaire: Questionnaire, key: str | None) -> Question | None:
    return next((each for each in questionnaire.questions if each.key == key), None)

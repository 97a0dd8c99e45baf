"""Questions of a draft: one edited, or one more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms import Question, Questionnaire
from forms.checks import KINDS, problems
from forms.editing import with_question
from forms.questionnaire import ROLES
from forms.reasons import because
from forms.web import translatable
from survey.access import needs
from survey.database import db
from survey.drafts import CHANGED_MEANWHILE, breaks
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.conditions import earlier
from survey.staff.drafts import Seen, found, newly_wrong, refusals
from survey.staff.question_form import QuestionForm, typed
from survey.staff.rearranging import DO, rearranged

bp = Blueprint("questions", __name__, url_prefix="/staff/questionnaire-drafts/<key>")

SETTING_UP = needs(Permission.SET_UP)
SAVED = translatable("Saved: %(key)s.")


@bp.route("/questions/<question>", methods=["GET", "POST"])
@SETTING_UP
def edit(key: str, question: str) -> ResponseReturnValue:
    """A question of a draft, to be changed."""
    seen = found(key)
    before = next((each for each in seen.questionnaire.questions if each.key == question), None)
    if before is None:
        abort(404)
    return _look(seen, typed(before) | {"digest": seen.digest}, before)


@bp.route("/add", methods=["GET", "POST"])
@SETTING_UP
def add(key: str) -> ResponseReturnValue:
    """One more question."""
    seen = found(key)
    screens = [screen.key for screen in seen.questionnaire.screens]
    screen = request.args.get("screen", screens[-1] if screens else "")
    return _look(seen, {"screen": screen, "digest": seen.digest}, None)


def _look(seen: Seen, shown: dict[str, Any], before: Question | None) -> ResponseReturnValue:
    """The form, unless it was sent and what was typed is stored.

    Once it was sent, what was not sent counts as empty: a box that was ticked is ticked no more.
    """
    form = QuestionForm() if request.method == "POST" else QuestionForm(data=shown)
    if form.is_submitted() and (do := request.form.get(DO)):
        form = QuestionForm(formdata=None, data=rearranged(form.data, do))
        return _page(seen, form, before, [], is_rearranged=True)
    refused: list[str] = []
    if form.is_submitted():
        refused = _saved(seen, form, before)
        if not refused and not form.errors:
            flash(gettext(SAVED, key=form.key.data))
            return redirect(url_for("drafts.show", key=seen.questionnaire.key), 303)
        form.digest.data = seen.digest
    page = _page(seen, form, before, refused)
    return page, 422 if form.is_submitted() else 200


def _page(
    seen: Seen,
    form: QuestionForm,
    before: Question | None,
    refused: list[str],
    *,
    is_rearranged: bool = False,
) -> str:
    screen = None if form.kind.data == "derived" else form.screen.data
    return render_template(
        "staff/question.html",
        draft=seen,
        form=form.with_rows(),
        before=before,
        refused=refused,
        is_rearranged=is_rearranged,
        earlier=earlier(seen.questionnaire, screen),
        roles=ROLES,
        kinds=KINDS,
        wordings=wordings,
    )


def _saved(seen: Seen, form: QuestionForm, before: Question | None) -> list[str]:
    """Store what was typed, or say beside the fields what is wrong, and here what has no field."""
    if not form.validate():
        return [each for errors in form.errors.values() for each in errors if isinstance(each, str)]
    form.blame_for_what_no_file_says()
    question = form.question()
    old = before.key if before else None
    edited = with_question(seen.questionnaire, question, old)
    refused = list(_wrong(seen, form, question, edited))
    if refused or form.errors:
        return refused
    what = f"{old} → {question.key}" if old and old != question.key else question.key
    return refusals(
        seen.questionnaire.key,
        form.digest.data,
        lambda current: with_question(current, question, old),
        what,
    )


def _wrong(
    seen: Seen, form: QuestionForm, question: Question, edited: Questionnaire
) -> Iterator[str]:
    """Blame fields for what is wrong now; what has become wrong elsewhere is returned."""
    if form.digest.data != seen.digest:
        yield gettext(CHANGED_MEANWHILE)
    for problem in problems(edited):
        is_question = problem.table == "questions" and not problem.is_of_all
        if is_question and edited.questions[problem.index].key == question.key:
            form.blame(problem.reason)
    for about, reason in newly_wrong(seen.questionnaire, edited):
        if about.key != question.key:
            yield f"{about.key}: {wordings.sentence(reason)}"
    for change in breaks(db.session(), edited):
        if change.question == question.key:
            form.blame(because(wordings.BROKEN, "kind" if change.what == "kind" else "options"))

"""Drafts of questionnaires: what is to become the next version, looked at and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms import Question, Questionnaire
from forms.checks import problems
from forms.comparing import changes
from forms.editing import moved, without_question
from forms.loading import read_unchecked
from forms.reasons import Problem, Reason
from forms.web import translatable
from survey.access import actor, needs, part
from survey.database import db
from survey.drafts import Editor, Refused, breaks, earlier
from survey.languages import language
from survey.models import QuestionnaireDraft
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.asking import Question as Asking
from survey.staff.asking import unless_sure
from survey.staff.previewing import screens
from survey.staff.questionnaires import as_toml

bp = Blueprint("drafts", __name__, url_prefix="/staff/questionnaire-drafts/<key>")

SETTING_UP = needs(Permission.SET_UP)
REMOVE, REMOVING = translatable("Remove this question?"), translatable("Remove")
NO_QUESTION_ANY_MORE = translatable(
    "%(words)s – from the next version on nobody is asked it. Its figures of the past stay."
)
DISCARD, DISCARDING = translatable("Throw this draft away?"), translatable("Throw away")
NO_DRAFT_ANY_MORE = translatable(
    "Everything that was changed in the draft of %(key)s is lost. Published versions stay as they "
    "are."
)
DISCARDED = translatable("The draft has been thrown away.")


@dataclass(frozen=True)
class Seen:
    """A draft as it is now."""

    questionnaire: Questionnaire
    digest: str
    made_from: int | None
    changed_by: str
    row: QuestionnaireDraft

    def problems_of(self, key: str) -> list[str]:
        """What is wrong with a question, in the reader's language."""
        index = [each.key for each in self.questionnaire.questions].index(key)
        return [said(each) for each in self._problems if _is_about(each, index)]

    @property
    def general_problems(self) -> list[str]:
        """What is wrong with the whole."""
        return [
            said(each) for each in self._problems if each.table != "questions" or each.is_of_all
        ]

    @property
    def is_sound(self) -> bool:
        return not self._problems

    @cached_property
    def _problems(self) -> list[Problem]:
        return list(problems(self.questionnaire))


def _is_about(problem: Problem, index: int) -> bool:
    return problem.table == "questions" and problem.index == index and not problem.is_of_all


def said(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return wordings.sentence(problem.reason)


@bp.get("")
@SETTING_UP
def show(key: str) -> ResponseReturnValue:
    """A draft: its questions in their order, what is wrong, and what it changes."""
    seen = found(key)
    before = next(iter(earlier(db.session(), key)), None)
    return render_template(
        "staff/draft.html",
        draft=seen,
        before=before,
        changes=changes(before, seen.questionnaire, language()) if before else (),
        breaks=breaks(db.session(), seen.questionnaire),
        wordings=wordings,
    )


@bp.get("/preview")
@SETTING_UP
def preview(key: str) -> ResponseReturnValue:
    """A draft as citizens would see it; nothing can be sent."""
    questionnaire = found(key).questionnaire
    return render_template(
        "staff/preview.html",
        questionnaire=questionnaire,
        screens=screens(questionnaire),
        number=questionnaire.version,
        is_draft=True,
        back=address(key),
    )


@bp.get("/file")
@SETTING_UP
def file(key: str) -> ResponseReturnValue:
    """A draft's TOML."""
    return as_toml(found(key).row.text, f"{key}-draft")


@bp.post("/move")
@SETTING_UP
def move(key: str) -> ResponseReturnValue:
    """Change the order: a question up, or down."""
    question, up = _question(found(key)), request.form.get("to") == "up"
    return do(key, lambda each: moved(each, question, up=up), question)


@bp.post("/remove")
@SETTING_UP
def remove(key: str) -> ResponseReturnValue:
    """Take a question out."""
    seen = found(key)
    question = _question(seen)
    words = seen.questionnaire.question(question).words[language()]
    consequences = gettext(NO_QUESTION_ANY_MORE, words=words)
    asking = Asking(REMOVE, consequences, REMOVING, address(key))
    if page := unless_sure(asking, request.form):
        return page
    return do(key, lambda each: without_question(each, question), f"− {question}")


@bp.post("/discard")
@SETTING_UP
def discard(key: str) -> ResponseReturnValue:
    """Throw the draft away."""
    found(key)
    consequences = gettext(NO_DRAFT_ANY_MORE, key=key)
    if page := unless_sure(Asking(DISCARD, consequences, DISCARDING, address(key)), request.form):
        return page
    try:
        editor().discard(key)
        flash(gettext(DISCARDED))
    except Refused as reason:
        flash(gettext(str(reason)), "refused")
    return redirect(url_for("questionnaires.show"), 303)


def found(key: str) -> Seen:
    """The draft of a questionnaire, for those who set up everything."""
    everything()
    row = db.session.get(QuestionnaireDraft, key) or abort(404)
    return Seen(read_unchecked(row.text), row.digest, row.made_from, row.user.full_name, row)


def newly_wrong(before: Questionnaire, after: Questionnaire) -> Iterator[tuple[Question, Reason]]:
    """What is wrong with questions and was not before."""
    known = {(each.key, str(reason)) for each, reason in _of_questions(before)}
    for question, reason in _of_questions(after):
        if (question.key, str(reason)) not in known:
            yield question, reason


def _of_questions(questionnaire: Questionnaire) -> Iterator[tuple[Question, Reason]]:
    for problem in problems(questionnaire):
        if problem.table == "questions" and not problem.is_of_all:
            yield questionnaire.questions[problem.index], problem.reason


def everything() -> None:
    """Turn those away who set up only a part: a questionnaire is everybody's."""
    if not part().is_everything:
        abort(403)


def editor() -> Editor:
    """Whoever is there, to change drafts."""
    who = actor(Permission.SET_UP, None)
    return Editor(db.session(), who, current_app.config["CLOCK"]())


def address(key: str) -> str:
    """Of the page of a draft."""
    return url_for("drafts.show", key=key)


def _question(seen: Seen) -> str:
    named = request.form.get("question", "")
    known = {each.key for each in seen.questionnaire.questions}
    return named if named in known else abort(404)


def do(
    key: str, edited: Callable[[Questionnaire], Questionnaire], what: str
) -> ResponseReturnValue:
    """Change the draft that was seen, and show it again."""
    for reason in refusals(key, request.form.get("digest", ""), edited, what):
        flash(reason, "refused")
    return redirect(address(key), 303)


def refusals(
    key: str, seen: str, edited: Callable[[Questionnaire], Questionnaire], what: str
) -> list[str]:
    """Change the draft of which `seen` is the digest; why not, if it was not done."""
    try:
        editor().edit(key, seen, edited, what)
    except Refused as reason:
        return [gettext(str(reason))]
    return []

"""The titles of a draft: its own, and those of its screens."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField

from forms import Questionnaire, Words
from forms.checks import problems
from survey.access import needs
from survey.drafts import Refused
from survey.roles import Permission
from survey.staff.drafts import Seen, address, editor, found, said
from survey.staff.question_form import Words2

bp = Blueprint("draft_titles", __name__, url_prefix="/staff/questionnaire-drafts/<key>")

SETTING_UP = needs(Permission.SET_UP)


class Titles(FlaskForm):
    """The title, and those of the screens."""

    digest = HiddenField()
    title = FormField(Words2)
    screens = FieldList(FormField(Words2))


@bp.route("/titles", methods=["GET", "POST"])
@SETTING_UP
def edit(key: str) -> ResponseReturnValue:
    """The title and those of the screens, to be changed."""
    seen = found(key)
    form = Titles(data=_titles(seen))
    if form.validate_on_submit() and _are_titles(form, seen):
        try:
            editor().edit(key, form.digest.data, lambda each: _titled(each, form), "title")
            return redirect(address(key), 303)
        except Refused as reason:
            flash(gettext(str(reason)), "refused")
            form.digest.data = seen.digest
    page = render_template("staff/titles.html", draft=seen, form=form)
    return page, 422 if form.is_submitted() else 200


def _titles(seen: Seen) -> dict[str, object]:
    questionnaire = seen.questionnaire
    return {
        "digest": seen.digest,
        "title": {"vi": questionnaire.title.vi, "en": questionnaire.title.en},
        "screens": [
            {"vi": each.title.vi, "en": each.title.en} if each.title else {"vi": "", "en": ""}
            for each in questionnaire.screens
        ],
    }


def _titled(questionnaire: Questionnaire, form: Titles) -> Questionnaire:
    pairs = zip(questionnaire.screens, form.screens, strict=False)
    screens = [replace(screen, title=_words(row) or None) for screen, row in pairs]
    screens += questionnaire.screens[len(screens) :]
    title = _words(form.title) or Words("", "")
    return replace(questionnaire, title=title, screens=tuple(screens))


def _words(row: FormField) -> Words | None:
    vi, en = row.form.vi.data or "", row.form.en.data or ""
    return Words(vi, en) if vi or en else None


def _are_titles(form: Titles, seen: Seen) -> bool:
    """Whether the titles are in order; if not, it is said beside them."""
    wrong = [
        p for p in problems(_titled(seen.questionnaire, form)) if p.table in ("title", "screens")
    ]
    known = set(map(str, (p.reason for p in problems(seen.questionnaire))))
    for problem in wrong:
        if str(problem.reason) not in known or problem.table == "title":
            row = form.title if problem.table == "title" else form.screens[problem.index]
            row.form.vi.errors = [*row.form.vi.errors, said(problem)]
    return not form.errors

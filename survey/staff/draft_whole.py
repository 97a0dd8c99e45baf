"""What a draft is as a whole: its title, what it measures, and the parts that have an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField, StringField

from forms import Questionnaire, Words
from forms.checks import problems
from forms.editing import with_parts
from forms.questionnaire import Part
from forms.sizes import MOST_PARTS
from survey.access import needs
from survey.roles import Permission
from survey.staff import wordings
from survey.staff.drafts import Seen, address, found, newly_wrong, refusals, said
from survey.staff.question_form import Words2, one_line
from survey.staff.rearranging import DO, rearranged

bp = Blueprint("draft_whole", __name__, url_prefix="/staff/questionnaire-drafts/<key>")

SETTING_UP = needs(Permission.SET_UP)
EMPTY_ROWS = 2
OF_THE_WHOLE = ("title", "measure", "matter", "index")


class PartRow(Words2):
    """A block or a group, or a row that was left empty."""

    was = HiddenField()
    """The key that it has had: questions that name it are to name it by the new one."""
    key = StringField(filters=[one_line])

    @property
    def is_empty(self) -> bool:
        return not (self.key.data or self.vi.data or self.en.data)


class Whole(FlaskForm):
    """Everything that is no screen's and no question's."""

    digest = HiddenField()
    title = FormField(Words2)
    measure = StringField()
    matter = StringField()
    index = StringField()
    parts = FieldList(FormField(PartRow), max_entries=MOST_PARTS)

    def with_rows(self) -> Whole:
        """With some empty rows for more parts."""
        filled = sum(not row.form.is_empty for row in self.parts)
        while len(self.parts) < min(filled + EMPTY_ROWS, MOST_PARTS):
            self.parts.append_entry()
        return self

    @property
    def filled(self) -> list[PartRow]:
        return [row.form for row in self.parts if not row.form.is_empty]

    def edited(self, before: Questionnaire) -> Questionnaire:
        """The questionnaire with what was typed."""
        parts = [Part(row.key.data or "", words(row)) for row in self.filled]
        renamed = {row.was.data: row.key.data or "" for row in self.filled if row.was.data}
        return replace(
            with_parts(before, parts, renamed),
            title=words(self.title.form),
            measure=self.measure.data or "",
            matter=self.matter.data or "",
            index_rule=self.index.data or "",
        )


@bp.route("/whole", methods=["GET", "POST"])
@SETTING_UP
def edit(key: str) -> ResponseReturnValue:
    """The whole, to be changed."""
    seen = found(key)
    form = Whole() if request.method == "POST" else Whole(data=_typed(seen))
    if form.is_submitted() and (do := request.form.get(DO)):
        form = Whole(formdata=None, data=rearranged(form.data, do))
        return _page(seen, form, [], is_rearranged=True)
    refused: list[str] = []
    if form.validate_on_submit():
        refused = [*_wrong(form, seen.questionnaire)]
        if not refused and not form.errors:
            refused = refusals(key, form.digest.data, form.edited, "title")
            if not refused:
                return redirect(address(key), 303)
        form.digest.data = seen.digest
    page = _page(seen, form, refused)
    return page, 422 if form.is_submitted() else 200


def _page(seen: Seen, form: Whole, refused: list[str], *, is_rearranged: bool = False) -> str:
    return render_template(
        "staff/whole.html",
        draft=seen,
        form=form.with_rows(),
        refused=refused,
        is_rearranged=is_rearranged,
        wordings=wordings,
    )


def _wrong(form: Whole, before: Questionnaire) -> Iterator[str]:
    """Blame fields; what has become wrong with questions is returned."""
    after = form.edited(before)
    for problem in problems(after):
        if problem.table in OF_THE_WHOLE:
            field = form.title.form.lacking if problem.table == "title" else form[problem.table]
            field.errors = [*field.errors, said(problem)]
        elif problem.table == "parts" and problem.is_of_all:
            yield said(problem)
        elif problem.table == "parts":
            row = form.filled[problem.index]
            row.key.errors = [*row.key.errors, said(problem)]
            form.parts.errors = [*form.parts.errors, said(problem)]
    for question, reason in newly_wrong(before, after):
        yield f"{question.key}: {wordings.sentence(reason)}"


def words(row: Words2) -> Words:
    """What was typed in both languages."""
    return Words(row.vi.data or "", row.en.data or "")


def _typed(seen: Seen) -> dict[str, Any]:
    questionnaire = seen.questionnaire
    return {
        "digest": seen.digest,
        "title": {"vi": questionnaire.title.vi, "en": questionnaire.title.en},
        "measure": questionnaire.measure,
        "matter": questionnaire.matter,
        "index": questionnaire.index_rule,
        "parts": [
            {"was": each.key, "key": each.key, "vi": each.words.vi, "en": each.words.en}
            for each in questionnaire.parts
        ],
    }

"""Comments of one's part: read, answered, and met by a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.web import translatable
from survey import comments, remedies
from survey.access import actor, here, needs
from survey.audit import change
from survey.comments import Review, Reviewed, review
from survey.database import db
from survey.models import Comment
from survey.models.responses import ANSWERED, READ, TAKEN_UP
from survey.periods import local_day
from survey.roles import Permission
from survey.staff import voices
from survey.staff.exports import as_file
from survey.staff.follow_up_forms import AnswerForm, HideForm, JoinForm
from survey.staff.lists import MOST_ON_A_PAGE, shown
from survey.staff.promises import form_for, open_remedies
from survey.staff.voices import Reader

bp = Blueprint("comments", __name__, url_prefix="/staff/comments")

NONE_CHOSEN = translatable("Choose at least one comment that nobody has read yet.")
MARKED = translatable("Comments marked as read: %(number)s.")
ANSWERED_NOW = translatable("The answer is kept.")
MASKED = translatable("The words are masked.")
TAKEN_UP_NOW = translatable("The comment has a remedy now.")
FOLLOWING_UP = needs(Permission.FOLLOW_UP)
READING = {"comments.show", "comments.one"}
"""What changes nothing."""


@bp.get("")
@needs(Permission.READ)
def show() -> ResponseReturnValue:
    """The comments of one's part, the newest days first."""
    listing = voices.listing(db.session(), _reader())
    found = shown(db.session(), _comments(), listing, request.args)
    file = as_file(found, f"comments-{local_day(_now())}")
    return file or render_template(
        "staff/comments.html",
        shown=found,
        voices=voices,
        session=db.session(),
        can_mark=any(_is_waiting(row) for row in found.rows),
    )


@bp.post("/read")
@FOLLOWING_UP
def read() -> ResponseReturnValue:
    """Mark some comments as read: from then on everybody of the part sees their words."""
    chosen = [_found(*_key(each)) for each in request.form.getlist("comment")[:MOST_ON_A_PAGE]]
    marked = _review(chosen, Review(READ))
    if marked:
        flash(gettext(MARKED, number=marked))
    else:
        flash(gettext(NONE_CHOSEN), "refused")
    if len(chosen) == 1 and "stay" in request.form:
        return redirect(_address(chosen[0]), 303)
    known = {
        "q",
        "order",
        "page",
        "size",
        "reason",
        "state",
        "office",
        "field",
        "channel",
        "from",
        "until",
    }
    same: dict[str, Any] = {key: value for key, value in request.args.items() if key in known}
    return redirect(url_for(".show", **same), 303)


@bp.get("/<uuid:response_id>/<question>")
@needs(Permission.READ)
def one(response_id: UUID, question: str) -> ResponseReturnValue:
    """A comment, with what the same person chose, and what became of it."""
    return _look(_found(response_id, question))


@bp.post("/<uuid:response_id>/<question>/answer")
@FOLLOWING_UP
def answer(response_id: UUID, question: str) -> ResponseReturnValue:
    """Keep what was answered, and where."""
    row, form = _found(response_id, question), AnswerForm()
    if not form.validate_on_submit():
        return _look(row, answer=form), 422
    address = _address(row)
    _review([row], Review(ANSWERED, note=form.note.data))
    flash(gettext(ANSWERED_NOW))
    return redirect(address, 303)


@bp.post("/<uuid:response_id>/<question>/hide")
@FOLLOWING_UP
def hide(response_id: UUID, question: str) -> ResponseReturnValue:
    """Mask words that point to a person, which the program did not know as such."""
    row = _found(response_id, question)
    form = HideForm(voices.words_of(row))
    if not form.validate_on_submit():
        return _look(row, hide=form), 422
    comment, address = _reviewed(row), _address(row)
    who = actor(Permission.FOLLOW_UP, comment.office_id)
    with change(db.session()) as connection:
        comments.hide(connection, comment, form.words.data, who, _now())
    flash(gettext(MASKED))
    return redirect(address, 303)


@bp.post("/<uuid:response_id>/<question>/join")
@FOLLOWING_UP
def join(response_id: UUID, question: str) -> ResponseReturnValue:
    """Say which remedy, of those that are under way, meets a comment too."""
    row = _found(response_id, question)
    form = JoinForm(open_remedies(db.session(), row.Office.id))
    if not form.validate_on_submit():
        return _look(row, join=form), 422
    return _take_up(row, lambda: int(form.remedy.data))


@bp.route("/<uuid:response_id>/<question>/remedy", methods=["GET", "POST"])
@FOLLOWING_UP
def remedy(response_id: UUID, question: str) -> ResponseReturnValue:
    """Promise to do something about a comment. What was written is not copied: the log has it."""
    row = _found(response_id, question)
    office = {str(row.Office.id): row.Office.name}
    field = str(row.Field.id) if request.method == "GET" else None
    form = form_for(db.session(), office, local_day(_now()), {"field": field} if field else {})
    if form.validate_on_submit():
        who = actor(Permission.FOLLOW_UP, row.Office.id)
        return _take_up(row, lambda: remedies.add(db.session(), form.promise, who, _now()).id)
    page = render_template(
        "staff/remedy_form.html", form=form, said=voices.words_of(row), back=_address(row)
    )
    return page, 422 if form.is_submitted() else 200


def _take_up(row: Any, remedy_id: Any) -> ResponseReturnValue:
    comment, address = _reviewed(row), _address(row)
    who = actor(Permission.FOLLOW_UP, comment.office_id)
    with change(db.session()) as connection:
        review(connection, comment, Review(TAKEN_UP, remedy_id=remedy_id()), who, _now())
    flash(gettext(TAKEN_UP_NOW))
    return redirect(address, 303)


def _review(rows: Sequence[Any], new: Review) -> int:
    """Say of some comments what became of them; of how many it is news."""
    chosen = [_reviewed(row) for row in rows]
    by = {each.office_id: actor(Permission.FOLLOW_UP, each.office_id) for each in chosen}
    with change(db.session()) as connection:
        return sum(review(connection, each, new, by[each.office_id], _now()) for each in chosen)


def _reviewed(row: Any) -> Reviewed:
    return Reviewed(row.Comment.response_id, row.Comment.question, row.Office.id)


def _key(said: str) -> tuple[UUID, str]:
    response_id, _, question = said.partition("/")
    try:
        return UUID(response_id), question
    except ValueError:
        abort(404)


def _found(response_id: UUID, question: str) -> Any:
    """A comment of one's part: to change something, of the part where one may."""
    key = (Comment.response_id == response_id, Comment.question == question)
    row = db.session.execute(_comments().where(*key)).one_or_none()
    if row is None or (request.endpoint not in READING and not row.is_ours):
        abort(404)
    return row


def _look(row: Any, **forms: Any) -> str:
    given = {
        "answer": AnswerForm(
            formdata=None, data={"note": row.CommentReview and row.CommentReview.note}
        ),
        "hide": HideForm("", formdata=None),
        "join": JoinForm(open_remedies(db.session(), row.Office.id), formdata=None),
    } | forms
    return render_template(
        "staff/comment.html",
        row=row,
        voices=voices,
        session=db.session(),
        is_waiting=_is_waiting(row),
        **given,
    )


def _is_waiting(row: Any) -> bool:
    """Whether somebody who is there may mark it as read, and nobody has yet."""
    return row.CommentReview is None and row.is_ours


def _address(row: Any) -> str:
    key = {"response_id": row.Comment.response_id, "question": row.Comment.question}
    return url_for(".one", **key)


def _comments() -> Any:
    return voices.comments(_reader(), _now())


def _reader() -> Reader:
    return Reader.of(here().person)


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment

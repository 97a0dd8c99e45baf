"""The comments of a part, as a reader may see them, and how they are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.accounts.person import Person
from survey.comments import NEW, in_state, is_readable, is_settled, without
from survey.models import (
    Comment,
    CommentReview,
    Counter,
    Field,
    Office,
    QuestionnaireVersion,
    Response,
)
from survey.parts import Part, within
from survey.roles import Permission
from survey.staff import choices, said, words
from survey.staff.lists import Column, DayFilter, Filter, Listing, contains


@dataclass(frozen=True)
class Reader:
    """Whose comments somebody may see, whose unread words, and whose they may review."""

    part: Part
    unread: Part
    reviewed: Part

    @classmethod
    def of(cls, person: Person) -> Reader:
        follows, audits = (
            person.part(each) for each in (Permission.FOLLOW_UP, Permission.READ_LOG)
        )
        everything = follows.is_everything or audits.is_everything
        unread = Part(follows.offices | audits.offices, everything)
        return cls(person.part(Permission.READ), unread, follows)


def comments(reader: Reader, now: datetime) -> Select[*tuple[Any, ...]]:
    """The comments that nobody can rewrite any more."""
    return (
        select(
            Comment,
            Response,
            Office,
            Field,
            Counter,
            CommentReview,
            QuestionnaireVersion.digest.label("digest"),
            is_readable(reader.unread).label("is_readable"),
            within(Response.office_id, reader.reviewed).label("is_ours"),
        )
        .join(Response, Response.id == Comment.response_id)
        .join(Office, Office.id == Response.office_id)
        .join(Field, Field.id == Response.field_id)
        .join(Counter, Counter.id == Response.counter_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.questionnaire_id)
        .outerjoin(CommentReview, _of_comment())
        .where(within(Response.office_id, reader.part), is_settled(now))
    )


def _of_comment() -> ColumnElement[bool]:
    return and_(
        CommentReview.response_id == Comment.response_id,
        CommentReview.question == Comment.question,
    )


def listing(session: Session, reader: Reader) -> Listing:
    """What can be done with the list of comments."""
    asked = choices.reason_questions(session)
    has_reason = choices.has_reason(asked, session.get_bind().dialect.name)
    office = translatable("Office")
    field, channel = translatable("Field"), translatable("Channel")
    reasons = translatable("Reasons")

    def has_word(word: str) -> ColumnElement[bool]:
        """Nobody finds out by searching what words say that they may not read."""
        written = and_(is_readable(reader.unread), contains(word, Comment.folded))
        return or_(written, contains(word, Office.folded, Field.folded, Counter.folded))

    def told(row: Any) -> str:
        return "; ".join(reasons_of(session, row))

    return Listing(
        columns=(
            Column("day", translatable("Day"), lambda row: row.Comment.day, Comment.day),
            Column("state", words.STATE, lambda row: words.comment_state(state_of(row))),
            Column("words", translatable("Comment"), words_of),
            Column("overall", translatable("Overall"), lambda row: overall_of(session, row)),
            Column("reasons", reasons, told, choices.first_reason(asked)),
            Column("office", office, lambda row: row.Office.name, Office.folded),
            Column("field", field, lambda row: choices.field_name(row.Field), Field.folded),
            Column("counter", translatable("Counter"), lambda row: row.Counter.name),
            Column("channel", channel, lambda row: words.channel(row.Response.channel)),
            Column("set_aside", translatable("Set aside"), lambda row: row.Response.set_aside),
        ),
        searched=has_word,
        tie=Comment.response_id,
        filters=(
            Filter("reason", reasons, choices.reasons(asked), has_reason),
            Filter("state", words.STATE, words.comment_states(), in_state),
            Filter("office", office, choices.offices(session, reader.part), _is_of_office),
            Filter("field", field, choices.fields(session), lambda code: Field.code == code),
            Filter("channel", channel, choices.channels(), _is_by_channel),
            DayFilter("from", translatable("From"), _is_from),
            DayFilter("until", translatable("Until"), _is_until),
        ),
        order="-day",
    )


def _is_of_office(code: str) -> ColumnElement[bool]:
    return Office.code == code


def _is_by_channel(channel: str) -> ColumnElement[bool]:
    return Response.channel == channel


def _is_from(day: date) -> ColumnElement[bool]:
    return Comment.day >= day


def _is_until(day: date) -> ColumnElement[bool]:
    return Comment.day <= day


def state_of(row: Any) -> str:
    """What became of a comment."""
    return row.CommentReview.state if row.CommentReview else NEW


def words_of(row: Any) -> str:
    """The words, for who may read them."""
    if row.is_readable:
        return without(row.CommentReview and row.CommentReview.hidden, row.Comment.body)
    return str(gettext(words.NOT_REVIEWED))


def overall_of(session: Session, row: Any) -> str:
    """How satisfied whoever wrote it was."""
    return said.overall(session, row.digest, row.Response.answers)


def reasons_of(session: Session, row: Any) -> Sequence[str]:
    """The reasons that they chose."""
    return said.reasons(session, row.digest, row.Response.answers)

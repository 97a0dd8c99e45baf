"""What lists are narrowed by and forms choose from: offices, fields, channels, reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from flask_babel import gettext
from sqlalchemy import ColumnElement, exists, false, func, or_, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from forms.questionnaire import Question
from survey.languages import language
from survey.models import Counter, Field, FieldGroup, Office, QuestionnaireVersion, Response
from survey.parts import Part, is_open, within
from survey.questionnaires import by_digest
from survey.staff import words


def offices(session: Session, part: Part) -> Mapping[str, str]:
    """The offices of a part that have counters, by their codes."""
    has_counters = exists().where(Counter.office_id == Office.id)
    mine = select(Office.code, Office.name).where(within(Office.id, part), has_counters)
    rows = session.execute(mine.order_by(Office.folded, Office.id)).all()
    return {code: name for code, name in rows}  # noqa: C416 rows are no pairs to mypy


def open_offices(session: Session, part: Part, today: date) -> Mapping[str, str]:
    """The open offices of a part, by their identifiers as forms say them."""
    mine = select(Office.id, Office.name).where(within(Office.id, part), is_open(today))
    rows = session.execute(mine.order_by(Office.folded, Office.id)).all()
    return {str(office_id): name for office_id, name in rows}


def fields(session: Session) -> Mapping[str, str]:
    """All fields by their codes, in the reader's language."""
    found = session.scalars(select(Field).order_by(Field.folded, Field.id))
    return {each.code: field_name(each) for each in found}


def field_name(field: Field | FieldGroup) -> str:
    """A field, or a group of them, in the reader's language."""
    return words.in_language(field.name_vi, field.name_en)


def channels() -> Mapping[str, str]:
    """Every channel in the reader's language."""
    return {key: gettext(said) for key, said in words.CHANNELS.items()}


def reason_questions(session: Session) -> Sequence[Question]:
    """What questionnaires ask of somebody who was not satisfied, the newest versions first."""
    newest = QuestionnaireVersion.version.desc()
    digests = select(QuestionnaireVersion.digest).order_by(newest, QuestionnaireVersion.id)
    connection = session.connection()
    found = [by_digest(connection, each) for each in session.scalars(digests).all()]
    asked = (questionnaire.with_role("reasons") for questionnaire in found)
    return [question for question in asked if question is not None]


def reasons(questions: Sequence[Question]) -> Mapping[str, str]:
    """Every reason that can be given, in the reader's language."""
    said: dict[str, str] = {}
    for question in questions:
        for option in question.options:
            said.setdefault(option.key, option.words[language()])
    return said


def has_reason(questions: Sequence[Question], dialect: str) -> Callable[[str], ColumnElement[bool]]:
    """That somebody gave a reason, which each database looks for in its own way."""
    keys = sorted({question.key for question in questions})

    def given(reason: str) -> ColumnElement[bool]:
        if dialect == "sqlite":
            return or_(false(), *[_is_among(reason, key) for key in keys])
        answers = type_coerce(Response.answers, JSONB)
        return or_(false(), *[answers.contains({key: [reason]}) for key in keys])

    return given


def _is_among(reason: str, key: str) -> ColumnElement[bool]:
    each = func.json_each(Response.answers, f'$."{key}"').table_valued("value")
    return exists(select(each.c.value).where(each.c.value == reason))


def first_reason(questions: Sequence[Question]) -> ColumnElement[str]:
    """The reason that somebody gave first, to sort by: those who gave the same stand together."""
    keys = sorted({question.key for question in questions})
    return func.coalesce(*[Response.answers[(key, 0)].as_string() for key in keys], None)

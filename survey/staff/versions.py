"""Versions of questionnaires as a list, with how many answered each in one's part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, Subquery, func, select

from forms.web import translatable
from survey.models import QuestionnaireVersion, question_counts
from survey.parts import Part, within
from survey.periods import local_day
from survey.staff import words
from survey.staff.asked import Standing
from survey.staff.lists import Column, Filter, Listing, contains
from survey.staff.wordings import STATES

Standings = Callable[[int], Standing]


def versions(part: Part) -> tuple[Select[*tuple[Any, ...]], Subquery]:
    """Every version with how many answered it in a part, and where that number stands."""
    answers = _answers(part)
    number = func.coalesce(answers.c.number, 0)
    statement = select(QuestionnaireVersion, number).outerjoin(
        answers, answers.c.questionnaire_id == QuestionnaireVersion.id
    )
    return statement, answers


def _answers(part: Part) -> Subquery:
    """Everybody answers the required question of the first screen, and so most answer that."""
    counts = question_counts.c
    by_question = (
        select(counts.questionnaire_id, func.sum(counts.answered).label("answered"))
        .where(within(counts.office_id, part))
        .group_by(counts.questionnaire_id, counts.question)
        .subquery()
    )
    return (
        select(by_question.c.questionnaire_id, func.max(by_question.c.answered).label("number"))
        .group_by(by_question.c.questionnaire_id)
        .subquery()
    )


def listing(answers: Subquery, standing: Standings, language: str) -> Listing:
    """What can be done with the list."""
    version = QuestionnaireVersion
    title = version.title_en if language == "en" else version.title
    number = func.coalesce(answers.c.number, 0)
    return Listing(
        columns=(
            Column(
                "title", translatable("Questionnaire"), lambda row: _title(row[0], language), title
            ),
            Column("key", translatable("Key"), lambda row: row[0].key, version.key),
            Column("version", translatable("Version"), lambda row: row[0].version, version.version),
            Column(
                "measure",
                translatable("Measures"),
                lambda row: words.measure(row[0].measure),
                version.measure,
            ),
            Column(
                "state",
                translatable("State"),
                lambda row: gettext(STATES[standing(row[0].id).state]),
            ),
            Column("since", translatable("From"), lambda row: _since(standing(row[0].id))),
            Column("answers", translatable("Answers"), itemgetter(1), number, is_number=True),
        ),
        searched=lambda word: contains(word, version.folded),
        tie=version.id,
        filters=(Filter("measure", translatable("Measures"), words.measures(), _measures_it),),
        order="key",
    )


def _title(row: QuestionnaireVersion, language: str) -> str:
    return row.title_en if language == "en" else row.title


def _measures_it(measure: str) -> ColumnElement[bool]:
    return QuestionnaireVersion.measure == measure


def _since(standing: Standing) -> date | None:
    """Since when it has been asked somewhere without a break, or from when on it will be."""
    return min((local_day(each.since) for each in standing.now or standing.to_come), default=None)

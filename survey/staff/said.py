"""What somebody answered, in the words of the questionnaire that they saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from forms.questionnaire import Question
from survey.languages import language
from survey.questionnaires import by_digest


def overall(session: Session, digest: str, answers: Mapping[str, Any]) -> str:
    """How satisfied they were, in the reader's language."""
    question = by_digest(session.connection(), digest).overall
    return "; ".join(_chosen(question, answers)) if question else ""


def reasons(session: Session, digest: str, answers: Mapping[str, Any]) -> Sequence[str]:
    """The reasons that they chose, unless they were satisfied after all."""
    question = by_digest(session.connection(), digest).with_role("reasons")
    if question is None or not all(each.holds(answers) for each in question.when):
        return ()
    return _chosen(question, answers)


def _chosen(question: Question, answers: Mapping[str, Any]) -> Sequence[str]:
    given = answers.get(question.key, ())
    chosen = {given} if isinstance(given, str) else set(given)
    return [option.words[language()] for option in question.options if option.key in chosen]

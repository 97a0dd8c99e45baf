"""Versions of questionnaires in the database, parsed once a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, or_, select
from sqlalchemy.orm import Session

from forms import Questionnaire, parse
from forms.loading import shipped_texts
from survey.models import KioskContent, QuestionnaireVersion, Response

_parsed: dict[str, Questionnaire] = {}
"""By digest. A version never changes, so what is here is true in every database."""


class EditedQuestionnaire(ValueError):
    """A questionnaire file was changed after people had answered it."""


def questionnaire_of(connection: Connection, version_id: int) -> Questionnaire:
    """The questionnaire that a version in the database holds."""
    digest = connection.scalar(
        select(QuestionnaireVersion.digest).where(QuestionnaireVersion.id == version_id)
    )
    if digest is None:
        raise LookupError(f"there is no questionnaire version {version_id}")
    return by_digest(connection, digest)


def known(digest: str) -> Questionnaire | None:
    """The questionnaire with this SHA-256, if this process has met it."""
    return _parsed.get(digest)


def by_digest(connection: Connection, digest: str) -> Questionnaire:
    """The questionnaire with this SHA-256."""
    if digest not in _parsed:
        text = connection.scalar(
            select(QuestionnaireVersion.text).where(QuestionnaireVersion.digest == digest)
        )
        if text is None:
            raise LookupError(f"there is no questionnaire {digest}")
        _parsed[digest] = parse(text, f"questionnaire {digest[:8]}")
    return _parsed[digest]


@dataclass(frozen=True)
class Version:
    """A version of a questionnaire, and the row that responses to it refer to."""

    id: int
    questionnaire: Questionnaire


def version_of(connection: Connection, key: str, digest: str) -> Version | None:
    """A version of a questionnaire by its SHA-256, if there is one."""
    id_ = connection.scalar(select(QuestionnaireVersion.id).filter_by(key=key, digest=digest))
    return Version(id_, by_digest(connection, digest)) if id_ else None


def publish_shipped(session: Session, now: datetime) -> list[Questionnaire]:
    """Put the shipped questionnaires into the database; the new ones are returned."""
    return [
        questionnaire
        for name, text in shipped_texts()
        if publish(session, questionnaire := parse(text, name), text, now)
    ]


def publish(session: Session, questionnaire: Questionnaire, text: str, now: datetime) -> bool:
    """Put a version into the database; whether it is new or was changed before any answer."""
    row = session.scalar(
        select(QuestionnaireVersion).filter_by(key=questionnaire.key, version=questionnaire.version)
    )
    if row is not None and row.digest == questionnaire.digest:
        return False
    if row is None:
        row = QuestionnaireVersion(key=questionnaire.key, version=questionnaire.version)
        session.add(row)
    elif _is_answered(session, row):
        raise EditedQuestionnaire(
            f"Questionnaire {questionnaire.key} {questionnaire.version} was changed, but people "
            "have answered it, or a kiosk asks it. Undo the change, or publish it as version "
            f"{row.version + 1}."
        )
    row.measure, row.digest, row.text = questionnaire.measure, questionnaire.digest, text
    row.published_at = now
    return True


def _is_answered(session: Session, row: QuestionnaireVersion) -> bool:
    """Whether people have answered it, or may have on a tablet that was given it."""
    answered = exists().where(Response.questionnaire_id == row.id)
    given = exists().where(KioskContent.questionnaire_id == row.id)
    return bool(session.scalar(select(or_(answered, given))))

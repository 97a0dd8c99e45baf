"""Versions of questionnaires in the database, parsed once a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from forms import Questionnaire, parse
from forms.loading import shipped_texts
from survey.models import Counter, KioskContent, QuestionnaireVersion, Response
from survey.periods import local_day
from survey.publications import Reach, publish_for, was_in_force

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


def version_seen(
    connection: Connection, counter_id: int, digest: str, now: datetime
) -> Version | None:
    """A version by its SHA-256 that people with a telephone have been shown at a counter."""
    id_ = connection.scalar(_seen(), {"c": counter_id, "d": digest, "now": now, "channel": "qr"})
    return Version(id_, by_digest(connection, digest)) if id_ else None


@cache
def _seen() -> Select[*tuple[Any, ...]]:
    return (
        select(QuestionnaireVersion.id)
        .join(Counter, Counter.questionnaire_key == QuestionnaireVersion.key)
        .where(Counter.id == bindparam("c"), QuestionnaireVersion.digest == bindparam("d"))
        .where(was_in_force())
    )


def publish_shipped(session: Session, now: datetime) -> list[Questionnaire]:
    """Put the shipped questionnaires into the database; the new ones are returned."""
    return [
        questionnaire
        for name, text in shipped_texts()
        if publish(session, questionnaire := parse(text, name), text, now)
    ]


def publish(session: Session, questionnaire: Questionnaire, text: str, now: datetime) -> bool:
    """Put a version into the database, to be asked everywhere from now on; whether it is new or
    was changed before any answer.

    Where the province has made versions of its own, it alone decides which of them is asked.
    """
    key, number = questionnaire.key, questionnaire.version
    row = session.scalar(select(QuestionnaireVersion).filter_by(key=key, version=number))
    if row is not None and (row.digest == questionnaire.digest or row.made_by is not None):
        return False
    if row is None:
        is_own = exists().where(QuestionnaireVersion.key == key, QuestionnaireVersion.made_by != "")
        goes_own_way = session.scalar(select(is_own))
        row = add_version(session, questionnaire, text, now)
        if not goes_own_way:
            publish_for(session, row, Reach({None}, {None}, local_day(now)), now)
        return True
    if _is_answered(session, row):
        raise EditedQuestionnaire(
            f"Questionnaire {key} {number} was changed, but people have answered it, or a kiosk "
            f"asks it. Undo the change, or publish it as version {number + 1}."
        )
    row.measure, row.digest, row.text = questionnaire.measure, questionnaire.digest, text
    row.title, row.title_en = questionnaire.title.vi, questionnaire.title.en
    return True


def add_version(
    session: Session,
    questionnaire: Questionnaire,
    text: str,
    now: datetime,
    made_by: str | None = None,
) -> QuestionnaireVersion:
    """Keep a version for good. Nobody is asked it yet."""
    row = QuestionnaireVersion(
        key=questionnaire.key,
        version=questionnaire.version,
        measure=questionnaire.measure,
        digest=questionnaire.digest,
        text=text,
        title=questionnaire.title.vi,
        title_en=questionnaire.title.en,
        published_at=now,
        made_by=made_by,
    )
    session.add(row)
    session.flush()
    return row


def _is_answered(session: Session, row: QuestionnaireVersion) -> bool:
    """Whether people have answered it, or may have on a tablet that was given it."""
    answered = exists().where(Response.questionnaire_id == row.id)
    given = exists().where(KioskContent.questionnaire_id == row.id)
    return bool(session.scalar(select(or_(answered, given))))

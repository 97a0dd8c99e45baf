"""What staff pages call questionnaires: by the titles that people read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from survey.languages import language
from survey.models import QuestionnaireVersion
from survey.questionnaires import by_digest


def title(connection: Connection, key: str, now: datetime) -> str:
    """The title of a questionnaire; its key if none is published."""
    return titles(connection, now).get(key, key)


def titles(connection: Connection, now: datetime) -> Mapping[str, str]:
    """The newest title of every questionnaire that is published, by its key."""
    newest_last = (
        select(QuestionnaireVersion.key, QuestionnaireVersion.digest)
        .where(QuestionnaireVersion.published_at <= now)
        .order_by(QuestionnaireVersion.key, QuestionnaireVersion.version)
    )
    newest = {key: digest for key, digest in connection.execute(newest_last)}  # noqa: C416 rows are no pairs to mypy
    said = ((key, by_digest(connection, digest).title) for key, digest in newest.items())
    return {key: words[language()] for key, words in said}

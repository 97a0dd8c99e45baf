"""One answer as a tablet sends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from forms import Question
from forms.questionnaire import Answer
from kiosk.sent import Number, number

DIGEST = re.compile(r"[0-9a-f]{64}")
SHAPE = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LONGEST_NAME = 64


@dataclass(frozen=True)
class Entry:
    """What a person gave, to which content, and when by the tablet's clock."""

    id: UUID
    content: str
    field: str | None
    answers: Mapping[str, Answer]
    texts: Mapping[str, str]
    given_at: Number
    offset_ms: Number | None
    """How far the server's clock was ahead of the tablet's, as last measured before."""

    def said_to(self, question: Question) -> Answer | None:
        """What was chosen or written; nothing if it was left alone."""
        said = self.answers if question.options else self.texts
        return said.get(question.key) or None


def entry_in(sent: Any) -> Entry | None:
    """The answer, if what was sent has the shape of one."""
    if not isinstance(sent, dict):
        return None
    id_, given_at = uuid_in(sent), number(sent.get("given_at"))
    content, field = sent.get("content"), sent.get("field")
    answers: Any = sent.get("answers")
    texts: Any = sent.get("texts") or {}
    if id_ is None or given_at is None or not isinstance(content, str):
        return None
    if not isinstance(field, str | None) or not (_are_answers(answers) and _are_texts(texts)):
        return None
    return Entry(id_, content, field, answers, texts, given_at, number(sent.get("offset_ms")))


def uuid_in(sent: Any) -> UUID | None:
    """The identifier that the tablet made."""
    id_ = named(sent)
    return UUID(id_) if id_ and SHAPE.fullmatch(id_) else None


def named(sent: Any) -> str | None:
    """What the tablet calls the answer, to tell it what became of it."""
    id_ = sent.get("id") if isinstance(sent, dict) else None
    return id_ if isinstance(id_, str) and len(id_) <= LONGEST_NAME else None


def _are_answers(sent: Any) -> bool:
    return isinstance(sent, dict) and all(
        isinstance(said, str)
        or (isinstance(said, list) and all(isinstance(each, str) for each in said))
        for said in sent.values()
    )


def _are_texts(sent: Any) -> bool:
    return isinstance(sent, dict) and all(isinstance(said, str) for said in sent.values())

"""Why nobody can answer at a counter today: said in English, or translated by a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.models import Counter, Field, Office, Place, Publication

NO_CODE = translatable("no code in force")
NO_FIELD = translatable("no field is open")
NO_QUESTIONNAIRE = translatable("no questionnaire is published")
OPENS = {
    "counter": translatable("counter opens on %(day)s"),
    "place": translatable("place opens on %(day)s"),
    "office": translatable("office opens on %(day)s"),
}
CLOSED = {
    "counter": translatable("counter closed on %(day)s"),
    "place": translatable("place closed on %(day)s"),
    "office": translatable("office closed on %(day)s"),
}


Published = frozenset[tuple[str, int | None]]


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way."""

    sentence: str
    on: date | None = None

    @property
    def day(self) -> str:
        """The day of which the sentence speaks."""
        return f"{self.on:%d/%m/%Y}" if self.on else ""

    def __str__(self) -> str:
        return self.sentence % {"day": self.day}


def published(session: Session, now: datetime) -> Published:
    """The keys of the questionnaires that telephones show by now, and at which offices; None: at
    all of them."""
    shown = or_(Publication.channel == "qr", Publication.channel.is_(None))
    columns = (Publication.key, Publication.office_id)
    rows = session.execute(select(*columns).where(shown, Publication.starts <= now).distinct())
    return frozenset((row.key, row.office_id) for row in rows)


def obstacle(counter: Counter, published: Published, today: date) -> Obstacle | None:
    """Why nobody can answer there today, if nobody can. It agrees with what a scan shows."""
    if counter.code is None:
        return Obstacle(NO_CODE)
    parts: tuple[tuple[str, Counter | Place | Office], ...] = (
        ("counter", counter),
        ("place", counter.place),
        ("office", counter.office),
    )
    for name, part in parts:
        if part.opened is not None and today < part.opened:
            return Obstacle(OPENS[name], part.opened)
        if part.closed is not None and part.closed <= today:
            return Obstacle(CLOSED[name], part.closed)
    if not any(_is_open(field, today) for field in counter.fields):
        return Obstacle(NO_FIELD)
    shown = {(counter.questionnaire_key, office) for office in (None, counter.office_id)}
    return None if shown & published else Obstacle(NO_QUESTIONNAIRE)


def _is_open(field: Field, today: date) -> bool:
    return (field.opened is None or field.opened <= today) and (
        field.closed is None or today < field.closed
    )

"""To whom the summary of a week still has to go, and what became of it.

A message is taken in hand before it is sent: a row that there can be only once. Whoever is killed
in between has sent it or not, and nobody sends it again: one that is missing stands on the first
page, and the next comes in a week, while one that comes twice would be what was promised not to be.
What was surely not taken is put back, for the next time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, delete, select, update
from sqlalchemy.orm import Session

from survey.accounts import deeds
from survey.audit import Action, Actor, change
from survey.database import table_of, upsert
from survey.models import SummaryAddress, SummaryMessage, User
from survey.models.summaries import REFUSED, SENDING, SENT
from survey.turns import writing


@dataclass(frozen=True)
class Due:
    """Somebody to whom it has to go."""

    user_id: int
    name: str
    address: str
    language: str


def due(session: Session, week: date) -> Sequence[Due]:
    """Everybody who wants it and has not been sent that of a week."""
    done = (SummaryMessage.user_id == User.id) & (SummaryMessage.week == week)
    wanted = (
        select(User.id, User.name, SummaryAddress.address, SummaryAddress.language)
        .join(SummaryAddress, SummaryAddress.user_id == User.id)
        .outerjoin(SummaryMessage, done)
        .where(User.closed_at.is_(None), SummaryMessage.user_id.is_(None))
        .order_by(User.id)
    )
    return [Due(*row) for row in session.execute(wanted)]


def take_in_hand(engine: Engine, user_id: int, week: date, now: datetime) -> bool:
    """Whether it is ours to send: of several who try at once it is one's."""
    row = {"user_id": user_id, "week": week, "state": SENDING, "at": now}
    with writing(engine) as connection:
        insert = upsert(table_of(SummaryMessage), connection.dialect.name)
        new = insert.on_conflict_do_nothing().returning(table_of(SummaryMessage).c.user_id)
        return connection.execute(new, row).first() is not None


def put_back(engine: Engine, user_id: int, week: date) -> None:
    """What was surely not sent is sent another time."""
    with writing(engine) as connection:
        connection.execute(delete(SummaryMessage).where(_ours(user_id, week)))


def note_refused(engine: Engine, user_id: int, week: date) -> None:
    """The server refuses it for good: in this week it is not tried again."""
    with writing(engine) as connection:
        connection.execute(update(SummaryMessage).where(_ours(user_id, week)).values(state=REFUSED))


def note_sent(session: Session, user_id: int, week: date, now: datetime) -> None:
    """It is on its way, which stands in the log."""
    with change(session):
        session.execute(
            update(SummaryMessage).where(_ours(user_id, week)).values(state=SENT, at=now)
        )
        user = session.get_one(User, user_id)
        after = {"week": week.isoformat()}
        deeds.log(session, Actor.of_command(), Action.SUMMARY_SENT, user, now, after=after)


def _ours(user_id: int, week: date) -> ColumnElement[bool]:
    mine = (SummaryMessage.user_id == user_id) & (SummaryMessage.week == week)
    return mine & (SummaryMessage.state == SENDING)

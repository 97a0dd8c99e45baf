"""What offices promise to do about what people said, and whether they did it in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from survey.audit import Action, Actor, Deed, append
from survey.masking import mask
from survey.models import Field, Remedy
from survey.parts import Part, within
from survey.periods import Period, local_day

LATE, OPEN, DONE = "late", "open", "done"
STATES = (LATE, OPEN, DONE)


@dataclass(frozen=True)
class Promise:
    """What is to be done for an office, by whom and when. Numbers of people are masked in it."""

    office_id: int
    field_id: int | None
    what: str
    who: str
    due_on: date

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "field_id": self.field_id,
            "what": mask(self.what),
            "who": mask(self.who),
            "due_on": self.due_on,
        }


def state_of(remedy: Remedy, today: date) -> str:
    """Whether it is done, and if not, whether it should be."""
    if remedy.done_on is not None:
        return DONE
    return LATE if remedy.due_on < today else OPEN


def in_state(state: str, today: date) -> ColumnElement[bool]:
    """The same, for the database."""
    is_open = Remedy.done_on.is_(None)
    return {
        LATE: and_(is_open, Remedy.due_on < today),
        OPEN: and_(is_open, Remedy.due_on >= today),
        DONE: Remedy.done_on.is_not(None),
    }[state]


def days_late(remedy: Remedy, today: date) -> int:
    """How many days after the promised one it was done, or is not done yet."""
    return max(0, ((remedy.done_on or today) - remedy.due_on).days)


def late(session: Session, part: Part, today: date) -> int:
    """How many remedies of a part should be done and are not."""
    mine = select(func.count()).select_from(Remedy).where(within(Remedy.office_id, part))
    return session.scalar(mine.where(in_state(LATE, today))) or 0


@dataclass(frozen=True)
class Account:
    """What a part promised and did in a period, for its report."""

    promised: Sequence[Remedy]
    done: Sequence[Remedy]
    open_at_its_end: Sequence[Remedy]
    late_at_its_end: Sequence[Remedy]
    """Of those that are open, the ones that should have been done by then."""


def account(session: Session, part: Part, period: Period) -> Account:
    """The remedies that were promised in a period, done in it, and open when it ended."""
    is_open_then = or_(Remedy.done_on.is_(None), Remedy.done_on >= period.end)
    mine = (
        select(Remedy)
        .where(within(Remedy.office_id, part), Remedy.promised_on < period.end)
        .where(or_(is_open_then, Remedy.done_on >= period.start))
        .order_by(Remedy.due_on, Remedy.id)
        .options(joinedload(Remedy.office), joinedload(Remedy.field))
    )
    found = session.scalars(mine).all()
    still = [each for each in found if each.done_on is None or each.done_on >= period.end]
    return Account(
        promised=[each for each in found if each.promised_on >= period.start],
        done=[each for each in found if _lies_in(each.done_on, period)],
        open_at_its_end=still,
        late_at_its_end=[each for each in still if each.due_on < period.end],
    )


def _lies_in(day: date | None, period: Period) -> bool:
    return day is not None and period.start <= day < period.end


def add(session: Session, promise: Promise, actor: Actor, now: datetime) -> Remedy:
    """Promise something, in the transaction under way. Sent twice, it is promised once."""
    columns = {"office_id": promise.office_id, "promised_on": local_day(now), **promise.columns}
    if same := session.scalar(select(Remedy).filter_by(done_on=None, **columns)):
        return same
    remedy = Remedy(**columns)
    session.add(remedy)
    session.flush()
    _log(session, Action.REMEDY_ADDED, remedy, ({}, _said(session, remedy)), actor, now)
    return remedy


def alter(session: Session, remedy: Remedy, promise: Promise, actor: Actor, now: datetime) -> bool:
    """Promise something else instead; whether it is something else."""
    return _change(session, Action.REMEDY_CHANGED, remedy, promise.columns, actor, now)


def finish(
    session: Session, remedy: Remedy, done_on: date, outcome: str, actor: Actor, now: datetime
) -> bool:
    """Say that it was done and what came of it, or say so anew; whether that is news."""
    columns = {"done_on": done_on, "outcome": mask(outcome)}
    return _change(session, Action.REMEDY_DONE, remedy, columns, actor, now)


def _change(
    session: Session,
    action: Action,
    remedy: Remedy,
    columns: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> bool:
    before = _said(session, remedy)
    for name, value in columns.items():
        setattr(remedy, name, value)
    session.flush()
    after = _said(session, remedy)
    changed = {key for key in before if before[key] != after[key]}
    if changed:
        _log(session, action, remedy, (_only(before, changed), _only(after, changed)), actor, now)
    return bool(changed)


def _only(said: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key in keys}


def _said(session: Session, remedy: Remedy) -> dict[str, Any]:
    """A remedy as the log tells it. These are words of staff, not of who wrote a comment."""
    field = session.get(Field, remedy.field_id) if remedy.field_id else None
    return {
        "what": remedy.what,
        "who": remedy.who,
        "field": field.code if field else None,
        "due": remedy.due_on.isoformat(),
        "done": remedy.done_on.isoformat() if remedy.done_on else None,
        "outcome": remedy.outcome,
    }


def _log(
    session: Session,
    action: Action,
    remedy: Remedy,
    changed: tuple[dict[str, Any], dict[str, Any]],
    actor: Actor,
    now: datetime,
) -> None:
    before, after = changed
    deed = Deed(action, "remedy", str(remedy.id), remedy.office_id, before, after)
    append(session.connection(), actor, deed, now)

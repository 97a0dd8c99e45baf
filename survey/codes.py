"""Codes on printed posters: short, opaque, kind to people who type them, and revocable."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from survey.models import Counter, CounterCode

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""Without 0, 1, i, l, o and u, which are misread or spell words."""
LENGTH = 10


def new_code(length: int = LENGTH) -> str:
    """A code that nobody guesses: a counter's is one of 30 to the power of 10."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def as_typed(text: str, length: int = LENGTH) -> str | None:
    """The code that a person means, or nothing if it cannot be one.

    What is neither a letter nor a digit does not count: people put hyphens and spaces between
    letters, and telephones make dashes of hyphens and add a full stop.
    """
    code = "".join(filter(str.isalnum, text.lower()))
    return code if len(code) == length and set(code) <= set(ALPHABET) else None


class Replaced(ValueError):
    """A code is no longer in force, and its counter has another one."""


@dataclass(frozen=True)
class Reissue:
    """A counter's new code, and those that it had until now."""

    counter: Counter
    code: str
    revoked: Sequence[str]


def revoke(session: Session, code: str, now: datetime) -> bool:
    """Take a code out of force; whether it was in force until now."""
    return bool(_revoke(session, CounterCode.code == code, now))


def reissue(session: Session, counter_or_code: str, now: datetime) -> Reissue:
    """Give a counter a new code, and take out of force what it has.

    Asked twice for the same code, the second time is refused: the new one is being printed.
    """
    counter = the_counter(session, counter_or_code)
    session.execute(update(Counter).filter_by(id=counter.id).values(id=counter.id))  # A lock.
    in_force = select(CounterCode.code).filter_by(counter_id=counter.id, revoked_at=None)
    here = session.scalars(in_force).all()
    if here and counter_or_code != counter.number and as_typed(counter_or_code) not in here:
        raise Replaced(f"{counter_or_code} was replaced before: the counter has {here[0]} now.")
    revoked = _revoke(session, CounterCode.counter_id == counter.id, now)
    new = CounterCode(code=new_code(), counter_id=counter.id, issued_at=now)
    session.add(new)
    session.flush()
    return Reissue(counter, new.code, revoked)


def counter_named(session: Session, counter_or_code: str) -> Counter | None:
    """The counter with this number, or else with this code."""
    by_number = select(Counter).filter_by(number=counter_or_code)
    held = select(CounterCode.counter_id).filter_by(code=as_typed(counter_or_code))
    by_code = select(Counter).where(Counter.id.in_(held))
    return session.scalar(by_number) or session.scalar(by_code)


def the_counter(session: Session, counter_or_code: str) -> Counter:
    """The counter with this number or this code, which has to be there."""
    counter = counter_named(session, counter_or_code)
    if counter is None:
        raise LookupError(f"There is no counter and no code {counter_or_code!r}.")
    return counter


def _revoke(session: Session, which: ColumnElement[bool], now: datetime) -> Sequence[str]:
    in_force = update(CounterCode).where(which, CounterCode.revoked_at.is_(None))
    return session.scalars(in_force.values(revoked_at=now).returning(CounterCode.code)).all()

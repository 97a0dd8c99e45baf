"""Kiosks as the staff side makes them, in the database of a served program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from kiosk import register
from survey.models import Counter, Kiosk
from tests.browser.server import SECRET_KEY, Server


@dataclass(frozen=True)
class Enrolled:
    """What staff are told of a kiosk that they added."""

    number: str
    code: str
    pin: str


@contextmanager
def staff(site: Server) -> Iterator[Session]:
    """What staff do is committed in the end."""
    engine = create_engine(site.database_url)
    with Session(engine) as session:
        yield session
        session.commit()
    engine.dispose()


def enrol(site: Server, counter: str = "one field") -> Enrolled:
    """Add a kiosk for a counter."""
    with staff(site) as session:
        kiosk, pin = register.add(session, _counter(session, counter), datetime.now(UTC))
        code = register.give_code(session, kiosk, SECRET_KEY, datetime.now(UTC))
        return Enrolled(kiosk.number, code, pin)


def code_for(site: Server, number: str) -> str:
    """Another pairing code for a kiosk."""
    with staff(site) as session:
        return register.give_code(session, _kiosk(session, number), SECRET_KEY, datetime.now(UTC))


def pin_for(site: Server, number: str) -> str:
    """Another PIN."""
    with staff(site) as session:
        return register.give_pin(_kiosk(session, number))


def move(site: Server, number: str, counter: str) -> None:
    with staff(site) as session:
        where = _counter(session, counter)
        register.move(session, _kiosk(session, number), where, datetime.now(UTC))


def revoke(site: Server, number: str) -> None:
    with staff(site) as session:
        register.revoke(_kiosk(session, number), datetime.now(UTC))


def _counter(session: Session, number: str) -> Counter:
    return session.scalars(select(Counter).filter_by(number=number)).one()


def _kiosk(session: Session, number: str) -> Kiosk:
    return register.kiosk_named(session, number)

"""The tablets that there are: added, moved to another counter, taken out of use."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.web import translatable
from kiosk.keys import keep_pin, new_pin
from kiosk.pairing import CODE_LIFE, kept_code, new_pairing_code
from survey.database import table_of, upsert
from survey.models import Counter, Kiosk, KioskCounter

GIVEN = re.compile(r"K([1-9][0-9]{0,8})")


TAKEN = translatable("There is a kiosk %(number)s already.")
WAS_REVOKED = translatable("Kiosk %(number)s was revoked. Add another one.")


class CannotBe(ValueError):
    """What was asked for cannot be; says why in a sentence, which a page translates."""

    def __init__(self, sentence: str, number: str) -> None:
        self.sentence, self.number = sentence, number
        super().__init__(sentence % {"number": number})


def kiosk_named(session: Session, number: str) -> Kiosk | None:
    """The tablet with this number."""
    return session.scalar(select(Kiosk).filter_by(number=number))


def add(
    session: Session, counter: Counter, now: datetime, name: str = "", number: str | None = None
) -> tuple[Kiosk, str]:
    """A new tablet for a counter, and its PIN, which nobody is told again."""
    if number and kiosk_named(session, number):
        raise CannotBe(TAKEN, number)
    kiosk = Kiosk(
        number=number or next_number(session), name=name, counter_id=counter.id, added_at=now
    )
    pin = give_pin(kiosk)
    session.add(kiosk)
    session.flush()
    _stands(session, kiosk, now)
    return kiosk, pin


def give_pin(kiosk: Kiosk) -> str:
    """A new PIN for the clerk's menu; the tablet takes it up by itself."""
    pin = new_pin()
    kept = keep_pin(pin)
    kiosk.pin_salt, kiosk.pin_hash, kiosk.pin_iterations = kept.salt, kept.hash, kept.iterations
    return pin


def give_code(session: Session, kiosk: Kiosk, secret: str, now: datetime) -> str:
    """A pairing code, in the place of any before. The tablet that is paired works on until then."""
    _refuse_revoked(kiosk)
    code = new_pairing_code()
    while session.scalar(select(Kiosk.id).filter_by(pairing_hash=kept_code(code, secret))):
        code = new_pairing_code()
    kiosk.pairing_hash = kept_code(code, secret)
    kiosk.pairing_until, kiosk.paired_at = now + CODE_LIFE, None
    return code


def move(session: Session, kiosk: Kiosk, counter: Counter, now: datetime) -> bool:
    """Let a tablet ask at another counter; whether it stood elsewhere until now."""
    _refuse_revoked(kiosk)
    is_new = kiosk.counter_id != counter.id
    kiosk.counter_id = counter.id
    _stands(session, kiosk, now)
    return is_new


def revoke(kiosk: Kiosk, now: datetime) -> bool:
    """Take a tablet out of use: nothing of it is let in any more. Whether it was until now."""
    if kiosk.revoked_at is not None:
        return False
    kiosk.revoked_at = now
    kiosk.pairing_hash = kiosk.pairing_until = kiosk.paired_at = None
    return True


def _refuse_revoked(kiosk: Kiosk) -> None:
    if kiosk.revoked_at is not None:
        raise CannotBe(WAS_REVOKED, kiosk.number)


def _stands(session: Session, kiosk: Kiosk, now: datetime) -> None:
    """Remember that it stood there: answers from there may come in long after it was moved."""
    insert = upsert(table_of(KioskCounter), session.connection().dialect.name)
    row = {"kiosk_id": kiosk.id, "counter_id": kiosk.counter_id, "since": now}
    session.execute(insert.on_conflict_do_nothing(), row)


def next_number(session: Session) -> str:
    """The number of the next tablet that is given none: K1, K2 …"""
    numbers = [GIVEN.fullmatch(number) for number in session.scalars(select(Kiosk.number))]
    return f"K{max((int(found[1]) for found in numbers if found), default=0) + 1}"

"""What must not be stored about tablets is refused by the database, by name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from survey.models import (
    Kiosk,
    KioskContent,
    KioskCounter,
    KioskRefusal,
    KioskState,
    PairingAttempts,
)
from tests.clock import Clock

A, B = "a" * 64, "b" * 64


@pytest.fixture
def kiosk(session, make, clock):
    kiosk = Kiosk(
        number="K1",
        name="",
        counter_id=make.counter().id,
        added_at=clock(),
        pin_salt="",
        pin_hash="",
        pin_iterations=1,
    )
    session.add(kiosk)
    session.commit()
    return kiosk


def earlier(clock: Clock):
    return clock() - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        (lambda clock: {"number": ""}, "number_length"),
        (lambda clock: {"number": "K" * 41}, "number_length"),
        (lambda clock: {"revoked_at": earlier(clock)}, "revoked_after_added"),
        (lambda clock: {"credential_hash": A}, "credential_with_its_time"),
        (lambda clock: {"credential_since": clock()}, "credential_with_its_time"),
        (lambda clock: {"next_hash": A}, "next_after_another"),
        (
            lambda clock: {"credential_hash": A, "credential_since": clock(), "next_hash": A},
            "next_is_another",
        ),
        (lambda clock: {"pairing_hash": A}, "pairing_has_an_end"),
        (lambda clock: {"pairing_until": clock()}, "pairing_has_an_end"),
        (lambda clock: {"paired_at": clock()}, "paired_by_a_code"),
        (lambda clock: {"counter_id": 999}, r"(?i)foreign key"),
    ],
)
def test_a_kiosk_is_in_order(session, kiosk, clock, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        session.execute(update(Kiosk).values(**values(clock)))
        session.commit()


@pytest.mark.parametrize("column", ["number", "credential_hash", "next_hash", "pairing_hash"])
def test_no_two_kiosks_share_what_tells_them_apart(session, kiosk, clock, column):
    its = {
        "name": "",
        "counter_id": kiosk.counter_id,
        "added_at": clock(),
        "pin_salt": "",
        "pin_hash": "",
        "pin_iterations": 1,
        "credential_since": clock(),
        "pairing_until": clock(),
    }
    for number in "23":
        hashes = {name: number * 60 + name for name in ("credential_hash", "pairing_hash")}
        columns = {"number": number, "next_hash": number * 64, **hashes, **its, column: "b" * 40}
        session.add(Kiosk(**columns))
    with pytest.raises(IntegrityError, match=f"(?i)unique.*{column}"):
        session.commit()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"waiting": -1}, "not_negative"),
        ({"refused": -1}, "not_negative"),
        ({"taken": -1}, "not_negative"),
        ({"stored_bytes": -1}, "bytes_not_negative"),
        ({"quota_bytes": -1}, "bytes_not_negative"),
        ({"battery": -1}, "battery_a_percentage"),
        ({"battery": 101}, "battery_a_percentage"),
        ({"kiosk_id": 999}, r"(?i)foreign key"),
    ],
)
def test_a_state_is_in_order(session, kiosk, clock, values, constraint):
    session.add(KioskState(**{"kiosk_id": kiosk.id, "seen_at": clock(), **values}))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()


def test_a_content_has_a_digest_and_belongs_somewhere(session, kiosk, make, clock):
    good = {
        "digest": A,
        "counter_id": kiosk.counter_id,
        "office_id": make.office().id,
        "questionnaire_id": make.version("one-stop").id,
        "body": {},
        "made_at": clock(),
    }
    for wrong, constraint in [
        ({"digest": "a" * 63}, "digest_length"),
        ({"office_id": 999}, r"(?i)foreign key"),
        ({"counter_id": 999}, r"(?i)foreign key"),
        ({"questionnaire_id": 999}, r"(?i)foreign key"),
    ]:
        session.add(KioskContent(**{**good, **wrong}))
        with pytest.raises(IntegrityError, match=constraint):
            session.commit()
        session.rollback()


def test_a_refusal_has_a_known_reason(session, kiosk, clock):
    refusal = {"id": uuid4(), "kiosk_id": kiosk.id, "entry": None, "refused_at": clock()}
    session.add(KioskRefusal(**refusal, reason="not-an-answer"))
    session.commit()
    session.add(KioskRefusal(**{**refusal, "id": uuid4()}, reason="ugly"))
    with pytest.raises(IntegrityError, match="reason_known"):
        session.commit()


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (lambda clock: PairingAttempts(minute=clock(), wrong=-1), "not_negative"),
        (
            lambda clock: KioskCounter(kiosk_id=999, counter_id=1, since=clock()),
            r"(?i)foreign key",
        ),
    ],
)
def test_the_rest_is_in_order_too(session, kiosk, clock, row, constraint):
    session.add(row(clock))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()

"""A code that staff read out opens the server for one tablet, for ten minutes, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from kiosk import register
from kiosk.pairing import CODE_LENGTH, CODE_LIFE, MOST_WRONG
from survey.codes import ALPHABET
from survey.models import Kiosk, PairingAttempts
from tests.conftest import SECRET_KEY
from tests.kiosk.tablet import Tablet, new_credential
from tests.test_documents import ROOT

WRONG = "zzzzzz"


@pytest.fixture
def code(add_kiosk, make):
    return add_kiosk(make.counter())[1]


def said(reply):
    """The status of a reply and what it says, besides the time."""
    return reply.status_code, {key: it for key, it in reply.json.items() if key != "now"}


def test_a_tablet_is_paired_by_its_code(tablet, code, clock, kiosk_row):
    reply = tablet.pair(code)
    assert said(reply) == (200, {"kiosk": "K1"})
    assert reply.json["now"] == 1792461600000  # date -d 2026-10-20T02:00:00Z +%s000
    assert reply.headers["Cache-Control"] == "no-store"
    assert kiosk_row().credential_since == clock()


def test_a_code_is_understood_as_people_type_it(client, add_kiosk, make):
    for shape in ("{0}{1}", " {0} {1} ", "{0}-{1}.", "{0}\u00a0– {1}"):
        number, code = add_kiosk(make.counter())
        typed = shape.format(code[:3].upper(), code[3:])
        assert said(Tablet(client).pair(typed)) == (200, {"kiosk": number})


def test_nothing_that_opens_a_door_is_stored(tablet, code, kiosk_row):
    tablet.pair(code)
    kept = [str(getattr(kiosk_row(), column.name)) for column in Kiosk.__table__.columns]
    assert [value for value in kept if code in value or tablet.credential in value] == []


def test_a_reply_that_was_lost_may_be_asked_for_again(tablet, code, clock, kiosk_row):
    replies = [tablet.pair(code) for _ in range(3)]
    clock.pass_time(minutes=9, seconds=59)
    assert [said(reply) for reply in [*replies, tablet.pair(code)]] == [(200, {"kiosk": "K1"})] * 4
    assert kiosk_row().credential_since == clock() - timedelta(minutes=9, seconds=59)


def test_a_code_that_was_used_is_wrong_for_another_tablet(client, tablet, code):
    tablet.pair(code)
    assert said(Tablet(client).pair(code)) == (404, {"error": "wrong-code"})


def test_of_several_tablets_with_one_code_one_is_paired(app, code, session, kiosk_row):
    session.rollback()
    tablets = [Tablet(app.test_client()) for _ in range(8)]
    with ThreadPoolExecutor(8) as several:
        replies = list(several.map(lambda tablet: tablet.pair(code).status_code, tablets))
    assert sorted(replies) == [200, *[404] * 7]


@pytest.mark.parametrize("seconds", [600, 601])
def test_a_code_expires_after_ten_minutes_whether_used_or_not(
    client, tablet, code, add_kiosk, make, clock, seconds
):
    unused = add_kiosk(make.counter())[1]
    tablet.pair(code)
    clock.pass_time(seconds=seconds)
    for late, its in ((tablet, code), (Tablet(client), unused)):
        assert said(late.pair(its)) == (404, {"error": "wrong-code"})


def test_a_new_code_takes_the_place_of_the_one_before(client, tablet, code, session, clock):
    kiosk = register.kiosk_named(session, "K1")
    newer = register.give_code(session, kiosk, SECRET_KEY, clock())
    session.commit()
    assert tablet.pair(code).status_code == 404
    assert tablet.pair(newer).status_code == 200


def test_a_revoked_kiosk_is_not_paired(tablet, code, session, clock):
    register.revoke(register.kiosk_named(session, "K1"), clock())
    session.commit()
    assert said(tablet.pair(code)) == (404, {"error": "wrong-code"})


def test_a_tablet_whose_code_ran_out_unheard_is_paired_by_the_next(tablet, code, session, clock):
    tablet.pair(code)
    clock.pass_time(minutes=11)
    kiosk = register.kiosk_named(session, "K1")
    newer = register.give_code(session, kiosk, SECRET_KEY, clock())
    session.commit()
    assert said(tablet.pair(newer)) == (200, {"kiosk": "K1"})


def test_a_credential_opens_for_one_kiosk_only(tablet, code, add_kiosk, make):
    tablet.pair(code)
    other = add_kiosk(make.counter())[1]
    assert said(tablet.pair(other)) == (400, {"error": "bad-request"})
    assert said(tablet.pair(WRONG)) == (404, {"error": "wrong-code"})


def wrong_codes(session):
    session.rollback()
    return {row.minute: row.wrong for row in session.scalars(select(PairingAttempts))}


def test_wrong_codes_are_limited_and_the_right_one_waits(app, code, session, clock):
    clock.pass_time(seconds=20)
    tablets = [Tablet(app.test_client()) for _ in range(MOST_WRONG)]
    assert {tablet.pair(WRONG).status_code for tablet in tablets} == {404}
    for tablet, typed in ((tablets[0], WRONG), (Tablet(app.test_client()), code)):
        reply = tablet.pair(typed)
        assert said(reply) == (429, {"error": "too-many", "retry_after": 40})
        assert reply.headers["Retry-After"] == "40"
    clock.pass_time(seconds=39)
    assert tablets[0].pair(code).status_code == 429
    clock.pass_time(seconds=1)
    assert tablets[0].pair(code).status_code == 200


def test_many_who_guess_at_once_are_not_let_guess_more(app, code, session):
    session.rollback()

    def guess(_):
        return Tablet(app.test_client()).pair(WRONG).status_code

    with ThreadPoolExecutor(8) as several:
        replies = list(several.map(guess, range(MOST_WRONG + 30)))
    assert (replies.count(404), replies.count(429)) == (MOST_WRONG, 30)
    assert list(wrong_codes(session).values()) == [MOST_WRONG]


def test_of_wrong_codes_nothing_is_kept_but_how_many(tablet, session, clock):
    for _ in range(3):
        tablet.pair(WRONG)
    assert [column.name for column in PairingAttempts.__table__.columns] == ["minute", "wrong"]
    assert wrong_codes(session) == {clock(): 3}
    clock.pass_time(days=1, minutes=1)
    tablet.pair(WRONG)
    assert wrong_codes(session) == {clock(): 1}


def test_the_odds_of_guessing_a_code_are_as_written():
    written = " ".join((ROOT / "docs" / "security.md").read_text("utf-8").split())
    codes = len(ALPHABET) ** CODE_LENGTH
    # Ten minutes touch eleven minutes of the clock.
    guesses = (CODE_LIFE // timedelta(minutes=1) + 1) * MOST_WRONG
    assert f"one of 30⁶ = {codes:,}, for ten minutes" in written
    assert f"limited to {MOST_WRONG} a minute" in written
    assert f"at most {guesses} can be tried while a code lives" in written
    assert f"one chance in {codes / guesses / 1e6:.1f} million" in written


@pytest.mark.parametrize(
    "credential",
    ["", "short", "x" * 42, "x" * 44, "x" * 42 + "=", "x" * 42 + "\n", "é" * 43, 7, None, ["x"]],
)
def test_a_credential_of_another_shape_is_refused_and_no_guess(tablet, code, session, credential):
    assert said(tablet.pair(code, credential=credential)) == (400, {"error": "bad-request"})
    assert wrong_codes(session) == {}


@pytest.mark.parametrize("typed", ["", "z", "z" * 7, "zzzzz0", "\0", "\ud800", "z" * 50000])
def test_what_cannot_be_a_code_is_a_wrong_one(tablet, session, typed):
    assert said(tablet.pair(typed)) == (404, {"error": "wrong-code"})
    assert list(wrong_codes(session).values()) == [1]


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b"", 400, "bad-request"),
        (b"{", 400, "bad-request"),
        (b"[]", 400, "bad-request"),
        (b'"abc"', 400, "bad-request"),
        (b"\xff\xfe", 400, "bad-request"),
        (b"[" * 50000, 400, "bad-request"),
        (b"9" * 5000, 400, "bad-request"),
        (b'{"code": 7, "credential": "x"}', 400, "bad-request"),
        (b'{"code": ["abcdef"]}', 400, "bad-request"),
        (b" " * 70000, 413, "too-large"),
    ],
)
def test_a_body_that_is_no_request_is_refused_in_json(client, body, status, error):
    assert said(client.post("/kiosk/pair", data=body)) == (status, {"error": error})


def test_a_new_tablet_takes_the_place_of_an_old_one(client, tablet, code, session, clock):
    tablet.pair(code)
    kiosk = register.kiosk_named(session, "K1")
    newer = register.give_code(session, kiosk, SECRET_KEY, clock())
    session.commit()
    new = Tablet(client, new_credential())
    assert new.pair(newer).status_code == 200
    assert tablet.pair(newer).status_code == 404

"""Wrong attempts are counted for each account, slowed and finally refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from survey.accounts import attempts
from survey.models import LogEntry, User


@pytest.fixture
def an(make):
    return make.user("head", name="an.nguyen")


@pytest.fixture
def wrong(session, an):
    """How many attempts are counted as wrong."""

    def wrong():
        session.rollback()
        session.refresh(an)
        return an.wrong_attempts

    return wrong


def test_the_right_password_after_two_wrong_ones_needs_no_wait(an, try_to_sign_in, wrong):
    assert [try_to_sign_in("an.nguyen", "wrong") for _ in range(2)] == [False, False]
    assert wrong() == 2
    assert try_to_sign_in("an.nguyen")
    assert wrong() == 0


# The number of the wrong attempt, and the seconds to wait after it.
WAITS = [(1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (6, 16), (7, 32), (8, 64), (9, 128)]


@pytest.mark.parametrize(("number", "seconds"), WAITS)
def test_waits_grow_from_the_third_wrong_attempt_on(
    an, try_to_sign_in, wrong, session, clock, number, seconds
):
    an.wrong_attempts = number - 1
    session.commit()
    assert not try_to_sign_in("an.nguyen", "wrong")
    assert wrong() == number
    if seconds:
        clock.pass_time(seconds=seconds - 1)
        assert not try_to_sign_in("an.nguyen")
        assert wrong() == number  # Whoever does not wait is neither heard nor counted.
        clock.pass_time(seconds=1)
    assert try_to_sign_in("an.nguyen")
    assert wrong() == 0


def test_after_ten_wrong_attempts_no_wait_helps(an, try_to_sign_in, wrong, clock, newest):
    for _ in range(12):
        assert not try_to_sign_in("an.nguyen", "wrong")
        clock.pass_time(hours=1)
    assert wrong() == 10
    assert not try_to_sign_in("an.nguyen")
    assert newest() == (
        "an.nguyen",
        None,
        "account.lock",
        "user",
        "an.nguyen",
        None,
        {},
        {"wrong_attempts": 10},
    )


def test_locking_stands_in_the_log_once(an, try_to_sign_in, clock, session):
    for _ in range(15):
        try_to_sign_in("an.nguyen", "wrong")
        clock.pass_time(hours=1)
    assert session.query(LogEntry).count() == 1


def test_attempts_on_one_account_do_not_slow_another(make, an, try_to_sign_in):
    make.user("head", name="binh")
    for _ in range(9):
        try_to_sign_in("an.nguyen", "wrong")
    assert try_to_sign_in("binh")


def test_a_name_that_nobody_has_is_counted_nowhere(an, try_to_sign_in, wrong):
    assert not any(try_to_sign_in(name, "wrong") for name in ("binh", "", "x" * 1000, "\x00"))
    assert wrong() == 0


def test_those_that_come_at_once_are_all_counted(an, session, clock, wrong):
    """Whatever their order, no more are compared than may be."""

    def claim(_):
        with Session(session.get_bind()) as own:
            return attempts.claim(own, User.name == "an.nguyen", clock()) is not None

    session.rollback()
    with ThreadPoolExecutor(12) as threads:
        claimed = list(threads.map(claim, range(40)))
    assert (claimed.count(True), wrong()) == (3, 3)


def test_the_last_attempts_are_not_had_twice_by_coming_at_once(an, session, clock, wrong):
    an.wrong_attempts = 9
    session.commit()

    def claim(_):
        with Session(session.get_bind()) as own:
            return attempts.claim(own, User.name == "an.nguyen", clock()) is not None

    with ThreadPoolExecutor(8) as threads:
        claimed = list(threads.map(claim, range(16)))
    assert (claimed.count(True), wrong()) == (1, 10)


def test_a_password_that_was_changed_meanwhile_lets_nobody_in(an, session, clock):
    """Between the comparison and the sign-in somebody chose another one, or closed the account."""
    attempt = attempts.claim(session, User.name == "an.nguyen", clock())
    an.password = "another"
    session.commit()
    assert not attempts.forgive(session.connection(), attempt)
    assert not attempts.go_on(session.connection(), attempt)
    session.rollback()
    attempt = attempts.claim(session, User.name == "an.nguyen", clock())
    an.closed_at = clock()
    session.commit()
    assert not attempts.forgive(session.connection(), attempt)

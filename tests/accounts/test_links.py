"""A link lets somebody choose a password once, within a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.accounts import links, sessions
from survey.models import OneTimeLink, StaffSession

NEW = "Một câu hoàn toàn khác"


@pytest.fixture
def an(make):
    return make.user("head", name="an.nguyen", password=None)


@pytest.fixture
def token(session, an, clock):
    token = links.new_link(session, an, clock())
    session.commit()
    return token


def test_a_link_sets_the_first_password(session, an, token, clock, try_to_sign_in, newest):
    assert not try_to_sign_in("an.nguyen", NEW)
    assert links.owner(session, token, clock()).name == "an.nguyen"
    assert links.choose_password(session, token, NEW, clock())
    after = {"with": "one-time link"}
    what = ("account.password", "user", "an.nguyen", None, {}, after)
    assert newest() == ("an.nguyen", None, *what)
    assert try_to_sign_in("an.nguyen", NEW)


def test_a_link_works_once(session, token, clock, try_to_sign_in):
    assert links.choose_password(session, token, NEW, clock())
    assert links.owner(session, token, clock()) is None
    assert not links.choose_password(session, token, "Lại một câu khác nữa", clock())
    assert try_to_sign_in("an.nguyen", NEW)


def test_of_those_who_use_it_at_once_one_succeeds(session, token, clock):
    def choose(number):
        with Session(session.get_bind()) as own:
            return links.choose_password(own, token, f"{NEW} {number}", clock())

    session.rollback()
    with ThreadPoolExecutor(6) as threads:
        chosen = list(threads.map(choose, range(6)))
    assert chosen.count(True) == 1


@pytest.mark.parametrize(("age", "is_good"), [(timedelta(hours=24), False), (0, True)])
def test_a_link_is_good_for_a_day(session, token, clock, age, is_good):
    clock.now += age or timedelta(hours=24, microseconds=-1)
    assert (links.owner(session, token, clock()) is not None) == is_good
    assert links.choose_password(session, token, NEW, clock()) == is_good


def test_a_new_link_makes_the_old_one_void(session, an, token, clock):
    newer = links.new_link(session, an, clock())
    assert links.owner(session, token, clock()) is None
    assert links.owner(session, newer, clock()).name == "an.nguyen"


def test_a_link_of_a_closed_account_opens_nothing(session, an, token, clock):
    an.closed_at = clock()
    session.commit()
    assert not links.choose_password(session, token, NEW, clock())
    assert an.password is None


def test_a_link_unlocks_and_signs_out_whoever_knew_the_old_password(session, make, clock):
    user = make.user("head", wrong_attempts=10)
    sessions.begin(session, user.id, clock())
    token = links.new_link(session, user, clock())
    session.commit()
    assert links.choose_password(session, token, NEW, clock())
    assert (user.wrong_attempts, user.waits_until) == (0, None)
    assert session.scalars(select(StaffSession)).all() == []


def test_the_secret_is_not_in_the_table(session, token):
    row = session.scalars(select(OneTimeLink)).one()
    assert (len(token), len(row.digest)) == (43, 64)  # 256 bits each, in base 64 and in base 16.
    assert token not in (row.digest, str(row.used_at))


@pytest.mark.parametrize("made_up", ["", "x" * 43, "\x00", "ổ khóa"])
def test_a_link_that_was_made_up_opens_nothing(session, token, clock, made_up):
    assert links.owner(session, made_up, clock()) is None

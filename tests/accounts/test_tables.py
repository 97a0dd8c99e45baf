"""What the tables of accounts refuse by themselves."""

import pytest
from sqlalchemy.exc import IntegrityError

from survey.models import Grant, OneTimeLink, RecoveryCode, StaffSession, User
from tests.makers import MADE


def a_user(**columns):
    return User(**{"name": "an", "full_name": "An", "made_at": MADE, **columns})


@pytest.mark.parametrize(
    ("thing", "constraint"),
    [
        (a_user(wrong_attempts=-1), "wrong_attempts_bounded"),
        (a_user(wrong_attempts=11), "wrong_attempts_bounded"),
        (a_user(totp_since=MADE), "totp_has_a_secret"),
    ],
)
def test_what_must_not_be_is_refused_by_name(session, thing, constraint):
    session.add(thing)
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()


def test_a_name_belongs_to_one(session):
    session.add_all([a_user(), a_user(full_name="Another An")])
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        session.commit()


@pytest.mark.parametrize("has_office", [True, False])
def test_a_role_is_given_once(session, make, has_office):
    office_id = make.office().id if has_office else None
    user = a_user(grants=[Grant(role="head", office_id=office_id) for _ in range(2)])
    session.add(user)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        session.commit()


def test_a_role_is_one_that_is_known(session):
    session.add(a_user(grants=[Grant(role="emperor")]))
    with pytest.raises(IntegrityError, match="role_known"):
        session.commit()


@pytest.mark.parametrize(
    "thing",
    [
        Grant(user_id=999, role="head"),
        StaffSession(user_id=999, digest="d", began_at=MADE, seen_at=MADE, is_whole=True),
        OneTimeLink(user_id=999, digest="d", made_at=MADE),
        RecoveryCode(user_id=999, digest="d"),
    ],
    ids=lambda thing: thing.__tablename__,
)
def test_nothing_belongs_to_nobody(session, thing):
    session.add(thing)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.commit()


def test_who_is_named_somewhere_cannot_be_deleted(session):
    user = a_user(grants=[Grant(role="head")])
    session.add(user)
    session.commit()
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(User.__table__.delete())

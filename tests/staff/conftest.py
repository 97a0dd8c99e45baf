"""Members of staff at their browsers."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey.accounts import sessions
from survey.models import LogEntry
from tests.staff.browsing import Browser


@pytest.fixture
def browser(app):
    """Opens browsers in which nobody is signed in."""
    return lambda: Browser(app.test_client())


@pytest.fixture
def signed_in(app, browser, session, clock):
    """A browser in which somebody is signed in."""

    def signed_in(user):
        token = sessions.begin(session, user.id, clock())
        session.commit()
        here = browser()
        with here.client.session_transaction("/staff/") as cookie:
            cookie["_user_id"] = token
        return here

    return signed_in


@pytest.fixture
def staff(make, signed_in):
    """A browser of somebody with a role, on an office or else on everything."""
    return lambda role, office=None: signed_in(make.user(role, office=office))


@pytest.fixture
def logged(session):
    """What stands in the log: who did what to which thing."""

    def logged():
        session.rollback()
        entries = session.scalars(select(LogEntry).order_by(LogEntry.number))
        return [(entry.actor, entry.action, entry.key) for entry in entries]

    return logged


@pytest.fixture
def newest(session):
    """The newest entry of the log."""

    def newest():
        session.rollback()
        entry = session.scalars(select(LogEntry).order_by(LogEntry.number.desc())).first()
        return entry.action, entry.key, entry.role, entry.before, entry.after

    return newest

"""Accounts, and whoever changes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.accounts import signing_in
from survey.accounts.register import Register
from survey.models import LogEntry
from survey.settings import Limits
from tests.makers import PASSWORD

LIMITS = Limits(idle=timedelta(minutes=30), whole=timedelta(hours=12))


@pytest.fixture
def try_to_sign_in(session, clock):
    """Whether somebody gets in with a password."""

    def try_to_sign_in(name, password=PASSWORD):
        return signing_in.by_password(session, name, password, clock(), LIMITS) is not None

    return try_to_sign_in


@pytest.fixture
def register(session, clock):
    """The register, as a user changes it, or a command."""
    return lambda user=None: Register(session, user and user.id, clock())


@pytest.fixture
def newest(session):
    """The newest entry of the log, without numbers, times and hashes."""

    def newest():
        session.rollback()
        entries = select(LogEntry).order_by(LogEntry.number.desc()).limit(1)
        entry = session.scalars(entries).one()
        what = (entry.action, entry.kind, entry.key)
        return (entry.actor, entry.role, *what, entry.office_id, entry.before, entry.after)

    return newest

"""Tablets for tests, paired as staff and a tablet pair them."""

import re

import pytest

from kiosk import register
from survey.models import Kiosk
from tests.conftest import SECRET_KEY
from tests.kiosk.tablet import Tablet


@pytest.fixture
def add_kiosk(session, clock):
    """Add a kiosk for a counter; its number and its pairing code."""

    def add_kiosk(counter, **given):
        kiosk, _ = register.add(session, counter, clock(), **given)
        code = register.give_code(session, kiosk, SECRET_KEY, clock())
        session.commit()
        return kiosk.number, code

    return add_kiosk


@pytest.fixture
def kiosk_row(session):
    """A kiosk as it is stored now."""

    def kiosk_row(number="K1") -> Kiosk:
        session.rollback()
        session.expire_all()
        return register.kiosk_named(session, number)

    return kiosk_row


@pytest.fixture
def tablet(client):
    """A tablet that is not paired yet."""
    return Tablet(client)


@pytest.fixture
def paired(client, add_kiosk):
    """A tablet at a counter, paired."""

    def paired(counter, **given):
        tablet = Tablet(client)
        assert tablet.pair(add_kiosk(counter, **given)[1]).status_code == 200
        return tablet

    return paired


@pytest.fixture
def code_shown():
    """The pairing code in what a command said."""
    return lambda said: "".join(re.search(r"type (\w{3}) (\w{3})", said).groups())

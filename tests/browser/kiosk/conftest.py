"""Tablets in a browser, at a program that is served."""

from __future__ import annotations

import time

import pytest

from tests.browser import stored
from tests.browser.kiosk.enrolled import enrol
from tests.browser.kiosk.network import Network
from tests.browser.kiosk.tablet import TABLET, Tablet

PATIENCE = 10
"""Seconds that a person or a test waits for something to happen."""


def until(what, patience=PATIENCE):
    """Wait until something is true, and give it."""
    end = time.monotonic() + patience
    while not (found := what()):
        if time.monotonic() > end:
            raise AssertionError(f"It did not happen within {patience} s.")
        time.sleep(0.02)
    return found


@pytest.fixture
def unpaired(site, browser):
    """Make tablets that nobody has paired; in the end none has complained of anything."""
    made = []

    def make(at=site, address=None, believes_it_is=None, **options):
        context = browser.new_context(**{**TABLET, **options}, base_url=address or at.address)
        context.set_default_timeout(PATIENCE * 1000)
        made.append(Tablet(context.new_page(), at, believes_it_is=believes_it_is))
        return made[-1]

    yield make
    complaints = [tablet.complaints for tablet in made]
    for tablet in made:
        tablet.page.context.close()
    assert complaints == [[] for _ in made]


@pytest.fixture
def network(site):
    """What lies between tablets and the program."""
    network = Network(site.port)
    yield network
    network.close()


@pytest.fixture
def new_tablet(unpaired):
    """Make tablets that are paired with a counter."""

    def make(counter="one field", **options):
        tablet = unpaired(**options)
        return tablet.pair(enrol(tablet.site, counter))

    return make


@pytest.fixture
def tablet(new_tablet):
    """A tablet at a counter of one field."""
    return new_tablet()


@pytest.fixture
def arrived(site):
    """Wait until so many answers have come in since the test began; the answers in each."""
    before = stored.responses(site)

    def answers(count, at=site):
        until(lambda: len(stored.since(at, before)) >= count)
        found = stored.since(at, before)
        assert len(found) == count
        return found

    return answers

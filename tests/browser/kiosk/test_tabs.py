"""Two tabs of the same tablet: one sends at a time, and neither sends what the other's person is
still answering."""

import json

import pytest

from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol
from tests.browser.kiosk.tablet import Tablet


@pytest.fixture
def tabs(network, unpaired, site):
    """A tablet with the page open twice, and the network that it sends through."""
    first = unpaired(address=network.address).pair(enrol(site))
    second = Tablet(first.page.context.new_page(), site, first.enrolled)
    second.open()
    second.see("attract")
    return first, second


def test_each_answer_is_sent_by_one_of_two_tabs(tabs, network, arrived):
    first, second = tabs
    first.page.context.set_offline(True)
    for tab in (first, second, first, second):
        tab.rate("5")
    second.shows("waiting")
    first.page.context.set_offline(False)
    assert len(arrived(4)) == 4
    for tab in tabs:
        tab.shows("sent")
    sent = [entry["id"] for batch in network.batches for entry in json.loads(batch)["entries"]]
    assert len(sent) == len(set(sent)) == 4


def test_what_a_person_is_still_answering_in_one_tab_is_not_sent_by_the_other(tabs, arrived):
    first, second = tabs
    first.begin()
    first.choose("1", "waiting")
    second.rate("4")
    assert arrived(1) == [{"overall": "4"}]
    second.page.reload()
    second.see("attract")
    first.choose("manner")
    first.press("Tiếp tục")
    first.press("Bỏ qua")
    first.leave()
    assert arrived(2)[1] == {"overall": "1", "reasons": ["waiting", "manner"]}


def test_what_was_left_in_a_tab_that_was_closed_is_sent_by_the_other(tabs, arrived):
    first, second = tabs
    first.begin()
    first.choose("2")
    until(lambda: len(second.kept()) == 1)
    first.page.close()
    second.rate("5")
    assert sorted(answers["overall"] for answers in arrived(2)) == ["2", "5"]


def test_a_tab_learns_from_the_other_that_the_tablet_is_paired(site, unpaired):
    first = unpaired()
    first.open()
    second = Tablet(first.page.context.new_page(), site)
    second.pair(enrol(site))
    first.see("attract")
    first.shows("sent")

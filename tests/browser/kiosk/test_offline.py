"""The network comes and goes, and no answer is lost or doubled."""

import pytest

from tests.browser.conftest import ARGUMENTS, chromium
from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol
from tests.browser.kiosk.tablet import TABLET, Tablet


@pytest.fixture(params=["switch", "server"])
def cut(request, site, tablet):
    """Take the network away, by the browser's switch or by stopping the program; and back."""
    is_away = False

    def change(away):
        nonlocal is_away
        if is_away == away:
            return
        is_away = away
        if request.param == "switch":
            tablet.page.context.set_offline(away)
        else:
            site.stop() if away else site.start()

    yield change
    change(False)


def test_people_answer_without_a_network_and_all_of_it_arrives_later(cut, tablet, arrived):
    cut(True)
    for level in ("5", "1", "3"):
        tablet.rate(level)
    tablet.says("Chờ gửi: 3, từ ")
    assert [entry["answers"] for entry in in_order(tablet)] == [
        {"overall": level} for level in ("5", "1", "3")
    ]
    tablet.page.reload()
    tablet.see("attract")
    tablet.rate("4")
    assert len(tablet.kept()) == 4
    cut(False)
    tablet.page.reload()
    assert arrived(4) == [{"overall": level} for level in ("5", "1", "3", "4")]
    tablet.shows("sent")
    assert tablet.kept() == []


def in_order(tablet):
    return sorted(tablet.kept(), key=lambda entry: entry["given_at"])


def test_the_first_answer_is_on_the_disk_as_soon_as_it_is_tapped(tablet, arrived):
    """The power goes while somebody is asked for reasons."""
    tablet.begin()
    tablet.choose("2", "waiting")
    until(lambda: len(tablet.kept()) == 1)
    tablet.page.reload()
    tablet.see("attract")
    assert arrived(1) == [{"overall": "2"}]
    tablet.shows("sent")


def test_an_answer_carries_when_it_was_given_and_how_far_the_clock_was_out(tablet):
    tablet.page.context.set_offline(True)
    before = tablet.page.evaluate("Date.now()")
    tablet.rate("5")
    (entry,) = tablet.kept()
    assert before <= entry["given_at"] <= tablet.page.evaluate("Date.now()")
    assert abs(entry["offset_ms"]) < 1000
    assert len(entry["id"]) == 36


def test_it_asks_to_keep_its_storage_for_good(unpaired):
    tablet = unpaired()
    tablet.page.add_init_script(
        "const storage = StorageManager.prototype; const { persist } = storage;"
        "storage.persist = function () { window.asked = true; return persist.call(this) }"
    )
    tablet.open()
    tablet.see("pairing")
    assert tablet.page.evaluate("window.asked") is True


@pytest.fixture
def restarted(site, browser, tmp_path):
    """Open a browser that keeps its profile when it is closed; each call closes the one before."""
    opened = []

    def start(offline=False):
        for context in opened:
            context.close()
        opened[:] = [
            browser.browser_type.launch_persistent_context(
                tmp_path / "profile",
                executable_path=chromium(),
                args=ARGUMENTS,
                base_url=site.address,
                offline=offline,
                **TABLET,
            )
        ]
        return Tablet(opened[0].pages[0], site)

    yield start
    for context in opened:
        context.close()


def test_after_a_restart_of_the_browser_it_starts_asks_and_stores_without_a_network(
    restarted, site, arrived
):
    tablet = restarted().pair(enrol(site))
    tablet.page.context.set_offline(True)
    tablet.rate("1")
    tablet = restarted(offline=True)
    tablet.open()
    tablet.see("attract")
    tablet.shows("waiting")
    tablet.rate("5")
    assert len(tablet.kept()) == 2
    tablet.page.context.set_offline(False)
    assert arrived(2) == [{"overall": "1"}, {"overall": "5"}]
    tablet.shows("sent")

"""A tablet is paired with its counter by six letters."""

import pytest

from tests.browser.kiosk.enrolled import code_for, enrol
from tests.browser.town import OFFICE


def type_code(tablet, code):
    tablet.page.locator("#code").fill(code)
    tablet.press("Ghép máy")


def problem(tablet, words):
    tablet.page.locator(".problem").get_by_text(words).wait_for()


def test_a_typed_code_pairs_a_tablet_which_then_asks(site, unpaired):
    kiosk = enrol(site)
    tablet = unpaired()
    tablet.open()
    tablet.see("pairing")
    tablet.says("Chưa ghép máy")
    type_code(tablet, f" {kiosk.code[:3].upper()}-{kiosk.code[3:]} ")
    tablet.see("attract")
    assert tablet.heading == OFFICE
    tablet.shows("sent")


def test_the_enter_key_pairs_as_well(site, unpaired):
    kiosk = enrol(site)
    tablet = unpaired()
    tablet.open()
    tablet.page.locator("#code").fill(kiosk.code)
    tablet.page.keyboard.press("Enter")
    tablet.see("attract")


def test_a_scanned_code_pairs_by_itself_and_is_not_left_in_the_address(site, unpaired):
    tablet = unpaired()
    tablet.pair(enrol(site))
    assert tablet.page.url == f"{site.address}/kiosk"
    assert tablet.page.evaluate("history.length") == 2  # The empty page that a test starts with.


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Mã gồm sáu chữ và số."),
        ("abc2", "Mã gồm sáu"),
        ("zzzzzz", "Mã không đúng hoặc đã quá"),
    ],
)
def test_a_code_that_cannot_be_taken_is_explained(code, words, unpaired):
    tablet = unpaired()
    tablet.open()
    type_code(tablet, code)
    problem(tablet, words)
    assert tablet.page.evaluate("document.activeElement.id") == "code"
    assert tablet.screen == "pairing"


def test_a_code_is_good_for_one_tablet(site, unpaired):
    kiosk = enrol(site)
    unpaired().pair(kiosk)
    second = unpaired()
    second.open(kiosk.code)
    problem(second, "Mã không đúng")


def test_without_a_network_the_code_waits_for_one(site, unpaired):
    kiosk = enrol(site)
    tablet = unpaired()
    tablet.open()
    tablet.page.context.set_offline(True)
    type_code(tablet, kiosk.code)
    problem(tablet, "Máy chủ không trả lời")
    tablet.page.context.set_offline(False)
    type_code(tablet, kiosk.code)
    tablet.see("attract")


def test_a_tablet_that_was_replaced_is_paired_as_the_same_kiosk(site, tablet, unpaired, arrived):
    number = tablet.enrolled.number
    unpaired().pair(enrol(site)).rate("5")
    other = unpaired()
    other.open(code_for(site, number))
    other.see("attract")
    other.rate("4")
    assert arrived(2) == [{"overall": "5"}, {"overall": "4"}]


def test_the_credential_is_no_secret_of_the_server_and_is_kept_from_pages(site, tablet):
    """32 random bytes made here; no cookie, no storage that a page of another kind reads."""
    credential = tablet.module("database", "({ recall }) => recall('credential')")
    assert len(credential) == 43
    assert tablet.page.context.cookies() == []
    assert tablet.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]

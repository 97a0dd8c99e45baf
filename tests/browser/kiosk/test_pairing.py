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
    # The empty page that a test starts with, ours, and the one that Back comes to.
    assert tablet.page.evaluate("history.length") == 3


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
    assert tablet.page.locator("#code").input_value() == code
    assert tablet.screen == "pairing"


def test_what_was_typed_stays_in_another_language_and_while_the_server_is_asked(unpaired):
    tablet = unpaired()
    tablet.open()
    tablet.page.locator("#code").fill("zzz")
    tablet.page.locator("#language").click()
    assert tablet.page.locator("#code").input_value() == "zzz"
    tablet.page.locator("#language").click()
    tablet.page.route("**/kiosk/pair", lambda _: None)
    type_code(tablet, "zzzzzz")
    tablet.button("Xin chờ một chút …").wait_for()
    assert tablet.page.locator("#code").input_value() == "zzzzzz"


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


def test_a_tablet_that_works_may_be_paired_again(site, tablet, arrived):
    tablet.open(code_for(site, tablet.enrolled.number))
    tablet.see("attract")
    tablet.rate("4")
    assert arrived(1) == [{"overall": "4"}]


@pytest.mark.parametrize("code", ["zzzzzz", "%", "%C3%A1"])
def test_an_old_code_does_not_keep_a_tablet_from_asking(tablet, code):
    tablet.page.goto("about:blank")
    tablet.open(code)
    tablet.page.locator(".problem:not(:empty)").wait_for()
    tablet.press("Đóng")
    tablet.see("attract")
    tablet.page.goto("about:blank")
    tablet.open(code)
    tablet.page.locator(".problem:not(:empty)").wait_for()
    tablet.jump(31)
    tablet.pass_time(16)
    tablet.see("attract")


def test_at_another_counter_a_tablet_asks_nobody_what_the_counter_before_asked(site, tablet):
    other = enrol(site, "fields")
    tablet.page.route("**/kiosk/content", lambda route: route.abort())
    tablet.page.goto("about:blank")
    tablet.open(other.code)
    tablet.see("preparing")
    tablet.page.unroute("**/kiosk/content")
    tablet.jump(11)
    tablet.see("attract")
    tablet.begin()
    tablet.see("field")


@pytest.mark.parametrize(
    "lacking",
    [
        "IDBFactory.prototype.open = () => { throw new Error('not in a private window') }",
        "delete Navigator.prototype.locks",
    ],
)
def test_a_browser_that_keeps_nothing_is_told_apart(unpaired, lacking):
    tablet = unpaired()
    tablet.page.add_init_script(lacking)
    tablet.open()
    tablet.see("incapable")
    assert tablet.heading == "Máy này không lưu được ý kiến"


def test_the_credential_is_no_secret_of_the_server_and_is_kept_from_pages(site, tablet):
    """32 random bytes made here; no cookie, no storage that a page of another kind reads."""
    credential = tablet.module("database", "({ recall }) => recall('credential')")
    assert len(credential) == 43
    assert tablet.page.context.cookies() == []
    assert tablet.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]

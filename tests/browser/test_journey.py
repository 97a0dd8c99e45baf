"""A person scans the code on the counter, answers and is thanked."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from tests.browser import stored
from tests.browser.pages import send
from tests.browser.town import OFFICE


def read(picture):
    """What a phone's camera makes of a code."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(picture))]


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_code_made_for_print_is_read_back_as_the_counters_address(ending, site, visit, tmp_path):
    file = tmp_path / f"code.{ending}"
    address = site.address + site.path("fields")
    assert site.run("qr", "fields", "-o", str(file)) == f"{file}: {address}\n"
    if ending == "png":
        assert read(file) == [address]
        return
    page = visit(site)
    page.goto(file.as_uri())
    assert read(BytesIO(page.screenshot())) == [address]


def test_the_code_on_the_screen_is_read_back_as_the_counters_address(site, page):
    page.goto(f"{site.path('fields')}/qr.svg")
    assert read(BytesIO(page.screenshot())) == [site.address + site.path("fields")]


def test_scan_tap_send_and_tell_the_rest(own_site, visit, tmp_path):
    own_site.run("qr", "one field", "-o", str(tmp_path / "code.png"))
    page = visit(own_site)
    page.goto(*read(tmp_path / "code.png"))
    page.locator("label[for=overall-2]").tap()
    send(page)
    assert list(stored.responses(own_site).values()) == [{"overall": "2"}]
    assert stored.levels(own_site) == {"unknown": (1, 0)}
    page.locator("label[for=reasons-1]").tap()
    page.locator("label[for=reasons-3]").tap()
    page.locator("label[for=respondent-2]").tap()
    page.locator("textarea").fill("Ghế ngồi chờ ít quá.")
    send(page)
    assert list(stored.responses(own_site).values()) == [
        {"overall": "2", "reasons": ["waiting", "visits"], "respondent": "organisation"}
    ]
    assert stored.levels(own_site) == {"organisation": (1, 0)}
    assert stored.comments(own_site) == ["Ghế ngồi chờ ít quá."]
    assert page.locator("h1").inner_text() == "Xin chân thành cảm ơn"


def test_no_script_is_needed(site, visit):
    before = stored.responses(site)
    page = visit(site, java_script_enabled=False)
    page.goto(site.path("fields"))
    send(page)
    assert page.locator(".summary li").count() == 2
    page.locator("label[for=field-4]").tap()
    page.locator("label[for=overall-3]").tap()
    send(page)
    page.locator("label[for=respondent-1]").tap()
    send(page)
    assert page.locator("h1").inner_text() == "Xin chân thành cảm ơn"
    assert stored.since(site, before) == [{"overall": "3", "respondent": "person"}]


def test_who_has_said_enough_finishes_without_more(site, page):
    before = stored.responses(site)
    page.goto(site.path("one field"))
    page.locator("label[for=overall-5]").tap()
    send(page)
    page.locator(".after a").tap()
    page.wait_for_url("**/thanks")
    assert page.locator("h1").inner_text() == "Xin chân thành cảm ơn"
    assert stored.since(site, before) == [{"overall": "5"}]


def test_the_language_chosen_on_the_first_page_stays_to_the_last(site, page):
    page.goto(site.path("one field"))
    page.locator(".switch").tap()
    page.wait_for_url("**lang=en")
    page.locator("label[for=overall-5]").tap()
    headings = [page.locator("h1").inner_text()]
    for _ in range(2):
        send(page)
        headings.append(page.locator("h1").inner_text())
    assert headings == [
        OFFICE,
        "Thank you. Your answer has been counted.",
        "Thank you",
    ]
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_typed_code_leads_to_the_question(site, page):
    code = site.codes["one field"]
    page.goto("/")
    page.locator("#code").fill(f"{code[:5].upper()}-{code[5:]}")
    send(page)
    assert page.url == site.address + site.path("one field")

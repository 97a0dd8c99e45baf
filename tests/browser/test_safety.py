"""What somebody hostile types or slips into a page is shown, and never done."""

from urllib.parse import urlencode

import pytest

from tests.browser.pages import choose, rest_with_reasons, send

HOSTILE = (
    """'"><script>alert(1)</script><img src=x onerror=alert(2)><b onfocus=alert(3) autofocus>"""
)
SMUGGLED = f"</textarea></main>{HOSTILE}<style>body {{ display: none }}</style>"


@pytest.fixture
def page(site, visit):
    """A page that notes down whatever gets executed in it."""
    page = visit(site)
    page.executed = []
    page.on("dialog", lambda dialog: (page.executed.append(dialog.message), dialog.dismiss()))
    return page


def harm(page):
    """What was executed, or stands in the page ready to be."""
    page.wait_for_load_state("networkidle")
    return page.executed, page.locator("script, img, b, [onerror], [onfocus]").count()


@pytest.mark.parametrize("place", ["/", "/s", "one field", "thanks", "rest", "/staff/sign-in"])
def test_nothing_in_an_address_is_executed(place, site, page):
    addresses = {"one field": site.path("one field"), "thanks": f"{site.path('one field')}/thanks"}
    if place == "rest":
        rest_with_reasons(page, site)
        addresses["rest"] = page.url.split("?")[0]
    query = urlencode(dict.fromkeys(("lang", "screen", "code", "late", "send", "next"), HOSTILE))
    page.goto(f"{addresses.get(place, place)}?{query}")
    assert harm(page) == ([], 0)


def test_nothing_that_is_typed_is_executed(site, page):
    page.goto("/")
    page.locator("#code").evaluate("(line) => line.removeAttribute('maxlength')")
    page.locator("#code").fill(HOSTILE)
    send(page)
    assert page.locator("#code").input_value() == HOSTILE
    assert harm(page) == ([], 0)


def test_nothing_that_is_written_is_executed(site, page):
    rest_with_reasons(page, site)
    written = SMUGGLED * 10
    page.locator("textarea").evaluate("(area) => area.removeAttribute('maxlength')")
    page.locator("textarea").fill(written)
    send(page)
    assert page.locator("textarea").input_value() == written
    assert harm(page) == ([], 0)


def test_an_answer_made_up_is_refused_and_not_executed(site, page):
    page.goto(site.path("one field"))
    page.locator("#overall-3").evaluate("(radio, words) => radio.value = words", HOSTILE)
    choose(page, 3)
    send(page)
    assert page.locator(".summary").is_visible()
    assert harm(page) == ([], 0)


def test_a_script_that_got_into_a_page_would_not_be_executed(site, page):
    def slip_in(route):
        reply = route.fetch()
        body = reply.text().replace("</main>", f"{SMUGGLED}</main>")
        route.fulfill(response=reply, body=body)

    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.route("**/s/*", slip_in)
    page.goto(site.path("one field"))
    page.wait_for_load_state("networkidle")
    assert page.locator("main ~ script, body script").count() == 1
    assert page.executed == []
    assert page.locator("body").is_visible()
    assert sum("Content Security Policy" in message for message in refused) >= 3

"""However a person goes back, taps twice or loses the network, they are counted once."""

import pytest

from tests.browser import stored
from tests.browser.pages import choose, send

REST = "Xin cảm ơn. Ý kiến đã được ghi nhận."
THANKS = "Xin chân thành cảm ơn"

# With ?lang=en first, the address that is sent to differs from the page's own in another way.
first_page = pytest.mark.parametrize("query", ["", "?lang=en"], ids=["vi", "en"])


def open_and_choose(page, site, level, query=""):
    page.goto(site.path("one field") + query)
    choose(page, level)


def lose_replies(page):
    """From now on what is sent arrives, and what is answered does not."""
    network = page.context.new_cdp_session(page)

    def drop(event):
        assert event["responseStatusCode"] == 303
        lost = {"requestId": event["requestId"], "errorReason": "ConnectionReset"}
        network.send("Fetch.failRequest", lost)

    network.on("Fetch.requestPaused", drop)
    pattern = {"urlPattern": "*send=1*", "requestStage": "Response"}
    network.send("Fetch.enable", {"patterns": [pattern]})
    return network


def send_in_vain(page):
    page.locator("main button").click()
    page.wait_for_url("chrome-error://**")


@first_page
def test_who_goes_back_and_chooses_anew_is_counted_once_anew(query, site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 2, query)
    send(page)
    page.go_back()
    choose(page, 4)
    send(page)
    assert stored.since(site, before) == [{"overall": "4"}]


@first_page
def test_who_goes_back_from_the_last_page_to_the_first_is_counted_once(query, site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 2, query)
    send(page)
    send(page)
    page.go_back()
    page.go_back()
    choose(page, 5)
    send(page)
    assert stored.since(site, before) == [{"overall": "5"}]


@first_page
def test_who_goes_back_to_a_corrected_form_is_counted_once(query, site, page):
    before = stored.responses(site)
    page.goto(site.path("one field") + query)
    send(page)
    assert page.locator(".summary").is_visible()
    choose(page, 2)
    send(page)
    page.go_back()
    choose(page, 3)
    send(page)
    assert stored.since(site, before) == [{"overall": "3"}]


def test_what_was_added_may_be_changed_by_going_back(site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 5)
    send(page)
    choose(page, 1, "respondent")
    send(page)
    page.go_back()
    choose(page, 2, "respondent")
    send(page)
    assert stored.since(site, before) == [{"overall": "5", "respondent": "organisation"}]


def test_reloading_the_pages_after_sending_changes_nothing(site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 4)
    headings = []
    for _ in range(2):
        send(page)
        page.reload()
        headings.append(page.locator("h1").inner_text())
    assert headings == [REST, THANKS]
    assert stored.since(site, before) == [{"overall": "4"}]


def test_two_quick_taps_are_one_answer(site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 4)
    page.locator("main button").dblclick(no_wait_after=True)
    page.wait_for_url("**screen=rest")
    assert page.locator("h1").inner_text() == REST
    assert stored.since(site, before) == [{"overall": "4"}]


@first_page
@pytest.mark.parametrize("again", ["reload", "go back and send"])
def test_an_answer_whose_reply_was_lost_is_sent_again_and_counted_once(query, again, site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 4, query)
    network = lose_replies(page)
    send_in_vain(page)
    assert stored.since(site, before) == [{"overall": "4"}]
    network.send("Fetch.disable")
    if again == "reload":
        page.reload()
    else:
        page.go_back()
        assert page.locator("#overall-4").is_checked()
        send(page)
    page.wait_for_url("**screen=rest**")
    assert stored.since(site, before) == [{"overall": "4"}]


def test_an_answer_sent_while_the_program_was_down_is_not_lost(site, page):
    before = stored.responses(site)
    open_and_choose(page, site, 4)
    site.stop()
    send_in_vain(page)
    site.start()
    page.go_back()
    assert page.locator("#overall-4").is_checked()
    send(page)
    assert page.locator("h1").inner_text() == REST
    assert stored.since(site, before) == [{"overall": "4"}]

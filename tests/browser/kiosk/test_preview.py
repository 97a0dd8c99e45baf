"""Staff look at a questionnaire on a tablet's screen, and nothing of it is stored anywhere."""

import re

import pytest

from tests.browser import stored
from tests.browser.kiosk.tablet import SCREEN
from tests.browser.pages import as_somebody
from tests.browser.test_accessibility import RULES, axe

OWN = re.compile("xin gửi tới: [^<]*")
"""Where to complain: each office says so itself."""


@pytest.fixture
def preview(site, browser):
    """The page, with what it asked for and what went wrong."""
    context = browser.new_context(viewport=SCREEN, locale="vi-VN", base_url=site.address)
    page = context.new_page()
    page.complaints, page.asked = [], []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    as_somebody(page, "quan-tri", "/staff/questionnaires/one-stop/1")
    page.on("request", lambda request: page.asked.append((request.method, request.url)))
    page.get_by_role("link", name="Như trên máy tại quầy").click()
    page.locator("body[data-screen=attract]").wait_for()
    yield page
    assert page.complaints == []
    context.close()


def walk(page):
    """Dissatisfied, without a reason or a word; what each screen says on the way."""
    seen = []

    def look(screen):
        page.locator(f"body[data-screen={screen}]").wait_for()
        page.locator("body:not([data-unread])").wait_for()
        seen.append(page.locator("#progress").inner_text())
        seen.append(OWN.sub("", page.locator("main").inner_html()))

    page.locator(".begin").click()
    look("scale")
    page.locator("main .choice").first.click()
    look("choices")
    page.get_by_role("button", name="Bỏ qua", exact=True).click()
    look("text")
    page.get_by_role("button", name="Bỏ qua", exact=True).click()
    look("thanks")
    return seen


def test_it_asks_as_a_tablet_does(preview, tablet):
    assert walk(preview) == walk(tablet.page)


def test_nothing_is_stored_or_sent(preview, site):
    before = stored.responses(site)
    walk(preview)
    preview.get_by_role("button", name="Góp ý thêm").click()
    preview.locator("main .choice").first.click()
    preview.get_by_role("button", name="Kết thúc").click()
    preview.locator("body[data-screen=thanks]").wait_for()
    assert preview.evaluate("indexedDB.databases()") == []
    assert (
        preview.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length")
        == 0
    )
    assert (
        preview.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
        == 0
    )
    assert {method for method, _ in preview.asked} == {"GET"}
    assert not [url for _, url in preview.asked if "queue.js" in url]
    assert stored.since(site, before) == []
    preview.get_by_role("link", name="Quay lại").first.click()
    preview.get_by_role("heading", level=1, name="Ý kiến của Ông/Bà").wait_for()


def test_axe_finds_nothing(preview):
    assert axe.run(preview, options=RULES).response["violations"] == []


def test_its_scripts_reach_no_server(preview):
    preview.complaints.clear()
    reached = preview.evaluate("fetch('/healthz').then(() => true, () => false)")
    assert reached is False
    assert "Content Security Policy" in preview.complaints.pop()
    preview.complaints.clear()

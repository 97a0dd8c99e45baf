"""A browser, and the program served for it: once for each process of the tests."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.server import Server
from tests.browser.town import fill

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)
"""The first draws no window around a page that nobody sees, which is most of the others' work."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
MOST_MILLISECONDS = 20_000


def chromium() -> str:
    """The browser of the system: none is downloaded."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(f"Browser tests need one of {', '.join(BROWSERS)} installed.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def served(database_url, folder):
    server = Server(database_url, folder, fill(database_url))
    server.start()
    yield server
    server.end()


@pytest.fixture(scope="session")
def site(empty_sqlite, tmp_path_factory):
    """The program, served over SQLite, with a small town in it."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(empty_sqlite, folder / "site.sqlite3")
    yield from served(f"sqlite:///{folder}/site.sqlite3", folder)


@pytest.fixture
def own_site(database_url, tmp_path):
    """The same for one test alone, over each kind of database."""
    yield from served(database_url, tmp_path)


@pytest.fixture
def visit(browser):
    """Open a window at a served program: a phone with Vietnamese, unless told otherwise."""
    contexts = []

    def window(site, language="vi", **options):
        chosen = {**PHONE, "locale": LOCALES[language], "base_url": site.address, **options}
        context = browser.new_context(**chosen)
        context.set_default_timeout(MOST_MILLISECONDS)
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


@pytest.fixture
def page(site, visit):
    """A phone at the program."""
    return visit(site)

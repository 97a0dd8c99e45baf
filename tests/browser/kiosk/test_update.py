"""A new version of the program or of the questions comes when nobody is in the middle."""

import shutil

import pytest
from sqlalchemy import update

from survey.models import Office
from tests.browser import stored
from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol
from tests.browser.server import ROOT, Server
from tests.browser.town import OFFICE, fill

PACKAGES = ("analysis", "forms", "kiosk", "survey", "templates")
MARK = "Ghế ngồi chờ"
VERSION = "document.documentElement.dataset.version"


@pytest.fixture(scope="module")
def release(empty_sqlite, tmp_path_factory):
    """A program in a folder of its own, of which a new version may be published."""
    folder = tmp_path_factory.mktemp("release")
    for package in PACKAGES:
        unneeded = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / "tree" / package, ignore=unneeded)
    shutil.copy(empty_sqlite, folder / "site.sqlite3")
    url = f"sqlite:///{folder}/site.sqlite3"
    server = Server(url, folder, fill(url), tree=folder / "tree")
    server.start()
    yield server
    server.end()


def publish(release):
    """Another colour is another version."""
    style = release.tree / "kiosk" / "static" / "kiosk.css"
    style.write_text(style.read_text() + "\n/* another version */\n")
    release.end()
    release.start()


def version_of(tablet):
    return tablet.page.evaluate(VERSION)


@pytest.fixture
def tablet(release, unpaired):
    tablet = unpaired(release)
    return tablet.pair(enrol(release))


def hear_of_it(tablet):
    """The tablet is told what is in force, and gets it."""
    tablet.module("heartbeat", "({ beat }) => beat(true)")
    until(lambda: tablet.module("update", "({ hasOther }) => hasOther()"))


def be_quiet(tablet):
    """Nobody touches the screen for a while."""
    tablet.jump(40)
    tablet.jump(6)


def test_a_new_version_is_taken_up_at_the_start_and_not_under_a_finger(release, tablet):
    first = version_of(tablet)
    publish(release)
    tablet.begin()
    tablet.choose("1", "waiting")
    tablet.press("Tiếp tục")
    hear_of_it(tablet)
    tablet.write(MARK)
    tablet.jump(6)
    assert version_of(tablet) == first
    assert tablet.page.locator("textarea").input_value() == MARK
    tablet.press("Tiếp tục")
    tablet.leave()
    assert version_of(tablet) == first
    be_quiet(tablet)
    tablet.page.locator(f"html:not([data-version='{first}'])").wait_for()
    tablet.see("attract")
    until(lambda: stored.responses(release))
    assert list(stored.responses(release).values()) == [{"overall": "1", "reasons": ["waiting"]}]


def test_a_version_published_while_the_tablet_was_away_is_taken_up_with_nothing_lost(
    release, tablet
):
    before = stored.responses(release)
    first = version_of(tablet)
    tablet.page.context.set_offline(True)
    tablet.rate("4")
    publish(release)
    tablet.page.reload()
    tablet.see("attract")
    assert version_of(tablet) == first
    tablet.rate("2")
    tablet.page.context.set_offline(False)
    hear_of_it(tablet)
    keep_only_in_memory(tablet)
    be_quiet(tablet)
    assert version_of(tablet) == first, "Loading the page anew would have lost an answer."
    lose_from_memory(tablet)
    be_quiet(tablet)
    tablet.page.locator(f"html:not([data-version='{first}'])").wait_for()
    until(lambda: len(stored.since(release, before)) == 2)
    assert stored.since(release, before) == [{"overall": "4"}, {"overall": "2"}]


def keep_only_in_memory(tablet):
    """An answer that no disk takes, as if that was full."""
    tablet.module("queue", "({ keep }) => keep({ id: 'a', given_at: 1, texts: { a: () => 1 } })")
    assert tablet.module("queue", "({ stateOf }) => stateOf()")["isUnsaved"]


def lose_from_memory(tablet):
    already = "[{ id: 'a', verdict: 'already' }]"
    settle = f"async ({{ sendable, settle }}) => settle(await sendable(1), {already})"
    tablet.module("queue", settle)


def test_a_file_of_another_version_is_not_given(release, tablet):
    reply = tablet.page.request.get("/kiosk/static/0123456789abcdef/app.js")
    assert reply.status == 404


def test_new_questions_and_names_come_when_the_screen_has_been_quiet(release, tablet):
    tablet.begin()
    tablet.choose("1")
    release.rows(update(Office).values(name="Sở có tên mới"))
    tablet.module("content", "({ fetchContent }) => fetchContent()")
    assert offices(tablet) == [OFFICE, "Sở có tên mới"]
    for screen in ("choices", "text"):
        tablet.see(screen)
        tablet.press("Bỏ qua")
    tablet.leave()
    assert tablet.heading == OFFICE
    tablet.jump(6)
    tablet.page.get_by_role("heading", name="Sở có tên mới").wait_for()


def offices(tablet):
    """What is shown, and what was fetched last."""
    both = "({ contentNow, contentKept }) => [contentNow().office, contentKept().office]"
    return tablet.module("content", both)

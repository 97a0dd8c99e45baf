"""On an old telephone the faces and the button stand together on the first screen."""

import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from survey import demo
from survey.models import Counter
from tests.browser.server import Server
from tests.browser.test_accessibility import faults

OLD_PHONE = {"viewport": {"width": 320, "height": 640}}
COUNTERS = {
    "42-trung-tam-1": "one field, at the office's own place",
    "42-van-hoa-the-thao-du-lich-1": "a department's, at another office's place",
    "18073-1": "two fields",
    "42-trung-tam-2": "online",
    "42-benh-vien-1": "a hospital's",
    "42-truong-hoc-1": "a school's",
}
THREE_FIELDS = "18073-2"


@pytest.fixture(scope="module")
def province(empty_sqlite, tmp_path_factory):
    """The demonstration, as it is served; counters by their numbers."""
    folder = tmp_path_factory.mktemp("province")
    file = shutil.copy(empty_sqlite, folder / "province.sqlite3")
    engine = create_engine(f"sqlite:///{file}")
    with Session(engine) as session:
        list(demo.fill(session, datetime.now(UTC), seed=7, responses=1))
        codes = {counter.number: counter.code for counter in session.scalars(select(Counter))}
    engine.dispose()
    server = Server(f"sqlite:///{file}", folder, codes)
    server.start()
    yield server
    server.end()


@pytest.mark.parametrize(
    ("number", "language"),
    [(number, language) for number in COUNTERS for language in ("vi", "en")]
    + [(THREE_FIELDS, "vi")],
)
def test_an_old_phone_shows_the_button_without_scrolling(province, visit, number, language):
    page = visit(province, language, **OLD_PHONE)
    page.goto(province.path(number))
    assert page.locator(".banner").is_visible()
    button = page.locator("main button").bounding_box()
    assert button["y"] + button["height"] <= OLD_PHONE["viewport"]["height"]


def test_who_hears_a_page_is_led_to_what_says_that_its_figures_are_invented(province, visit):
    for path in (province.path("18073-1"), "/staff/sign-in"):
        page = visit(province)
        page.goto(path)
        assert page.locator(".banner").is_visible()
        assert faults(page) == []

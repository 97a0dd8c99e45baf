"""An operator puts a counter and a tablet to work and out of use, without a command."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser import town
from tests.browser.conftest import served
from tests.browser.kiosk.tablet import TABLET, Tablet
from tests.kiosk import paper
from tests.makers import PASSWORD

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
NAME = "Quầy số 7: Đất đai"


@pytest.fixture(scope="module")
def site(empty_sqlite, tmp_path_factory):
    """A town of their own: other tests count what is in theirs."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(empty_sqlite, folder / "site.sqlite3")
    yield from served(f"sqlite:///{folder}/site.sqlite3", folder)


@pytest.fixture
def page(site, visit):
    """A laptop at which an operator has signed in."""
    page = visit(site, **LAPTOP)
    page.goto("/staff/sign-in")
    page.get_by_label("Tên đăng nhập").fill("can-bo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def heading(page):
    return page.get_by_role("heading", level=1)


def press(page, words):
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def follow(page, words):
    page.get_by_role("main").get_by_role("link", name=words, exact=True).click()


def add_counter(page):
    """A counter at a place that is new; where its code leads."""
    pages = page.get_by_role("navigation", name="Các trang", exact=True)
    pages.get_by_role("link", name="Các quầy").click()
    follow(page, "Thêm quầy")
    page.get_by_label("Tên quầy").fill(NAME)
    page.get_by_label("Cơ quan, đơn vị").select_option(label=town.OFFICE)
    page.get_by_label("Nơi tiếp nhận").select_option(label="nơi mới, ghi tên ở dưới")
    press(page, "Thêm quầy này")
    expect(page.locator("#place_name-error")).to_contain_text("Hãy ghi tên")
    expect(page.get_by_label("Tên quầy")).to_have_value(NAME)
    page.get_by_label("Tên nơi mới").fill("Trung tâm Phục vụ hành chính công")
    page.get_by_label("Đất đai", exact=True).check()
    page.get_by_label("Phiếu").select_option("one-stop")
    press(page, "Thêm quầy này")
    expect(heading(page)).to_have_text(NAME)
    return page.locator("p.address").inner_text()


def printed(page, words):
    """The codes on the first page of a file that is fetched by pressing a link."""
    with page.expect_download() as download:
        follow(page, words)
    return paper.codes(paper.picture(paper.document(download.value.path())[0], 150))


def test_a_counter_gets_posters_and_another_code(page, site, visit):
    address = add_counter(page)
    assert printed(page, "Áp phích, A4") == [address]
    assert printed(page, "Nhãn dán, tám nhãn trên A4") == [address] * 8
    citizen = visit(site)
    citizen.goto(address)
    expect(citizen.locator("main")).to_contain_text(NAME)
    press(page, "Cấp mã mới")
    expect(page.locator("main")).to_contain_text("Phải gỡ mọi áp phích")
    press(page, "Cấp mã mới")
    expect(page.get_by_role("status")).to_contain_text("Mã mới là")
    again = page.locator("p.address").inner_text()
    assert again != address
    assert printed(page, "Áp phích, A4") == [again]
    citizen.goto(address)
    expect(heading(citizen)).to_have_text("Mã này hiện không dùng được")
    expect(page.locator("main")).to_contain_text(address.rsplit("/", 1)[1])


@pytest.fixture
def tablet(site, browser):
    """A tablet that nobody has paired."""
    context = browser.new_context(**TABLET, base_url=site.address)
    tablet = Tablet(context.new_page(), site)
    yield tablet
    context.close()
    assert tablet.complaints == []


def test_a_tablet_is_paired_moved_and_revoked(page, site, tablet):
    add_counter(page)
    follow(page, "Thêm máy")
    page.get_by_label("Tên gọi").fill("Cạnh cửa ra vào")
    press(page, "Thêm và lấy mã")
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"\d{6}", page.locator("#pin").inner_text())
    tablet.open()
    tablet.see("pairing")
    tablet.page.locator("#code").fill(code)
    tablet.press("Ghép máy")
    tablet.see("attract")
    follow(page, "Xong: đến trang của máy")
    state = page.locator(".kiosk-state")
    expect(state).to_have_text("hoạt động tốt")
    follow(page, "Chuyển sang quầy khác")
    page.get_by_label("Quầy", exact=True).select_option("one field")
    press(page, "Chuyển")
    expect(page.get_by_role("status")).to_contain_text("Máy K1 đã được chuyển sang")
    expect(page.locator("dd").first).to_have_text(town.COUNTER)
    page.goto("/staff/kiosks?q=canh+cua")
    expect(page.locator("tbody tr")).to_have_count(1)
    follow(page, "K1 · Cạnh cửa ra vào")
    press(page, "Thu hồi máy")
    expect(heading(page)).to_have_text("Thu hồi máy này?")
    press(page, "Thu hồi máy")
    expect(state).to_have_text("đã thu hồi")
    tablet.module("heartbeat", "({ beat }) => beat(true)")
    tablet.see("pairing")

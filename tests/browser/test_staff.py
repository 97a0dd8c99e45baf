"""Each role signs in and does what it comes for, in a browser that runs no script of ours."""

from functools import partial

import pyotp
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from survey.models import LogEntry
from tests.browser import town
from tests.browser.conftest import PHONE
from tests.browser.pages import unfold
from tests.makers import PASSWORD

FIRST = ["Hôm nay", "Báo cáo", "Góp ý và biện pháp", "Các quầy", "Chỉ tiêu và hồ sơ"]
"""Where everybody may go who has a role."""
LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}


@pytest.fixture
def come_to(visit):
    """A browser, on a laptop unless told otherwise, where somebody gave name and password."""

    def come(site, name, password=PASSWORD, **options):
        page = visit(site, **(options or LAPTOP))
        page.goto("/staff/sign-in")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()
        return page

    return come


@pytest.fixture
def come(own_site, come_to):
    return partial(come_to, own_site)


def entries(page):
    return page.get_by_role("navigation", name="Các trang", exact=True).get_by_role("link")


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("quan-tri", [*FIRST, "Lượt trả lời", "Thiết lập", "Người dùng", "Nhật ký"]),
        ("lanh-dao", [*FIRST, "Thiết lập"]),
        ("can-bo", [*FIRST, "Thiết lập"]),
        ("kiem-tra", [*FIRST, "Lượt trả lời", "Thiết lập", "Người dùng", "Nhật ký"]),
    ],
)
def test_each_role_comes_to_its_day_and_sees_where_it_may_go(come_to, site, name, leads_to):
    page = come_to(site, name)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hôm nay")
    expect(entries(page)).to_have_text(leads_to)
    page.get_by_role("link", name="Các quầy").click()
    page.get_by_label("Tìm kiếm").fill("dat dai")
    page.get_by_role("button", name="Hiển thị").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_an_administrator_lets_somebody_in_on_a_phone(come, visit, own_site):
    page = come("quan-tri", **PHONE)
    expect(entries(page)).to_have_count(0)
    unfold(page)
    page.get_by_role("link", name="Người dùng").click()
    page.get_by_role("link", name="Thêm người dùng").click()
    page.get_by_label("Họ và tên").fill("Lê Thị Mới")
    page.get_by_label("Tên đăng nhập").fill("le.moi")
    page.get_by_label("Vai trò").select_option(label="Cán bộ vận hành")
    page.get_by_label("Tại", exact=True).select_option(label=town.OFFICE)
    page.get_by_role("button", name="Thêm và lấy đường dẫn").click()
    link = page.locator(".address").inner_text()
    hers = visit(own_site)
    hers.goto(link)
    hers.get_by_label("Mật khẩu mới", exact=True).fill("Một câu hoàn toàn khác")
    hers.get_by_label("Nhập lại mật khẩu mới").fill("Một câu hoàn toàn khác")
    hers.get_by_role("button", name="Đặt mật khẩu").click()
    expect(hers.get_by_role("status")).to_contain_text("Đã đặt mật khẩu.")
    expect(come("le.moi", "Một câu hoàn toàn khác").get_by_role("heading", level=1)).to_have_text(
        "Hôm nay"
    )
    unfold(page)
    page.get_by_role("link", name="Nhật ký").click()
    expect(page.locator("tbody")).to_contain_text("thêm người dùng")
    expect(page.locator("tbody")).to_contain_text("le.moi")


def test_whoever_sets_up_a_second_step_needs_it_from_then_on(come, own_site):
    page = come("can-bo")
    page.get_by_role("link", name="Lê Ý").click()
    page.get_by_role("link", name="Thiết lập bước xác thực thứ hai").click()
    page.locator(".secret span").first.wait_for()
    secret = "".join(page.locator(".secret span").all_inner_texts())
    page.get_by_label("Mã", exact=True).fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Bật bước xác thực thứ hai").click()
    recovery = page.locator(".codes li").first.inner_text()
    page.get_by_role("button", name="Đăng xuất").click()
    again = come("can-bo")
    expect(again.get_by_role("heading", level=1)).to_have_text("Bước xác thực thứ hai")
    again.locator("#code").fill(recovery)
    again.locator("main form button").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("Hôm nay")
    actions = [row[0] for row in own_site.rows(select(LogEntry.action).order_by(LogEntry.number))]
    assert actions == ["account.sign-in", "account.second-step-on", "account.sign-in"]


def test_an_administrator_renames_an_office_and_finds_what_it_was_called(come):
    page = come("quan-tri")
    page.get_by_role("link", name="Thiết lập").click()
    page.get_by_role("link", name=town.OFFICE, exact=True).click()
    page.get_by_role("link", name="Sửa", exact=True).click()
    page.get_by_label("Tên cơ quan, đơn vị").fill("Sở mới")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sở mới")
    expect(page.locator("main table")).to_contain_text(town.OFFICE)
    page.get_by_role("link", name="Về danh sách cơ quan").click()
    page.get_by_label("Vào ngày").fill("2026-01-01")
    page.get_by_role("button", name="Hiển thị", exact=True).click()
    expect(page.locator("tbody")).to_contain_text(town.OFFICE)
    expect(page.locator("tbody")).not_to_contain_text("Sở mới")


def test_an_administrator_types_a_quarters_dossiers_with_the_keyboard_alone(come):
    page = come("quan-tri")
    page.get_by_role("link", name="Chỉ tiêu và hồ sơ").click()
    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    page.locator("tbody th a").first.click()
    page.locator(".sheet input").first.focus()
    for number in ("120", "100", "98", "2"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu số hồ sơ Quý")
    assert [each.input_value() for each in page.locator(".sheet input").all()[:4]] == [
        "120",
        "100",
        "98",
        "2",
    ]


def test_a_target_that_is_typed_holds_for_the_office_from_then_on(come):
    page = come("quan-tri")
    page.get_by_role("link", name="Chỉ tiêu").first.click()
    page.get_by_role("link", name="Thêm chỉ tiêu").click()
    page.get_by_label("Cơ quan, đơn vị").select_option(label=town.OFFICE)
    page.get_by_label("Phép đo").select_option(label="giải quyết hồ sơ")
    page.get_by_label("Ngưỡng, tính bằng phần trăm").fill("98,5")
    page.get_by_label("Văn bản").fill("Kế hoạch của chính cơ quan")
    page.get_by_label("Thứ tự ưu tiên").fill("1")
    page.get_by_role("button", name="Lưu chỉ tiêu").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu chỉ tiêu.")
    page.get_by_role("link", name="Áp dụng ở đâu").click()
    page.get_by_role("link", name=town.OFFICE, exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("≥ 98,5")
    expect(page.locator("tbody tr").first).to_contain_text("Kế hoạch của chính cơ quan")

"""An administrator makes the next version of a questionnaire, in a browser that runs no script."""

import pytest
from playwright.sync_api import expect

from tests.browser import town
from tests.browser.conftest import served
from tests.makers import PASSWORD

LAPTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}


@pytest.fixture
def own_site(empty_sqlite, tmp_path):
    """Which database it is makes no difference here, and tests of the pages run on both."""
    file = tmp_path / "own.sqlite3"
    file.write_bytes(empty_sqlite.read_bytes())
    yield from served(f"sqlite:///{file}", tmp_path)


@pytest.fixture
def page(own_site, visit):
    page = visit(own_site, **LAPTOP)
    page.goto("/staff/sign-in")
    page.get_by_label("Tên đăng nhập").fill("quan-tri")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name, **options):
    page.get_by_role("link", name=name, **options).click()


def reword(page):
    follow(page, "Điều gì làm Ông/Bà chưa hài lòng?")
    page.get_by_label("Lời câu hỏi bằng tiếng Việt").fill("Điều gì chưa tốt?")
    page.get_by_label("Lời câu hỏi bằng tiếng Anh").fill("What was not good?")
    press(page, "Lưu")


def add_a_question(page):
    follow(page, "Thêm câu hỏi vào đây rest")
    page.get_by_label("Lời câu hỏi bằng tiếng Việt").fill("Ông/Bà có dễ tìm quầy không?")
    page.get_by_label("Lời câu hỏi bằng tiếng Anh").fill("Was the counter easy to find?")
    page.get_by_label("Khóa").first.fill("easy-to-find")
    page.get_by_label("Loại câu hỏi").select_option(label="chọn một trong nhiều ý")
    for number, (key, vi, en) in enumerate((("yes", "Có", "Yes"), ("no", "Không", "No"))):
        page.locator(f"#options-{number}-key").fill(key)
        page.locator(f"#options-{number}-vi").fill(vi)
        page.locator(f"#options-{number}-en").fill(en)
    press(page, "Lưu")
    expect(page.get_by_role("status")).to_have_text("Đã lưu: easy-to-find.")


def publish_here(page):
    follow(page, "Công bố …")
    page.get_by_label(town.OFFICE, exact=True).check()
    press(page, "Công bố …")
    expect(page.get_by_role("heading", level=1)).to_have_text("Công bố phiếu này?")
    press(page, "Công bố")
    expect(page.get_by_role("status")).to_have_text(
        "Đã công bố: Ý kiến của Ông/Bà về lần làm hồ sơ này, phiên bản 2."
    )


def test_a_copy_is_changed_looked_at_and_published_for_one_office(page, own_site, visit, other):
    follow(page, "Thiết lập")
    follow(page, "Phiếu lấy ý kiến")
    follow(page, "Ý kiến của Ông/Bà về lần làm hồ sơ này")
    press(page, "Sửa trên một bản sao")
    reword(page)
    add_a_question(page)
    follow(page, "Xem trước")
    expect(page.get_by_text("Điều gì chưa tốt?")).to_be_visible()
    expect(page.get_by_text("Ông/Bà có dễ tìm quầy không?")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.go_back()
    publish_here(page)
    for address, words in (
        (own_site.path("one field"), "Điều gì chưa tốt?"),
        (other, "Điều gì làm Ông/Bà chưa hài lòng?"),
    ):
        citizen = visit(own_site)
        citizen.goto(address)
        citizen.locator("label[for=overall-1]").click()
        citizen.get_by_role("button", name="Gửi ý kiến").click()
        expect(citizen.get_by_text(words)).to_be_visible()


def test_enter_saves_and_rows_are_moved_by_the_keyboard_alone(page):
    page.goto("/staff/questionnaires/one-stop/1")
    press(page, "Sửa trên một bản sao")
    follow(page, "Điều gì làm Ông/Bà chưa hài lòng?")
    first = page.locator("#options-0-vi").input_value()
    down = page.get_by_role("button", name="Xuống phương án 1", exact=True)
    down.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#options-1-vi")).to_have_value(first)
    expect(page.locator("#options-1-vi")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text("Chưa lưu gì.")
    page.locator("#en").fill("What was not good?")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Đã lưu: reasons.")
    follow(page, "Điều gì làm Ông/Bà chưa hài lòng?")
    expect(page.locator("#options-1-vi")).to_have_value(first)
    expect(page.locator("#en")).to_have_value("What was not good?")


@pytest.fixture
def other(own_site):
    """The address of a counter of another office."""
    return f"/s/{town.add_another(own_site.database_url)}"

"""Pages of citizens, and of staff what everybody has; the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, Page
from sqlalchemy import update

from survey.models import Response
from tests.browser.server import Server
from tests.makers import PASSWORD


def send(page: Page, button: str = "main button") -> None:
    """Press the button, and wait for the page that answers."""
    with page.expect_navigation():
        page.locator(button).click()


def open_first(page: Page) -> None:
    """Open what the first line of a list is about."""
    page.locator("tbody th a").first.click()


def choose(page: Page, level: int, question: str = "overall") -> None:
    page.locator(f"label[for={question}-{level}]").click()


def start(page: Page, site: Server) -> None:
    page.goto("/")


def wrong_code(page: Page, site: Server) -> None:
    start(page, site)
    page.locator("#code").fill("mã-không-có")
    send(page)


def ask(page: Page, site: Server) -> None:
    page.goto(site.path("one field"))


def ask_which_field(page: Page, site: Server) -> None:
    page.goto(site.path("fields"))


def ask_with_errors(page: Page, site: Server) -> None:
    ask_which_field(page, site)
    send(page)


def answered(page: Page, site: Server, level: int, counter: str = "one field") -> None:
    page.goto(site.path(counter))
    page.locator(f"input[type=radio][id$='-{level}']").first.check()
    send(page)


def rest_when_satisfied(page: Page, site: Server) -> None:
    answered(page, site, 5)


def rest_with_reasons(page: Page, site: Server) -> None:
    answered(page, site, 1)


def rest_with_an_error(page: Page, site: Server) -> None:
    rest_with_reasons(page, site)
    _write(page, "dài quá " * 200)


def too_much(page: Page, site: Server) -> None:
    rest_with_reasons(page, site)
    _write(page, "dài quá " * 20_000)


def _write(page: Page, words: str) -> None:
    """Send more words than the page itself would let a person write."""
    page.locator("textarea").evaluate("(area) => area.removeAttribute('maxlength')")
    page.locator("textarea").fill(words)
    send(page)


def residents(page: Page, site: Server) -> None:
    page.goto(site.path("sipas"))


def residents_later(page: Page, site: Server) -> None:
    answered(page, site, 2, "sipas")
    for _ in range(3):
        send(page)


def online(page: Page, site: Server) -> None:
    page.goto(site.path("online"))


def online_rest(page: Page, site: Server) -> None:
    answered(page, site, 1, "online")


def health(page: Page, site: Server) -> None:
    page.goto(site.path("health"))


def health_rest(page: Page, site: Server) -> None:
    answered(page, site, 2, "health")


def school(page: Page, site: Server) -> None:
    page.goto(site.path("school"))


def school_rest(page: Page, site: Server) -> None:
    answered(page, site, 2, "school")


def thanks(page: Page, site: Server) -> None:
    rest_when_satisfied(page, site)
    send(page)


def thanks_too_late(page: Page, site: Server) -> None:
    rest_when_satisfied(page, site)
    response = UUID(page.url.split("/")[-1].split("?")[0])
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    site.rows(update(Response).filter_by(id=response).values(received_at=an_hour_ago))
    send(page)


def no_such_page(page: Page, site: Server) -> None:
    page.goto("/s/zzzzzzzzzz")


def wrong_method(page: Page, site: Server) -> None:
    ask(page, site)
    page.locator("form").evaluate(f"(form) => form.action = '{site.path('one field')}/thanks'")
    send(page)


def revoked(page: Page, site: Server) -> None:
    page.goto(site.path("revoked"))


def sign_in(page: Page, site: Server) -> None:
    page.goto("/staff/sign-in")


def sign_in_with_a_wrong_password(page: Page, site: Server) -> None:
    _sign_in(page, "khong-ai-ca", "không phải mật khẩu")


def _sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/staff/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    send(page)


def counters(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/counters")
    unfold(page)


def unfold(page: Page) -> None:
    """Open what a phone folds: the menu, and how a list is filtered."""
    for summary in page.locator(".fold summary:visible").all():
        summary.click()


def account(page: Page, site: Server) -> None:
    as_somebody(page, "lanh-dao", "/staff/account")


def change_password(page: Page, site: Server) -> None:
    as_somebody(page, "lanh-dao", "/staff/account/password")


def change_password_with_errors(page: Page, site: Server) -> None:
    change_password(page, site)
    page.locator("#password").fill("ngắn")
    send(page)


def people(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/people")


def nobody_found(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/people?q=khong-ai-ca&state=locked")


def add_person(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/people/add")


def add_person_with_errors(page: Page, site: Server) -> None:
    add_person(page, site)
    page.locator("#name").fill("Tên Có Dấu")
    send(page)


def person(page: Page, site: Server) -> None:
    people(page, site)
    page.locator("tbody th a", has_text="Trần Văn Kiểm").click()


def link_for_somebody(page: Page, site: Server) -> None:
    people(page, site)
    page.locator("tr", has_text="moi-vao").locator("th a").click()
    page.locator("form[action*='/link'] button").click()


def uploads(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/uploads")


def uploads_with_errors(page: Page, site: Server) -> None:
    uploads(page, site)
    page.locator("main button").click()


def columns_of_a_file(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/uploads/about/counters")


def upload_with_changes(page: Page, site: Server) -> None:
    name = "a" * 60
    _upload(page, site, f"field,{name},Đất đai,Land,\nfield,moi,Lĩnh vực {name},New,\n")


def upload_with_mistakes(page: Page, site: Server) -> None:
    _upload(page, site, f"field,moi,=1+1,,{'x' * 60}\nfield,Mã có dấu,Tên,Name,\n")


def _upload(page: Page, site: Server, lines: str) -> None:
    uploads(page, site)
    page.locator("#kind").select_option("fields")
    text = "kind,code,name_vi,name_en,groups\n" + lines
    name = "danh-muc-linh-vuc-giai-quyet-thu-tuc-hanh-chinh-2026.csv"
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("#file").set_input_files(file)
    page.locator("main button").click()


def log(page: Page, site: Server) -> None:
    as_somebody(page, "kiem-tra", "/staff/log")


def check_log(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", "/staff/log/check")


def second_step(page: Page, site: Server) -> None:
    as_somebody(page, "can-bo", "/staff/account/second-step")


def second_step_with_errors(page: Page, site: Server) -> None:
    second_step(page, site)
    page.locator("#code").fill("000 000")
    send(page)


def not_for_everybody(page: Page, site: Server) -> None:
    as_somebody(page, "chua-co-vai-tro", "/staff/counters")


def choose_password(page: Page, site: Server) -> None:
    said = site.run("user", "link", "moi-vao")
    page.goto(said.split(site.address)[1].strip())


def used_link(page: Page, site: Server) -> None:
    page.goto("/staff/link/da-dung-roi")


def no_such_staff_page(page: Page, site: Server) -> None:
    page.goto("/staff/khong-co")


def as_somebody(page: Page, name: str, address: str) -> None:
    """Open a page as somebody, who signs in once in each window; nobody else is signed in there."""
    page.context.clear_cookies()
    cookies = _signed_in.setdefault(page.context, {})
    if name in cookies:
        page.context.add_cookies(cookies[name])
    else:
        _sign_in(page, name)
        cookies[name] = page.context.cookies()
    page.goto(address)


_signed_in: WeakKeyDictionary[BrowserContext, dict[str, list[Any]]] = WeakKeyDictionary()


FIRST = "Thước Đo: Ông/Bà có hài lòng với dịch vụ công không?"
DOSSIER = "Ý kiến của Ông/Bà về lần làm hồ sơ này – "
COUNTED = "Xin cảm ơn, ý kiến đã được ghi nhận – "
THANKS = "Xin chân thành cảm ơn – "

PAGES: dict[Callable[[Page, Server], None], str] = {
    start: FIRST,
    wrong_code: f"Lỗi: {FIRST}",
    ask: DOSSIER,
    ask_which_field: DOSSIER,
    ask_with_errors: f"Lỗi: {DOSSIER}",
    rest_when_satisfied: COUNTED,
    rest_with_reasons: COUNTED,
    rest_with_an_error: "Lỗi: Xin Ông/Bà cho biết thêm – ",
    too_much: "Nội dung gửi lên quá dài – ",
    residents: "Ý kiến của người dân về sự phục vụ của Nhà nước – ",
    residents_later: "Còn những việc sau, Ông/Bà có hài lòng không? – Phần 5/16 – ",
    online: "Ý kiến của Ông/Bà về lần làm thủ tục qua mạng này – ",
    online_rest: COUNTED,
    health: "Ý kiến của Ông/Bà về lần khám, chữa bệnh này – ",
    health_rest: COUNTED,
    school: "Ý kiến của phụ huynh, học sinh về nhà trường – ",
    school_rest: COUNTED,
    thanks: THANKS,
    thanks_too_late: THANKS,
    no_such_page: "Không có trang này – ",
    wrong_method: "Địa chỉ này không dùng theo cách đó được – ",
    revoked: "Mã này hiện không dùng được – ",
    sign_in: "Đăng nhập – ",
    sign_in_with_a_wrong_password: "Lỗi: Đăng nhập – ",
    counters: "Các quầy – ",
    account: "Tài khoản – ",
    change_password: "Đổi mật khẩu – ",
    change_password_with_errors: "Lỗi: Đổi mật khẩu – ",
    people: "Người dùng – ",
    nobody_found: "Người dùng – ",
    add_person: "Thêm người dùng – ",
    add_person_with_errors: "Lỗi: Thêm người dùng – ",
    person: "Người dùng: Trần Văn Kiểm – ",
    link_for_somebody: "Đường dẫn cho Công Tằng Tôn Nữ ",
    uploads: "Tải tệp lên – ",
    uploads_with_errors: "Lỗi: Tải tệp lên – ",
    columns_of_a_file: "Quầy và nơi tiếp nhận: các cột của tệp – ",
    upload_with_changes: "Chưa lưu: danh-muc-linh-vuc",
    upload_with_mistakes: "Lỗi: Chưa lưu: danh-muc-linh-vuc",
    log: "Nhật ký – ",
    check_log: "Kiểm tra nhật ký – ",
    second_step: "Thiết lập bước xác thực thứ hai – ",
    second_step_with_errors: "Lỗi: Thiết lập bước xác thực thứ hai – ",
    not_for_everybody: "Không mở được trang này – ",
    choose_password: "Đặt mật khẩu – ",
    used_link: "Đường dẫn này không còn dùng được – ",
    no_such_staff_page: "Không có trang này – ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""

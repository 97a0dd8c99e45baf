"""The pages on which questionnaires are looked at and made, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.pages import as_somebody, send
from tests.browser.server import Server

PAGE = "/staff/questionnaires"


def save(page: Page) -> None:
    """Some forms have other buttons besides, which store nothing."""
    with page.expect_navigation():
        page.locator("main .btn-primary").click()


def questionnaires(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", PAGE)


def version(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", f"{PAGE}/one-stop/1")


def preview(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", f"{PAGE}/one-stop/1/preview")


def upload(page: Page, site: Server) -> None:
    as_somebody(page, "quan-tri", f"{PAGE}/upload")
    send(page)


def draft(page: Page, site: Server) -> None:
    """Whoever comes first begins it; there is one of a questionnaire."""
    version(page, site)
    send(page, "form[action*='/copy'] button")
    page.reload()


def question(page: Page, site: Server) -> None:
    draft(page, site)
    page.locator("a[href*='/questions/officials']").click()


def question_with_errors(page: Page, site: Server) -> None:
    question(page, site)
    page.locator("#en").fill("")
    page.locator("#options-0-en").fill("")
    save(page)


def question_that_follows(page: Page, site: Server) -> None:
    draft(page, site)
    page.locator("a[href*='/questions/attitude']").click()


def whole(page: Page, site: Server) -> None:
    draft(page, site)
    page.locator("a[href*='/whole']").click()


def whole_with_errors(page: Page, site: Server) -> None:
    whole(page, site)
    page.locator("#title-en").fill("")
    page.locator("#parts-0-key").fill("Phần một")
    save(page)


def screen(page: Page, site: Server) -> None:
    draft(page, site)
    page.locator("a[href*='/add-screen']").click()


def screen_with_errors(page: Page, site: Server) -> None:
    screen(page, site)
    save(page)


def publish(page: Page, site: Server) -> None:
    draft(page, site)
    page.locator("a[href*='/publish']").click()


def publish_with_errors(page: Page, site: Server) -> None:
    publish(page, site)
    send(page)


def publish_asked(page: Page, site: Server) -> None:
    publish(page, site)
    page.locator("#offices-1").check()
    send(page)


def remove_asked(page: Page, site: Server) -> None:
    draft(page, site)
    send(page, "form[action*='/remove'] button >> nth=-1")


DOSSIER = "Ý kiến của Ông/Bà về lần làm hồ sơ này"

PAGES: dict[Callable[[Page, Server], None], str] = {
    questionnaires: "Phiếu lấy ý kiến – ",
    version: f"Phiếu: {DOSSIER} – ",
    preview: f"Xem trước: {DOSSIER}",
    upload: "Lỗi: Tải phiếu lên từ tệp – ",
    draft: f"Bản nháp: {DOSSIER} – ",
    question: "Câu hỏi: ",
    question_with_errors: "Lỗi: Câu hỏi: Cách làm việc của cán bộ – ",
    question_that_follows: "Câu hỏi: ",
    whole: "Thông tin chung của phiếu – ",
    whole_with_errors: "Lỗi: Thông tin chung của phiếu – ",
    screen: "Thêm màn hình – ",
    screen_with_errors: "Lỗi: Thêm màn hình – ",
    publish: f"Công bố: {DOSSIER} – ",
    publish_with_errors: f"Lỗi: Công bố: {DOSSIER} – ",
    publish_asked: "Công bố phiếu này? – ",
    remove_asked: "Bỏ câu hỏi này? – ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""

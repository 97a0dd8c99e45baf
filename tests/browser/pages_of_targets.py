"""The pages of targets, of numbers of dossiers and of the day, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser import town
from tests.browser.pages import answered, as_somebody, open_first, send
from tests.browser.server import Server

ADMINISTRATOR, HEAD = "quan-tri", "lanh-dao"
FORM = "main form button >> nth=0"
SHEET = "form[method=post]:has(.sheet) button >> nth=0"


def today(page: Page, site: Server) -> None:
    """With figures of two offices, and of both together."""
    for counter in ("one field", "below"):
        for level in (5, 5, 5, 5, 5, 1):
            answered(page, site, level, counter)
    as_somebody(page, ADMINISTRATOR, "/staff/")


def today_of_an_operator(page: Page, site: Server) -> None:
    as_somebody(page, "can-bo", "/staff/")


def standing(page: Page, site: Server) -> None:
    as_somebody(page, HEAD, "/staff/standing/1")


def standings(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/standing")


def targets(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/targets")


def add_target(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/targets/add")


def add_target_with_errors(page: Page, site: Server) -> None:
    add_target(page, site)
    page.locator("#threshold").fill("150")
    send(page, FORM)


def change_target_that_somebody_else_has_changed(page: Page, site: Server) -> None:
    targets(page, site)
    page.locator("tbody th a").first.click()
    page.locator("#threshold").fill("97,5")
    _send_after_others(page, FORM)


def remove_target(page: Page, site: Server) -> None:
    targets(page, site)
    open_first(page)
    send(page, "form[action*='/remove'] button")


def which_applies_where(page: Page, site: Server) -> None:
    as_somebody(page, HEAD, "/staff/targets/where")


def targets_of_an_office(page: Page, site: Server) -> None:
    which_applies_where(page, site)
    open_first(page)


def volumes(page: Page, site: Server) -> None:
    as_somebody(page, HEAD, "/staff/volumes")


def volumes_of_an_office(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/volumes")
    open_first(page)


def volumes_with_errors(page: Page, site: Server) -> None:
    volumes_of_an_office(page, site)
    page.locator(".sheet input").first.fill("nhiều")
    send(page, SHEET)


def volumes_that_somebody_else_has_typed(page: Page, site: Server) -> None:
    volumes_of_an_office(page, site)
    page.locator(".sheet input").first.fill("1.234")
    _send_after_others(page, SHEET)


def _send_after_others(page: Page, button: str) -> None:
    """As if the form had shown something else than what is stored now."""
    page.locator("[name=seen]").first.evaluate("field => { field.value = 'before'; }")
    send(page, button)


PAGES: dict[Callable[[Page, Server], None], str] = {
    today: "Hôm nay – ",
    today_of_an_operator: "Hôm nay – ",
    standing: f"{town.OFFICE}, Quý ",
    standings: "Các cơ quan, đơn vị trong Quý ",
    targets: "Chỉ tiêu – ",
    add_target: "Thêm chỉ tiêu – ",
    add_target_with_errors: "Lỗi: Thêm chỉ tiêu – ",
    change_target_that_somebody_else_has_changed: "Lỗi: Sửa chỉ tiêu – ",
    remove_target: "Xóa chỉ tiêu này? – ",
    which_applies_where: "Chỉ tiêu nào áp dụng ở đâu – ",
    targets_of_an_office: "Chỉ tiêu của ",
    volumes: "Số hồ sơ – ",
    volumes_of_an_office: "Số hồ sơ của ",
    volumes_with_errors: "Lỗi: Số hồ sơ của ",
    volumes_that_somebody_else_has_typed: "Lỗi: Số hồ sơ của ",
}
"""How the title of each page begins in Vietnamese."""

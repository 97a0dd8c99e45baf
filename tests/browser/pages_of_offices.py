"""The pages on which offices, places and fields are set up, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.pages import as_somebody, open_first, send
from tests.browser.server import Server

ADMINISTRATOR = "quan-tri"


def offices(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/offices")


def offices_on_a_day(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/offices?on=2020-01-01&state=every&q=dien+ban")


def no_office_found(page: Page, site: Server) -> None:
    as_somebody(page, "lanh-dao", "/staff/offices?q=khong-co&state=planned")


def office(page: Page, site: Server) -> None:
    offices(page, site)
    open_first(page)


def add_office(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/offices/add")


def add_office_with_errors(page: Page, site: Server) -> None:
    add_office(page, site)
    page.locator("#code").fill("Mã có dấu")
    page.locator("#area_code").fill("50%")
    send(page)


def edit_office(page: Page, site: Server) -> None:
    _deed(page, site, "edit")


def edit_office_with_errors(page: Page, site: Server) -> None:
    edit_office(page, site)
    page.locator("#name").fill("Tên khác")
    page.locator("#since").fill("2199-01-01")
    send(page)


def edit_office_that_somebody_changed(page: Page, site: Server) -> None:
    edit_office(page, site)
    page.locator("[name=seen]").evaluate("(field) => field.value = 'x'")
    page.locator("#complaints").fill("số khác")
    send(page)


def close_office(page: Page, site: Server) -> None:
    _deed(page, site, "close")


def close_office_for_sure(page: Page, site: Server) -> None:
    close_office(page, site)
    page.locator("#closed").fill("2199-01-01")
    send(page)


def merge_offices(page: Page, site: Server) -> None:
    _deed(page, site, "merge")


def merge_offices_with_errors(page: Page, site: Server) -> None:
    merge_offices(page, site)
    send(page)


def places(page: Page, site: Server) -> None:
    as_somebody(page, "lanh-dao", "/staff/places")


def place(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/places")
    open_first(page)


def edit_place(page: Page, site: Server) -> None:
    place(page, site)
    page.locator("a[href*='/edit']").click()


def add_place_with_errors(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/places/add")
    send(page)


def fields(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/fields")


def edit_field(page: Page, site: Server) -> None:
    fields(page, site)
    open_first(page)


def add_field_with_errors(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/fields/add")
    send(page)


def groups(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/fields/groups")


def add_group(page: Page, site: Server) -> None:
    as_somebody(page, ADMINISTRATOR, "/staff/fields/groups/add")


def _deed(page: Page, site: Server, name: str) -> None:
    office(page, site)
    page.locator(f"a[href$='/{name}']").click()


PAGES: dict[Callable[[Page, Server], None], str] = {
    offices: "Cơ quan, đơn vị – ",
    offices_on_a_day: "Cơ quan, đơn vị – ",
    no_office_found: "Cơ quan, đơn vị – ",
    office: "Cơ quan: ",
    add_office: "Thêm cơ quan, đơn vị – ",
    add_office_with_errors: "Lỗi: Thêm cơ quan, đơn vị – ",
    edit_office: "Sửa thông tin cơ quan – ",
    edit_office_with_errors: "Lỗi: Sửa thông tin cơ quan – ",
    edit_office_that_somebody_changed: "Lỗi: Sửa thông tin cơ quan – ",
    close_office: "Đóng cơ quan, đơn vị – ",
    close_office_for_sure: "Đóng cơ quan này? – ",
    merge_offices: "Sáp nhập cơ quan, đơn vị – ",
    merge_offices_with_errors: "Lỗi: Sáp nhập cơ quan, đơn vị – ",
    places: "Nơi tiếp nhận – ",
    place: "Nơi tiếp nhận: ",
    edit_place: "Sửa nơi tiếp nhận – ",
    add_place_with_errors: "Lỗi: Thêm nơi tiếp nhận – ",
    fields: "Lĩnh vực thủ tục – ",
    edit_field: "Sửa lĩnh vực – ",
    add_field_with_errors: "Lỗi: Thêm lĩnh vực – ",
    groups: "Nhóm lĩnh vực – ",
    add_group: "Thêm nhóm – ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""

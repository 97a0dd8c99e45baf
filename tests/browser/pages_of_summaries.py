"""The page on which somebody asks for the weekly summary, with errors and once it is sent."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.pages import as_somebody
from tests.browser.server import Server


def weekly_summary(page: Page, site: Server) -> None:
    as_somebody(page, "lanh-dao", "/staff/account/summary")


def weekly_summary_with_errors(page: Page, site: Server) -> None:
    weekly_summary(page, site)
    page.fill("[name=mailbox]", "lanh-dao@")
    page.click("main .btn-primary")


def weekly_summary_that_is_sent(page: Page, site: Server) -> None:
    weekly_summary(page, site)
    page.fill(
        "[name=mailbox]", "van-phong-hoi-dong-nhan-dan-va-uy-ban-nhan-dan@so-noi-vu.example.gov.vn"
    )
    page.click("main .btn-primary")


def weekly_summary_of_an_operator(page: Page, site: Server) -> None:
    as_somebody(page, "can-bo", "/staff/account/summary")


PAGES: dict[Callable[[Page, Server], None], str] = {
    weekly_summary: "Tóm tắt hằng tuần – ",
    weekly_summary_with_errors: "Lỗi: Tóm tắt hằng tuần – ",
    weekly_summary_that_is_sent: "Tóm tắt hằng tuần – ",
    weekly_summary_of_an_operator: "Tóm tắt hằng tuần – ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""

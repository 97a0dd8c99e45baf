"""The pages of counters and tablets, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from playwright.sync_api import Page
from sqlalchemy import insert, select

from survey.models import Counter, Kiosk, KioskRefusal
from tests.browser.kiosk.enrolled import enrol
from tests.browser.pages import as_somebody, send
from tests.browser.server import Server

OPERATOR = "can-bo"


def _counter(page: Page, site: Server, number: str, path: str = "") -> None:
    [(counter_id,)] = site.rows(select(Counter.id).filter_by(number=number))
    as_somebody(page, OPERATOR, f"/staff/counters/{counter_id}{path}")


def _kiosk(page: Page, site: Server, path: str = "") -> None:
    [(kiosk_id,)] = site.rows(select(Kiosk.id).filter_by(number=enrol(site).number))
    refusal = {
        "id": uuid4(),
        "kiosk_id": kiosk_id,
        "reason": "invalid-answers",
        "entry": {"answers": {"overall": "7", "reasons": ["waiting", "attitude", "papers"]}},
        "refused_at": datetime.now(UTC),
    }
    site.rows(insert(KioskRefusal).values(**refusal))
    as_somebody(page, OPERATOR, f"/staff/kiosks/{kiosk_id}{path}")


def counter(page: Page, site: Server) -> None:
    enrol(site)
    _counter(page, site, "one field")


def counter_without_a_code(page: Page, site: Server) -> None:
    _counter(page, site, "revoked")


def sure_to_replace_a_code(page: Page, site: Server) -> None:
    counter(page, site)
    page.locator("form[action*='/reissue'] button").click()


def add_counter(page: Page, site: Server) -> None:
    as_somebody(page, OPERATOR, "/staff/counters/add")


def add_counter_with_errors(page: Page, site: Server) -> None:
    add_counter(page, site)
    send(page)


def change_counter(page: Page, site: Server) -> None:
    _counter(page, site, "fields", "/change")


def close_counter(page: Page, site: Server) -> None:
    _counter(page, site, "fields", "/close")


def close_counter_with_errors(page: Page, site: Server) -> None:
    close_counter(page, site)
    page.locator("#closed").fill("")
    send(page)


def kiosks(page: Page, site: Server) -> None:
    enrol(site)
    as_somebody(page, OPERATOR, "/staff/kiosks?order=-kiosk")


def no_kiosk_found(page: Page, site: Server) -> None:
    enrol(site)
    as_somebody(page, OPERATOR, "/staff/kiosks?q=khong-co")


def kiosk(page: Page, site: Server) -> None:
    _kiosk(page, site)


def add_kiosk(page: Page, site: Server) -> None:
    as_somebody(page, OPERATOR, "/staff/kiosks/add")


def add_kiosk_with_errors(page: Page, site: Server) -> None:
    add_kiosk(page, site)
    page.locator("#name").fill("dài quá " * 20)
    send(page)


def secrets_of_a_kiosk(page: Page, site: Server) -> None:
    add_kiosk(page, site)
    page.locator("#counter").select_option("fields")
    send(page)


def move_kiosk(page: Page, site: Server) -> None:
    _kiosk(page, site, "/move")


def sure_to_revoke_a_kiosk(page: Page, site: Server) -> None:
    _kiosk(page, site)
    page.locator("form[action*='/revoke'] button").click()


PAGES: dict[Callable[[Page, Server], None], str] = {
    counter: "Quầy one field – ",
    counter_without_a_code: "Quầy revoked – ",
    sure_to_replace_a_code: "Cấp mã mới cho quầy này? – ",
    add_counter: "Thêm quầy – ",
    add_counter_with_errors: "Lỗi: Thêm quầy – ",
    change_counter: "Sửa quầy fields – ",
    close_counter: "Đóng quầy fields – ",
    close_counter_with_errors: "Lỗi: Đóng quầy fields – ",
    kiosks: "Máy tại quầy – ",
    no_kiosk_found: "Máy tại quầy – ",
    kiosk: "Máy tại quầy K",
    add_kiosk: "Thêm máy – ",
    add_kiosk_with_errors: "Lỗi: Thêm máy – ",
    secrets_of_a_kiosk: "Dành cho máy K",
    move_kiosk: "Chuyển máy K",
    sure_to_revoke_a_kiosk: "Thu hồi máy này? – ",
}
"""The steps that lead to each page, and how its title begins in Vietnamese."""

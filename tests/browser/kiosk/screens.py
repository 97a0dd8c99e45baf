"""Every screen that a person or a clerk may come to, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.kiosk import disk
from tests.browser.kiosk.enrolled import enrol
from tests.browser.kiosk.tablet import Tablet

FIELDS = "fields"


def pairing(tablet: Tablet) -> None:
    tablet.open()
    tablet.see("pairing")


def pairing_refused(tablet: Tablet) -> None:
    pairing(tablet)
    tablet.page.locator("#code").fill("zz")
    tablet.page.locator("main .go").click()
    tablet.page.locator(".problem:not(:empty)").wait_for()


def attract(tablet: Tablet) -> None:
    tablet.pair(enrol(tablet.site, FIELDS))


def field(tablet: Tablet) -> None:
    attract(tablet)
    tablet.begin()
    tablet.see("field")


def overall(tablet: Tablet) -> None:
    field(tablet)
    tablet.page.locator("main .choice").nth(1).click()
    tablet.see("scale")


def reasons(tablet: Tablet) -> None:
    overall(tablet)
    tablet.choose("1", "papers", "other")
    tablet.see("choices")


def comment(tablet: Tablet) -> None:
    reasons(tablet)
    tablet.page.locator("#steps .on").click()
    tablet.see("text")
    tablet.write("Ghế ngồi chờ ít quá, phải đứng cả buổi sáng mà không có ai hướng dẫn lấy số.")


def thanks(tablet: Tablet) -> None:
    overall(tablet)
    tablet.choose("5")
    tablet.see("thanks")


def later(tablet: Tablet) -> None:
    thanks(tablet)
    tablet.page.locator(".offer .choice").click()
    tablet.see("choice")


def counting_down(tablet: Tablet) -> None:
    reasons(tablet)
    tablet.module("idle", "({ watch }) => watch(0, 10_000, () => {})")
    tablet.page.locator("#idle").wait_for()


def no_room(tablet: Tablet) -> None:
    disk.make_small(tablet)
    attract(tablet)
    disk.fill_up(tablet)
    tablet.begin()
    tablet.see("no-room")


def pin(tablet: Tablet) -> None:
    attract(tablet)
    tablet.hold_the_light()
    tablet.type_pin("1")
    tablet.page.locator(".problem:not(:empty)").wait_for()


def menu(tablet: Tablet) -> None:
    attract(tablet)
    tablet.open_menu()
    tablet.page.locator("main .choice").first.click()
    tablet.page.locator(".news:not(:empty)").wait_for()


SCREENS: tuple[Callable[[Tablet], None], ...] = (
    pairing,
    pairing_refused,
    attract,
    field,
    overall,
    reasons,
    comment,
    thanks,
    later,
    counting_down,
    no_room,
    pin,
    menu,
)
FOR_PEOPLE = (attract, field, overall, reasons, comment, thanks, later, no_room)

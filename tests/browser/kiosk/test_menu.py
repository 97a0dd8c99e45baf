"""The clerk's menu: behind a long press and a PIN, with the queue, a test, and a file."""

import json
import re
from datetime import datetime, timedelta

import pytest

from survey.periods import ZONE
from tests.browser.kiosk.enrolled import enrol, pin_for

WRONG = "000000"


def said(tablet):
    return tablet.page.locator(".news").inner_text()


def say(tablet, words):
    tablet.page.locator(".news").get_by_text(words).wait_for()


def problem(tablet, words):
    tablet.page.locator(".problem").get_by_text(words).wait_for()


def test_a_short_touch_of_the_light_opens_nothing(tablet):
    tablet.page.locator("#light").hover()
    tablet.page.mouse.down()
    tablet.pass_time(1.4)
    tablet.page.mouse.up()
    tablet.pass_time(5)
    assert tablet.screen == "attract"


def test_held_by_a_finger_or_a_key_it_asks_for_the_pin(tablet):
    tablet.hold_the_light()
    tablet.press("Đóng")
    tablet.see("attract")
    tablet.page.locator("#light").focus()
    tablet.page.keyboard.down("Enter")
    tablet.pass_time(1.6)
    tablet.see("pin")
    tablet.page.keyboard.up("Enter")


def test_the_menu_says_what_waits_and_which_version_this_is(tablet):
    tablet.page.context.set_offline(True)
    tablet.rate("5")
    tablet.rate("1")
    tablet.open_menu()
    rows = tablet.menu()
    assert rows["Chờ gửi"].startswith("2, lâu nhất từ ")
    assert (rows["Máy chủ từ chối"], rows["Đã ghép"]) == ("0", "Có")
    assert rows["Máy"] == tablet.enrolled.number
    assert rows["Quầy"].startswith("one field · Quầy số 12")
    version = tablet.page.evaluate("document.documentElement.dataset.version")
    assert rows["Phiên bản"].startswith(f"{version} · ")
    assert re.fullmatch(r"[\d.]+/\d{1,3}(\.\d{3})+ MB", rows["Chỗ lưu"])


def test_it_tests_the_connection_and_sends(tablet):
    tablet.page.context.set_offline(True)
    tablet.rate("3")
    tablet.open_menu()
    tablet.press("Kiểm tra kết nối")
    say(tablet, "Máy chủ không trả lời.")
    tablet.press("Gửi ngay")
    say(tablet, "Còn chờ gửi: 1.")
    tablet.page.route("**/kiosk/responses", lambda route: route.abort())
    tablet.page.context.set_offline(False)
    tablet.press("Kiểm tra kết nối")
    say(tablet, "Máy chủ trả lời sau ")
    tablet.page.unroute("**/kiosk/responses")
    tablet.press("Gửi ngay")
    say(tablet, "Đã gửi hết.")
    assert tablet.menu()["Chờ gửi"] == "0"


def test_digits_stay_typed_when_the_screen_looks_different(tablet):
    tablet.hold_the_light()
    for digit in tablet.enrolled.pin[:3]:
        tablet.page.locator(".pad").get_by_text(digit, exact=True).click()
    tablet.page.locator("#size").click()
    assert tablet.page.locator(".typed").inner_text() == "●●●"
    tablet.type_pin(tablet.enrolled.pin[3:])
    tablet.see("menu")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "Đồng hồ của máy này chạy đúng."), (-3600, "chậm 3."), (3600, "nhanh 3.60")],
)
def test_it_says_whether_the_tablets_clock_is_slow_or_fast(new_tablet, seconds, words):
    believes = datetime.now(ZONE) + timedelta(seconds=seconds) if seconds else None
    tablet = new_tablet(believes_it_is=believes)
    tablet.open_menu()
    tablet.press("Kiểm tra kết nối")
    say(tablet, words)


def test_wrong_pins_are_refused_and_after_five_cost_time_also_after_a_reload(tablet):
    tablet.hold_the_light()
    for _ in range(5):
        tablet.type_pin(WRONG)
        problem(tablet, "Mã PIN không đúng.")
    tablet.type_pin(tablet.enrolled.pin)
    problem(tablet, "Xin thử lại sau ")
    tablet.page.reload()
    tablet.see("attract")
    tablet.hold_the_light()
    tablet.type_pin(tablet.enrolled.pin)
    problem(tablet, "Xin thử lại sau ")
    tablet.pass_time(20)
    tablet.press("Xóa")
    tablet.pass_time(20)
    tablet.press("Xóa")
    tablet.pass_time(21)
    tablet.type_pin(tablet.enrolled.pin)
    tablet.see("menu")


def test_the_pin_is_checked_without_a_network_and_typed_on_a_keyboard_too(tablet):
    tablet.page.context.set_offline(True)
    tablet.hold_the_light()
    tablet.page.keyboard.type(f"9{tablet.enrolled.pin}"[:1])
    tablet.page.keyboard.press("Backspace")
    tablet.page.keyboard.type(tablet.enrolled.pin)
    tablet.page.keyboard.press("Enter")
    tablet.see("menu")


def test_a_new_pin_is_known_as_soon_as_it_is_typed(tablet, site):
    pin = pin_for(site, tablet.enrolled.number)
    tablet.hold_the_light()
    tablet.type_pin(pin)
    tablet.see("menu")


def test_a_menu_that_somebody_left_open_closes_by_itself(tablet):
    tablet.open_menu()
    tablet.pass_time(41)
    tablet.see("attract")


def test_who_is_answering_when_the_menu_is_opened_is_not_lost(tablet, arrived):
    tablet.begin()
    tablet.choose("2", "papers")
    tablet.hold_the_light()
    assert arrived(1) == [{"overall": "2", "reasons": ["papers"]}]


def test_a_queue_saved_to_a_file_is_sent_by_another_tablet_once(
    tablet, unpaired, site, arrived, tmp_path
):
    tablet.page.context.set_offline(True)
    tablet.begin()
    tablet.choose("1")
    tablet.see("choices")
    tablet.press("Bỏ qua")
    tablet.write("Ghế ngồi chờ ít quá")
    tablet.press("Tiếp tục")
    tablet.leave()
    tablet.rate("5")
    tablet.open_menu()
    with tablet.page.expect_download() as download:
        tablet.press("Lưu ý kiến chờ gửi ra tệp")
    say(tablet, "Số ý kiến trong tệp: 2.")
    assert len(tablet.kept()) == 2
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    made = re.fullmatch(rf"thuocdo-{tablet.enrolled.number}-(\d{{12}})\.kiosk", file.name)[1]
    here = datetime.strptime(made, "%Y%m%d%H%M").replace(tzinfo=ZONE)
    assert abs(datetime.now(ZONE) - here) < timedelta(minutes=3)
    head, sealed = file.read_bytes().split(b"\n", 1)
    assert json.loads(head)["kiosk"] == tablet.enrolled.number
    assert "Ghế".encode() not in sealed
    other = unpaired().pair(enrol(site))
    load(other, file, "Số ý kiến mới nạp từ tệp: 2.")
    assert [answers["overall"] for answers in arrived(2)] == ["1", "5"]
    load(other, file, "Số ý kiến mới nạp từ tệp: ")
    tablet.page.context.set_offline(False)
    tablet.shows("sent")
    assert len(arrived(2)) == 2


def test_what_was_refused_here_and_stored_elsewhere_is_refused_no_more(
    tablet, new_tablet, arrived, tmp_path
):
    tablet.page.context.set_offline(True)
    tablet.rate("5")
    tablet.open_menu()
    with tablet.page.expect_download() as download:
        tablet.press("Lưu ý kiến chờ gửi ra tệp")
    download.value.save_as(tmp_path / "x.kiosk")
    wrong = new_tablet("online")
    load(wrong, tmp_path / "x.kiosk", "Số ý kiến mới nạp từ tệp: 1.")
    wrong.press("Gửi ngay")
    say(wrong, "Đã gửi hết.")
    assert wrong.menu()["Máy chủ từ chối"].startswith("1 × ")
    assert arrived(0) == []
    tablet.page.context.set_offline(False)
    assert arrived(1) == [{"overall": "5"}]
    tablet.shows("sent")
    wrong.press("Gửi ngay")
    wrong.page.locator("dd").get_by_text("0", exact=True).nth(1).wait_for()
    assert wrong.menu()["Máy chủ từ chối"] == "0"
    assert len(arrived(1)) == 1


def load(tablet, file, words):
    if tablet.screen != "menu":
        tablet.open_menu()
    tablet.page.locator("#file").set_input_files(file)
    say(tablet, words)
    tablet.shows("sent")


def test_what_is_no_queue_is_not_taken(tablet, tmp_path):
    tablet.open_menu()
    for content in (b"", b"{}\n", b'{"format":"thuocdo-kiosk-1","iv":[1,2,3]}\nxyz', b"\xff" * 99):
        (tmp_path / "x.kiosk").write_bytes(content)
        tablet.page.locator("#file").set_input_files(tmp_path / "x.kiosk")
        say(tablet, "Máy này không đọc được tệp đó.")
        tablet.press("Gửi ngay")
        say(tablet, "Đã gửi hết.")

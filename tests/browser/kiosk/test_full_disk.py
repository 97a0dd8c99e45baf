"""A tablet without room for another answer loses none, and asks nobody whose answer it would."""

import pytest

from tests.browser.kiosk import disk
from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol

KEPT = "Ý kiến đã được lưu, không kèm tên."
NOT_KEPT = (
    "Máy này đã hết chỗ lưu nên ý kiến chưa được lưu và cũng chưa gửi được. "
    "Máy sẽ gửi ngay khi nối được mạng. Xin báo giúp cán bộ tại quầy."
)
FULL = "Máy này tạm thời không nhận thêm ý kiến"


@pytest.fixture
def tablet(unpaired, site):
    """A tablet with little room, all of which something else has taken."""
    tablet = unpaired()
    disk.make_small(tablet)
    tablet.pair(enrol(site))
    disk.fill(tablet)
    return tablet


def answer(tablet, level="5"):
    tablet.begin()
    tablet.choose(level)
    tablet.see("thanks")


def answer_what_does_not_fit(tablet):
    """Something else takes all room while a person answers."""
    tablet.begin()
    tablet.see("scale")
    disk.fill_up(tablet)
    tablet.choose("5")
    tablet.see("thanks")


def words(tablet):
    return tablet.page.locator(".thanked p").inner_text()


def test_what_the_disk_refuses_takes_the_room_that_was_held_back(tablet, arrived):
    tablet.page.context.set_offline(True)
    for level in ("5", "4", "5"):
        answer(tablet, level)
        assert words(tablet) == KEPT
        tablet.leave()
    tablet.says("Hết chỗ lưu")
    tablet.page.reload()
    tablet.see("attract")
    tablet.says("Hết chỗ lưu")
    tablet.page.context.set_offline(False)
    assert arrived(3) == [{"overall": "5"}, {"overall": "4"}, {"overall": "5"}]


def test_when_nothing_more_fits_nobody_is_asked_also_after_a_reload(tablet, arrived):
    tablet.page.context.set_offline(True)
    answer(tablet)
    tablet.leave()
    disk.fill_up(tablet)
    tablet.begin()
    tablet.see("no-room")
    assert tablet.heading == FULL
    tablet.page.reload()
    tablet.see("no-room")
    tablet.pass_time(31)
    tablet.see("no-room")
    tablet.page.context.set_offline(False)
    assert arrived(1) == [{"overall": "5"}]


def test_who_was_answering_as_the_disk_filled_up_is_told_no_lie(tablet, arrived):
    tablet.page.context.set_offline(True)
    answer_what_does_not_fit(tablet)
    assert words(tablet) == NOT_KEPT
    assert tablet.page.locator(".thanked .done").count() == 0
    tablet.page.locator("main .go").click()
    tablet.see("no-room")
    tablet.page.context.set_offline(False)
    assert arrived(1) == [{"overall": "5"}]


def test_with_a_network_it_is_sent_at_once_and_then_said_to_be_stored(tablet, arrived):
    answer_what_does_not_fit(tablet)
    tablet.page.get_by_text(KEPT).wait_for()
    assert arrived(1) == [{"overall": "5"}]


def test_what_is_told_later_is_added_to_what_was_sent_at_once(tablet, arrived):
    answer_what_does_not_fit(tablet)
    arrived(1)
    tablet.page.get_by_text(KEPT).wait_for()
    tablet.press("Góp ý thêm")
    tablet.choose("person")
    tablet.press("Kết thúc")
    tablet.page.locator("main .go").click()
    until(lambda: arrived(1) == [{"overall": "5", "respondent": "person"}])


def test_with_room_again_it_asks_again_and_the_light_goes_out(tablet, arrived):
    tablet.page.context.set_offline(True)
    answer(tablet)
    tablet.leave()
    disk.fill_up(tablet)
    tablet.begin()
    tablet.see("no-room")
    tablet.allow(2 * disk.A_LITTLE)
    tablet.pass_time(11)
    tablet.see("attract")
    answer(tablet, "4")
    assert words(tablet) == KEPT
    tablet.leave()
    tablet.page.context.set_offline(False)
    assert arrived(2) == [{"overall": "5"}, {"overall": "4"}]
    tablet.says("Đã gửi hết")

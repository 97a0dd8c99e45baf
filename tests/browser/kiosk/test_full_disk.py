"""A tablet without room for another answer sends it at once, and tells nobody that it is stored."""

import pytest

from tests.browser.kiosk.conftest import until
from tests.browser.kiosk.enrolled import enrol

KEPT = "Ý kiến đã được lưu, không kèm tên."
NOT_KEPT = "Máy này đã đầy nên chưa lưu được ý kiến. Máy đang gửi ý kiến đi ngay."


A_LITTLE = 1_000_000
"""Bytes that this tablet may keep of our page."""
BALLAST = """
  const opened = indexedDB.open('ballast');
  const kind = { autoIncrement: true };
  opened.onupgradeneeded = () => opened.result.createObjectStore('weights', kind);
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result) });
  const change = (work) => new Promise((done) => {
    const transaction = database.transaction('weights', 'readwrite');
    work(transaction.objectStore('weights'));
    transaction.oncomplete = () => done(true);
    transaction.onabort = () => done(false);
  });
"""
FILL_UP = f"""async () => {{
  {BALLAST}
  const noise = (size) => crypto.getRandomValues(new Uint8Array(size));
  for (let size = 60_000; size >= 20; size = Math.floor(size / 6))
    while (await change((weights) => weights.put(noise(size))));
  database.close();
}}"""
MAKE_ROOM = f"""async () => {{
  {BALLAST}
  const isDone = await change((weights) => weights.clear());
  database.close();
  return isDone;
}}"""


@pytest.fixture
def tablet(unpaired, site):
    """A tablet with little room, all of which something else has taken."""
    tablet = unpaired()
    session = tablet.page.context.new_cdp_session(tablet.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.address, "quotaSize": A_LITTLE})
    tablet.pair(enrol(site))
    tablet.page.evaluate(FILL_UP)
    return tablet


def answer(tablet):
    tablet.begin()
    tablet.choose("5")
    tablet.see("thanks")


def words(tablet):
    return tablet.page.locator(".thanked p").inner_text()


def test_with_a_network_it_is_sent_at_once_and_then_said_to_be_stored(tablet, arrived):
    answer(tablet)
    assert arrived(1) == [{"overall": "5"}]
    tablet.page.get_by_text(KEPT).wait_for()
    tablet.says("Hết chỗ lưu")
    assert tablet.kept() == []


def test_without_a_network_nobody_is_told_a_lie_and_it_is_sent_when_there_is_one(tablet, arrived):
    tablet.page.context.set_offline(True)
    answer(tablet)
    assert words(tablet) == NOT_KEPT
    tablet.says("Hết chỗ lưu")
    tablet.leave()
    tablet.rate("4")
    tablet.page.context.set_offline(False)
    assert arrived(2) == [{"overall": "5"}, {"overall": "4"}]


def test_what_is_told_later_is_added_to_what_was_sent_at_once(tablet, arrived):
    answer(tablet)
    arrived(1)
    tablet.page.get_by_text(KEPT).wait_for()
    tablet.press("Góp ý thêm")
    tablet.choose("person")
    tablet.press("Kết thúc")
    tablet.leave()
    until(lambda: arrived(1) == [{"overall": "5", "respondent": "person"}])


def test_with_room_again_it_is_kept_again(tablet):
    tablet.page.context.set_offline(True)
    answer(tablet)
    assert tablet.page.evaluate(MAKE_ROOM) is True
    tablet.press("Quay lại")
    tablet.choose("4")
    tablet.see("thanks")
    assert words(tablet) == KEPT
    tablet.leave()
    tablet.shows("waiting")
    assert [entry["answers"] for entry in tablet.kept()] == [{"overall": "4"}]

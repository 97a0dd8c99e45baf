"""Somebody walks away: the tablet counts down, sends what was said, and forgets them."""

import json

import pytest

from tests.browser import measures

WORDS = "Bà Nguyễn Thị Lệ Quyên ở quầy sáu đã chờ từ sớm tinh mơ"
MARK = "Lệ Quyên"
OPEN = "document.getElementById('idle').open"
TRACES = """() => JSON.stringify([
  document.documentElement.outerHTML,
  [...document.querySelectorAll('input, textarea, select')].map((each) => each.value),
  [document.cookie, location.href, document.title, window.name, history.state],
  [{ ...localStorage }, { ...sessionStorage }, history.length],
  getSelection().toString(),
])"""
CACHED = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      texts.push(request.url, await kept.text());
    }
  }
  return texts.join();
}"""


@pytest.fixture
def answering(tablet):
    """Somebody has said that they are not satisfied, and why."""
    tablet.begin()
    tablet.choose("2", "manner")
    return tablet


def is_counting(tablet):
    return tablet.page.evaluate(OPEN)


def left(tablet):
    return tablet.page.locator("#left").inner_text()


def heap(page):
    """Everything that the page's memory holds after it has been tidied up."""
    session = page.context.new_cdp_session(page)
    parts = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: parts.append(event["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return json.dumps(json.loads("".join(parts))["strings"], ensure_ascii=False)


def test_after_thirty_seconds_it_counts_down_from_ten_for_all_to_see(answering):
    answering.pass_time(29)
    assert not is_counting(answering)
    answering.pass_time(1)
    assert is_counting(answering)
    assert answering.page.locator("#idle-heading").inner_text() == "Ông/Bà còn ở đây không?"
    assert left(answering) == "10"
    answering.pass_time(3)
    assert left(answering) == "7"


def test_nobody_there_is_the_start_again_and_what_was_said_is_sent(answering, arrived):
    answering.press("Tiếp tục")
    answering.write(WORDS)
    answering.pass_time(40)
    answering.see("attract")
    assert not is_counting(answering)
    assert arrived(1) == [{"overall": "2", "reasons": ["manner"]}]


@pytest.mark.parametrize("touch", ["tap", "key", "button"])
def test_any_touch_stops_it_and_presses_nothing_else(touch, answering):
    answering.pass_time(33)
    assert is_counting(answering)
    if touch == "tap":
        answering.page.touchscreen.tap(640, 300)
    elif touch == "key":
        answering.page.keyboard.press("a")
    else:
        answering.press("Tôi còn ở đây")
    answering.pass_time(1)
    assert not is_counting(answering)
    assert answering.screen == "choices"
    pressed = answering.page.locator("main [aria-pressed=true]")
    assert pressed.all_inner_texts() == ["Thái độ của cán bộ"]
    answering.pass_time(25)
    assert not is_counting(answering)


def test_each_touch_begins_the_thirty_seconds_anew(answering):
    for _ in range(3):
        answering.pass_time(25)
        answering.choose("waiting")
    answering.press("Tiếp tục")
    answering.pass_time(25)
    answering.write("a")
    answering.pass_time(25)
    assert not is_counting(answering)


def test_who_said_nothing_that_counts_leaves_nothing(new_tablet, arrived):
    tablet = new_tablet("fields")
    tablet.begin()
    tablet.page.locator("main .choice").first.click()
    tablet.see("scale")
    tablet.pass_time(41)
    tablet.see("attract")
    assert tablet.kept() == []
    assert arrived(0) == []


def test_thanks_go_back_to_the_start_by_themselves(answering, arrived):
    answering.press("Tiếp tục")
    answering.press("Bỏ qua")
    answering.see("thanks")
    answering.pass_time(9)
    assert answering.screen == "thanks"
    answering.pass_time(2)
    answering.see("attract")
    assert arrived(1) == [{"overall": "2", "reasons": ["manner"]}]


def test_a_language_that_somebody_left_behind_goes_back(tablet):
    tablet.press("English")
    tablet.press("Contrast")
    tablet.pass_time(31)
    tablet.button("English").wait_for()
    assert tablet.page.locator("html").get_attribute("data-contrast") is None


def test_the_next_person_finds_nothing_of_the_one_before(answering, arrived):
    """Who looks everywhere: page, inputs, history, stores, caches, memory."""
    page = answering.page
    length = page.evaluate("history.length")
    answering.press("Tiếp tục")
    answering.write(WORDS)
    assert MARK in page.locator("textarea").input_value()
    answering.pass_time(41)
    answering.see("attract")
    arrived(1)
    answering.shows("sent")
    answering.begin()
    answering.choose("1")
    answering.press("Bỏ qua")
    assert page.locator("textarea").input_value() == ""
    assert page.locator("main [aria-pressed=true]").count() == 0
    assert page.evaluate("history.length") == length
    looked = [page.evaluate(TRACES), page.evaluate(CACHED), json.dumps(answering.kept())]
    assert [MARK in text for text in looked] == [False] * 3
    assert page.evaluate(measures.KEPT)[:3] == ["", 0, 0]
    memory = heap(page)
    assert MARK not in memory
    assert "manner" in memory, "The snapshot should hold the questions, or it shows nothing."


def test_the_memory_is_looked_at_where_words_would_be_found(answering):
    """The control of the test above: while somebody writes, their words are there."""
    answering.press("Tiếp tục")
    answering.write(WORDS)
    assert MARK in heap(answering.page)

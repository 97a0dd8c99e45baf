"""What people see: one question a screen, the overall one first, never more than they like."""

import pytest

from tests.browser.kiosk.tablet import SCREEN
from tests.browser.town import FIELDS

COMMENT = "Ghế ngồi chờ ít quá.\nNên có thêm quạt."
QUESTION = "Ông/Bà có hài lòng với lần làm hồ sơ này không?"
LATER = "Điều gì làm Ông/Bà chưa hài lòng?"


def satisfied(tablet, level):
    tablet.choose(level)


def skipping(tablet, level):
    tablet.choose(level)
    for screen in ("choices", "text"):
        tablet.see(screen)
        tablet.press("Bỏ qua")


def with_reasons(tablet, level):
    tablet.choose(level, "waiting", "manner")
    tablet.press("Tiếp tục")
    tablet.see("text")
    tablet.press("Bỏ qua")


def with_words(tablet, level):
    tablet.choose(level)
    tablet.see("choices")
    tablet.press("Bỏ qua")
    tablet.write(COMMENT)
    tablet.press("Tiếp tục")


def changing_their_mind(tablet, level):
    tablet.choose("1", "papers")
    tablet.press("Quay lại")
    tablet.see("scale")
    tablet.choose(level)


def taking_a_reason_back(tablet, level):
    tablet.choose(level, "late", "other", "late")
    tablet.press("Tiếp tục")
    tablet.see("text")
    tablet.press("Bỏ qua")


def telling_more(tablet, level):
    tablet.choose(level)
    tablet.see("thanks")
    tablet.press("Góp ý thêm")
    tablet.choose("organisation", "on-time")
    tablet.press("Kết thúc")


def correcting_after_the_thanks(tablet, level):
    tablet.choose("2")
    skip_both(tablet)
    for screen in ("thanks", "text", "choices"):
        tablet.see(screen)
        tablet.press("Quay lại")
    tablet.see("scale")
    tablet.choose(level)


def skip_both(tablet):
    for screen in ("choices", "text"):
        tablet.see(screen)
        tablet.press("Bỏ qua")


def in_english(tablet, level):
    tablet.press("English")
    tablet.choose(level)
    tablet.see("thanks")
    assert tablet.heading == "Thank you"


PEOPLE = (
    (satisfied, "5", {"overall": "5"}),
    (skipping, "3", {"overall": "3"}),
    (with_reasons, "1", {"overall": "1", "reasons": ["waiting", "manner"]}),
    (with_words, "2", {"overall": "2"}),
    (changing_their_mind, "4", {"overall": "4"}),
    (taking_a_reason_back, "3", {"overall": "3", "reasons": ["other"]}),
    (telling_more, "5", {"overall": "5", "respondent": "organisation", "time": "on-time"}),
    (correcting_after_the_thanks, "5", {"overall": "5"}),
    (in_english, "4", {"overall": "4"}),
    (skipping, "1", {"overall": "1"}),
)


def test_ten_people_one_after_the_other_are_each_stored_as_they_answered(tablet, arrived):
    for steps, level, _ in PEOPLE:
        tablet.see("attract")
        tablet.begin()
        assert tablet.heading == QUESTION
        steps(tablet, level)
        tablet.leave()
    assert arrived(10) == [answers for *_, answers in PEOPLE]
    tablet.shows("sent")
    assert tablet.kept() == []


def test_the_counters_fields_are_asked_first_and_by_their_names(new_tablet, arrived):
    tablet = new_tablet("fields")
    tablet.begin()
    tablet.see("field")
    assert tablet.heading == "Hồ sơ này về việc gì?"
    assert tablet.page.locator("#progress").inner_text() == "Câu 1"
    names = [vi for vi, _ in FIELDS]
    assert tablet.page.locator("main .choice").all_inner_texts() == names
    tablet.button(names[3]).click()
    tablet.see("scale")
    assert tablet.page.locator("#progress").inner_text() == "Câu 2"
    tablet.choose("3")
    tablet.see("choices")
    assert tablet.page.locator("#progress").inner_text() == "Câu 3/4"
    skip_both(tablet)
    tablet.leave()
    assert arrived(1) == [{"overall": "3"}]


def test_after_a_minute_nothing_more_is_asked(tablet):
    tablet.begin()
    tablet.choose("5")
    tablet.see("thanks")
    tablet.press("Góp ý thêm")
    for question in (1, 2, 3):
        assert tablet.page.locator("#progress").inner_text().startswith(f"Câu {question}/")
        tablet.jump(20)
        tablet.press("Bỏ qua")
    tablet.see("thanks")
    assert tablet.button("Góp ý thêm").count() == 0


def test_who_goes_back_finds_what_they_chose(new_tablet):
    tablet = new_tablet("fields")
    tablet.begin()
    tablet.button("Đất đai").click()
    tablet.choose("2", "waiting")
    tablet.press("Tiếp tục")
    tablet.write(COMMENT)
    for screen, chosen in (("choices", "waiting"), ("scale", "2")):
        tablet.press("Quay lại")
        tablet.see(screen)
        pressed = tablet.page.locator("main [aria-pressed=true]")
        assert [each.get_attribute("data-key") for each in pressed.all()] == [chosen]
    tablet.press("Tiếp tục")
    tablet.see("choices")
    tablet.press("Tiếp tục")
    assert tablet.page.locator("textarea").input_value() == COMMENT


def test_who_goes_back_from_the_first_question_has_answered_nothing(tablet):
    tablet.begin()
    tablet.press("Quay lại")
    tablet.see("attract")
    assert tablet.kept() == []


@pytest.mark.parametrize("size", [SCREEN, {"width": 800, "height": 1280}])
@pytest.mark.parametrize("moment", [0, 0.6])
def test_a_hand_that_trembles_answers_nothing_it_has_not_read(tablet, size, moment):
    """Two taps so far apart that a browser counts them as two; each lands on the new screen."""
    tablet.page.set_viewport_size(size)
    tablet.read()
    tablet.stop_time()
    box = tablet.page.locator(".begin").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tablet.page.touchscreen.tap(x, y)
    tablet.see("scale")
    tablet.jump(moment)
    tablet.page.touchscreen.tap(x + 22, y + 14)
    assert tablet.screen == "scale"
    assert tablet.kept() == []


def test_a_finger_that_taps_twice_answers_one_question(tablet, arrived):
    tablet.begin()
    tablet.read()
    tablet.page.locator("[data-key='2']").dblclick()
    tablet.see("choices")
    assert tablet.page.locator("main [aria-pressed=true]").count() == 0
    skip_both(tablet)
    tablet.leave()
    assert arrived(1) == [{"overall": "2"}]


@pytest.mark.parametrize(
    ("counter", "dissatisfied", "satisfied", "reasons"),
    [
        ("online", "not-satisfied", "very-satisfied", "choices"),
        ("health", "2", "4", "choices"),
        ("school", "2", "4", "choices"),
    ],
)
def test_each_questionnaire_asks_for_reasons_where_people_are_not_satisfied(
    counter, dissatisfied, satisfied, reasons, new_tablet, arrived
):
    tablet = new_tablet(counter)
    tablet.begin()
    tablet.choose(satisfied)
    tablet.leave()
    tablet.begin()
    tablet.choose(dissatisfied)
    tablet.see(reasons)
    skip_both(tablet)
    tablet.leave()
    assert [list(answers.values()) for answers in arrived(2)] == [[satisfied], [dissatisfied]]


def test_a_questionnaire_of_many_screens_thanks_after_its_first(new_tablet, arrived):
    tablet = new_tablet("sipas")
    tablet.begin()
    first = tablet.page.locator("main .choice").first.get_attribute("data-key")
    assert tablet.button("Bỏ qua").count() == 0
    tablet.choose(first)
    tablet.see("choices")
    tablet.press("Bỏ qua")
    tablet.see("thanks")
    tablet.press("Góp ý thêm")
    assert int(tablet.page.locator("#progress").inner_text().split("/")[1]) > 30
    tablet.press("Kết thúc")
    tablet.leave()
    assert arrived(1) == [{"attention": first}]


def test_the_language_can_be_changed_in_the_middle_and_goes_back_for_the_next(tablet):
    tablet.begin()
    tablet.choose("1", "waiting")
    tablet.press("English")
    assert tablet.heading == "What could have been better?"
    assert tablet.page.locator("html").get_attribute("lang") == "en"
    assert tablet.button("A long wait").get_attribute("aria-pressed") == "true"
    tablet.press("Next")
    tablet.write(COMMENT)
    tablet.press("Tiếng Việt")
    assert tablet.page.locator("textarea").input_value() == COMMENT
    tablet.press("English")
    tablet.press("Next")
    tablet.see("thanks")
    tablet.press("Done")
    tablet.see("attract")
    assert tablet.page.locator("html").get_attribute("lang") == "vi"


def test_the_switches_change_the_look_and_go_back_for_the_next(tablet):
    root = tablet.page.locator("html")
    tablet.begin()
    for words, look in (("Chữ to", "size"), ("Tương phản", "contrast"), ("Hạ thấp", "low")):
        tablet.press(words)
        assert tablet.button(words).get_attribute("aria-pressed") == "true"
        assert root.get_attribute(f"data-{look}") == "on"
    tablet.press("Chữ to")
    assert root.get_attribute("data-size") is None
    tablet.choose("5")
    tablet.leave()
    assert [root.get_attribute(f"data-{look}") for look in ("contrast", "low")] == [None, None]


def test_thanks_say_where_to_complain_and_lead_nowhere(tablet):
    tablet.begin()
    tablet.choose("5")
    tablet.see("thanks")
    words = tablet.page.locator("main").inner_text()
    assert "Ý kiến đã được lưu, không kèm tên." in words
    assert "đường dây nóng 0235 3 852 852" in words
    assert tablet.page.locator("a").count() == 0

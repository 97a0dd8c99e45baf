"""Screens and parts of a draft, and what it is as a whole, are changed on pages."""

import re
from dataclasses import asdict
from html import unescape

import pytest

from tests.staff.questionnaires.filled import DRAFT, filled_in

WHOLE = f"{DRAFT}/whole"
SIPAS = DRAFT.replace("one-stop", "sipas")
HOSTILE = "\"><script>alert(1)</script>{{ 7*7 }}'<b>"


@pytest.fixture
def long_draft(copied):
    """A copy of the questionnaire with blocks and groups."""
    return copied("sipas")


@pytest.fixture
def press(here):
    """Send one of the small forms of a draft's page."""

    def press(what, **given):
        page = here.get(DRAFT)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        digest = filled_in(page)["digest"]
        data = {"csrf_token": token, "digest": digest, **given}
        return here.client.post(f"{DRAFT}/{what}", data=data)

    return press


def screens(draft):
    return [each.key for each in draft().screens]


def test_a_screen_is_added_and_filled_and_named(edit, draft, here):
    typed = {"key": "more", "title-vi": "Thêm", "title-en": "More"}
    assert edit(f"{DRAFT}/add-screen", **typed).status_code == 303
    assert screens(draft) == ["overall", "rest", "more"]
    assert "Màn hình “more” không có câu hỏi nào" in here.get(DRAFT).text
    assert edit(f"{DRAFT}/questions/comment", screen="more").status_code == 303
    assert "không có câu hỏi nào" not in here.get(DRAFT).text
    assert draft().screens[-1].title.vi == "Thêm"


def test_questions_follow_a_screen_that_gets_another_key(edit, draft):
    before = [each.key for each in draft().questions if each.screen == "rest"]
    assert edit(f"{DRAFT}/screens/rest", key="later", **{"title-vi": "Sau"}).status_code == 303
    assert screens(draft) == ["overall", "later"]
    assert [each.key for each in draft().questions if each.screen == "later"] == before
    assert draft().screens[1].title.vi == "Sau"


def test_screens_change_their_order_and_what_that_breaks_is_said(press, draft, here):
    press("move-screen", screen="rest", to="up")
    assert screens(draft) == ["rest", "overall"]
    assert "câu hỏi chung phải bắt buộc trả lời" in here.get(DRAFT).text.casefold()
    press("move-screen", screen="rest", to="down")
    press("move-screen", screen="rest", to="down")
    assert screens(draft) == ["overall", "rest"]


def test_a_screen_is_taken_out_with_its_questions_after_being_asked(press, draft, here):
    asked = press("remove-screen", screen="rest")
    assert "Bỏ màn hình này?" in asked.text
    assert "Điều gì làm Ông/Bà chưa hài lòng?" in asked.text
    assert screens(draft) == ["overall", "rest"]
    press("remove-screen", screen="rest", sure="yes")
    assert screens(draft) == ["overall"]
    assert {each.screen for each in draft().questions} == {"overall", None}
    assert "điều kiện nêu câu" in here.get(DRAFT).text.casefold()


@pytest.mark.parametrize("what", ["move-screen", "remove-screen"])
def test_there_is_no_such_screen(press, draft, here, what):
    assert press(what, screen="no").status_code == 404
    assert here.get(f"{DRAFT}/screens/no").status_code == 404


@pytest.mark.parametrize(
    ("address", "changed", "said"),
    [
        ("add-screen", {"key": "Màn hình"}, "khóa “Màn hình” chỉ gồm chữ thường"),
        ("add-screen", {"key": "rest"}, "có hai màn hình cùng khóa “rest”"),
        ("screens/rest", {"key": "overall"}, "có hai màn hình cùng khóa “overall”"),
        ("screens/rest", {"title-vi": "Sau", "title-en": ""}, "cần lời tiếng Việt và tiếng Anh"),
        ("screens/rest", {"title-vi": "x" * 301}, "quá dài; nhiều nhất 300 ký tự"),
        ("whole", {"title-en": ""}, "Tên phiếu cần lời"),
        ("whole", {"measure": "mood"}, "phép đo “mood” không thuộc các loại"),
        ("whole", {"parts-0-key": "Phần"}, "khóa “Phần” chỉ gồm chữ thường"),
        ("whole", {"parts-0-key": "part"}, "“part” cần lời tiếng Việt và tiếng Anh"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(edit, draft, address, changed, said):
    before = draft().digest
    page = edit(f"{DRAFT}/{address}", **changed)
    assert page.status_code == 422
    assert said.casefold() in unescape(page.text).casefold()
    for name, value in changed.items():
        assert filled_in(page)[name] == value or name == "measure"
    assert draft().digest == before


def test_the_whole_is_changed(edit, draft):
    changed = {"title-vi": "Phiếu mới", "measure": "service", "matter": "visit", "index": "mean"}
    assert edit(WHOLE, **changed).status_code == 303
    now = draft()
    assert (now.title.vi, now.measure, now.matter, now.index_rule) == (
        "Phiếu mới",
        "service",
        "visit",
        "mean",
    )


def test_a_whole_that_nobody_touched_changes_nothing(edit, long_draft):
    before = long_draft()
    assert edit(f"{SIPAS}/whole").status_code == 303
    assert asdict(long_draft()) | {"digest": before.digest} == asdict(before)


def test_questions_follow_a_part_that_gets_another_key_and_another_place(edit, here, long_draft):
    before = [each.key for each in long_draft().questions if each.block == "policy"]
    keys = [each.key for each in long_draft().parts]
    page = here.get(f"{SIPAS}/whole")
    moved = here.client.post(
        f"{SIPAS}/whole", data=filled_in(page) | {"do": "down:parts:0", "parts-0-key": "chinh-sach"}
    )
    assert filled_in(moved)["parts-1-key"] == "chinh-sach"
    assert here.client.post(f"{SIPAS}/whole", data=filled_in(moved)).status_code == 303
    now = long_draft()
    assert [each.key for each in now.parts] == [keys[1], "chinh-sach", *keys[2:]]
    assert [each.key for each in now.questions if each.block == "chinh-sach"] == before


def test_a_part_that_questions_belong_to_is_not_taken_out(edit, long_draft):
    empty = {"parts-0-key": "", "parts-0-vi": "", "parts-0-en": ""}
    page = edit(f"{SIPAS}/whole", **empty)
    assert page.status_code == 422
    assert "không có phần [[parts]] “policy”" in page.text.casefold()
    assert long_draft().parts[0].key == "policy"


def test_of_two_who_edit_at_once_the_second_is_told(edit, here, draft):
    for address in (WHOLE, f"{DRAFT}/screens/rest"):
        seen = filled_in(here.get(address)) | {"title-vi": "Của tôi", "title-en": "Mine"}
        edit(f"{DRAFT}/questions/results", vi=f"Khác trước {address[-4:]}")
        late = here.client.post(address, data=seen)
        assert (late.status_code, "đã có người sửa bản nháp" in late.text) == (422, True)
        assert filled_in(late)["title-vi"] == "Của tôi"
        assert here.client.post(address, data=filled_in(late)).status_code == 303


def test_hostile_words_never_become_markup(edit, here, draft):
    titles = {"title-vi": HOSTILE, "title-en": HOSTILE}
    part = {"parts-0-key": "x", "parts-0-vi": HOSTILE, "parts-0-en": HOSTILE}
    assert edit(f"{DRAFT}/screens/rest", **titles).status_code == 303
    assert edit(WHOLE, **part).status_code == 303
    wrong = edit(f"{DRAFT}/add-screen", key=HOSTILE, **titles)
    pages = ("", "/whole", "/screens/rest", "/preview", "/questions/officials", "/add")
    for page in (wrong, *(here.get(f"{DRAFT}{each}") for each in pages)):
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text
        assert "<b>" not in page.text

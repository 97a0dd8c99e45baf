"""Where reports are published."""

import re

import pytest

from survey.editions.kept import latest
from survey.reporting import scopes
from tests.report_pages.conftest import SMALL
from tests.reporting.conftest import NOW

PUBLISH = f"{SMALL}/publish"
SURE = {"sure": "yes"}
SAID = {"remarks": "Hai quầy đông vào thứ hai.", "next_steps": "Thêm một quầy\nHẹn giờ trước"}


@pytest.fixture
def newest_edition(session):
    def newest_edition():
        session.rollback()
        return latest(session, scopes.office(session, "42.01"), NOW)

    return newest_edition


def test_it_asks_first_and_takes_along_what_was_typed(over, head, newest_edition):
    page = head.send(PUBLISH, **SAID)
    assert page.status_code == 200
    assert "Ban hành báo cáo này?" in page.text
    assert "Hai quầy đông vào thứ hai." in page.text
    assert re.search('name="seen" value="[0-9a-f]{64}"', page.text)
    assert newest_edition() is None


def test_a_head_publishes_the_report_with_remarks_and_what_comes_next(
    over, head, newest_edition, newest
):
    reply = head.send(PUBLISH, **SAID, **SURE)
    edition = newest_edition()
    assert (reply.status_code, reply.location) == (303, f"{SMALL}/editions/1")
    assert edition.remarks == SAID["remarks"]
    page = head.get(reply.location).text
    assert "Đã ban hành báo cáo, lần 1." in page
    assert "Hai quầy đông vào thứ hai." in page
    assert "Hẹn giờ trước" in page
    assert newest()[0] == "report.publish"


def test_a_second_edition_takes_a_note_and_keeps_what_was_typed(
    over, head, press, answered, newest_edition
):
    press.publish(press.person("administrator"))
    answered([(NOW.period.start, "D", "1", "qr")] * 5)
    form = head.get(PUBLISH).text
    assert "Thay đổi so với lần ban hành trước" in form
    assert "25" in form.partition('name="note"')[2].partition("</textarea>")[0]
    page = head.send(PUBLISH, note=" ", **SAID, **SURE)
    assert page.status_code == 422
    assert "Hãy nêu nội dung đã thay đổi so với lần ban hành trước." in page.text
    assert "Hẹn giờ trước" in page.text
    reply = head.send(PUBLISH, note="Nhập thêm phiếu giấy.", **SURE)
    assert reply.location == f"{SMALL}/editions/2"
    assert newest_edition().note == "Nhập thêm phiếu giấy."
    assert "Đã có lần ban hành sau:" in head.get(f"{SMALL}/editions/1").text


def test_figures_that_nobody_has_looked_at_are_not_published(over, head, answered, newest_edition):
    seen = re.search('name="seen" value="([0-9a-f]{64})"', head.get(PUBLISH).text)[1]
    answered([(NOW.period.start, "D", "1", "qr")] * 5)
    page = head.send(PUBLISH, seen=seen, **SAID, **SURE)
    assert page.status_code == 422
    assert "Số liệu đã thay đổi từ khi mở trang này." in page.text
    assert "Hẹn giờ trước" in page.text
    assert seen not in page.text
    assert newest_edition() is None


def test_nothing_is_published_twice_and_nothing_before_it_is_over(
    head, press, clock, newest_edition
):
    page = head.send(PUBLISH, **SURE)
    assert page.status_code == 422
    assert "Kỳ báo cáo chưa kết thúc." in page.text
    assert "/publish" not in head.get(SMALL).text


def test_the_same_figures_are_not_published_again(over, head, press):
    press.publish(press.person("administrator"))
    page = head.send(PUBLISH, note="Lần nữa", **SURE)
    assert page.status_code == 422
    assert "Số liệu không khác lần ban hành mới nhất" in page.text


def test_a_head_does_not_publish_of_an_office_under_theirs(over, staff, top, small_office):
    here = staff("head", top)
    assert here.get(SMALL).status_code == 200
    page = here.send(PUBLISH, **SURE)
    assert page.status_code == 422
    assert "Báo cáo này do lãnh đạo của chính cơ quan đó" in page.text


@pytest.mark.parametrize("role", ["operator", "auditor"])
def test_others_read_and_do_not_publish(over, staff, small_office, role):
    here = staff(role, small_office)
    assert here.get(SMALL).status_code == 200
    assert here.get(PUBLISH).status_code == 403
    assert "/publish" not in here.get(SMALL).text


def test_words_that_are_too_long_are_kept_and_refused(over, head):
    page = head.send(PUBLISH, remarks="dài " * 1001, **SURE)
    assert page.status_code == 422
    assert "nhiều nhất 4.000 ký tự" in page.text
    assert "dài dài dài" in page.text


def test_a_form_without_its_token_publishes_nothing(over, head, newest_edition):
    assert head.client.post(PUBLISH, data=SURE).status_code == 400
    assert newest_edition() is None

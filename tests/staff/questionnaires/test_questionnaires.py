"""Versions of questionnaires: looked at, downloaded, and where each is asked."""

import re
import tomllib
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from forms import parse
from survey.models import Publication
from survey.publications import Reach, publish_for
from survey.questionnaires import add_version

PAGE = "/staff/questionnaires"
TODAY = date(2026, 10, 20)


@pytest.fixture
def next_version(make, session, clock):
    """Adds a version of the questionnaire for one-stop centres, with what is given replaced."""

    def add(*replaced):
        newest = make.version("one-stop")
        number = newest.version
        text = newest.text.replace(f"version = {number}\n", f"version = {number + 1}\n", 1)
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new, 1)
        row = add_version(session, parse(text), text, clock(), "an")
        session.commit()
        return row

    return add


@pytest.fixture
def publish(session, clock):
    def publish(row, offices, channels=(None,), day=TODAY):
        publish_for(session, row, Reach(set(offices), set(channels), day), clock())
        session.commit()

    return publish


def rows(page):
    body = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in body.split("</tr>")[:-1]]


def row_of(page, *words):
    [found] = [row for row in rows(page) if all(word in row for word in words)]
    return found


def test_every_version_is_listed_with_its_measure_and_since_when_it_is_asked(staff, make):
    here = staff("auditor")
    assert len(rows(here.get(PAGE))) == 5
    row = row_of(here.get(PAGE), "one-stop")
    assert "giải quyết hồ sơ đang dùng tất cả cơ quan, từ ngày 01/01/2020 0" in row


def test_answers_are_those_of_ones_part(staff, make):
    mine, other = make.counter(), make.counter()
    for counter in (mine, mine, other):
        make.response(counter, {"overall": "5"})
    here = staff("head", mine.office)
    assert row_of(here.get(PAGE), "one-stop").rstrip().endswith(" 2")
    assert row_of(staff("head").get(PAGE), "one-stop").rstrip().endswith(" 3")


def test_a_version_is_found_without_accents_and_by_what_it_measures(staff):
    here = staff("head")
    assert len(rows(here.get(f"{PAGE}?q=phu+huynh+hoc+sinh"))) == 1
    assert len(rows(here.get(f"{PAGE}?measure=service"))) == 2
    file = here.get(f"{PAGE}?as=csv&measure=sipas").text
    assert file.splitlines()[1].startswith(
        "Ý kiến của người dân về sự phục vụ của Nhà nước;sipas;1;"
    )


def test_where_versions_are_asked_is_told_of_ones_part_only(staff, make, next_version, publish):
    mine, other = make.office(name="Sở của ta"), make.office(name="Sở khác")
    publish(next_version(), {mine.id})
    publish(next_version(), {other.id}, {"kiosk"}, day=TODAY + timedelta(days=1))
    page = staff("administrator").get(PAGE)
    assert "đang dùng các cơ quan còn lại, từ ngày 01/01/2020" in row_of(page, "2020", "one-stop")
    assert "đang dùng Sở của ta, từ ngày 20/10/2026" in row_of(page, "Sở của ta")
    third = "sắp áp dụng Sở khác · máy tại quầy, áp dụng từ ngày 21/10/2026"
    assert third in row_of(page, "Sở khác")
    limited = staff("head", mine).get(PAGE)
    assert "Sở của ta" in limited.text
    assert "Sở khác" not in limited.text
    assert "không dùng ở đâu" in rows(limited)[3]


def test_a_version_that_another_follows_everywhere_is_replaced(staff, next_version, publish):
    publish(next_version(), {None})
    first, second = rows(staff("head").get(f"{PAGE}?q=one-stop"))
    assert "đã được thay thế" in first
    assert "đang dùng tất cả cơ quan, từ ngày 20/10/2026" in second


def test_a_version_is_shown_as_citizens_see_it_and_nothing_can_be_sent(staff, client, make):
    here = staff("head")
    page = here.get(f"{PAGE}/one-stop/1/preview")
    citizens = client.get(f"/s/{make.counter().code}").text
    field = re.search(r"<fieldset>.*?</fieldset>", citizens, re.DOTALL)[0]
    assert field in page.text
    assert "<form" not in page.text
    assert "<button" not in page.text
    assert "Chỉ hỏi khi: Ông/Bà có hài lòng" in page.text
    assert "How satisfied are you" in here.get(f"{PAGE}/one-stop/1/preview?lang=en").text


def test_the_file_is_the_text_that_was_published(staff, make):
    file = staff("auditor").get(f"{PAGE}/sipas/1/file")
    assert file.headers["Content-Disposition"] == 'attachment; filename="sipas-1.toml"'
    assert file.text == make.version("sipas").text
    assert tomllib.loads(file.text)["key"] == "sipas"


def test_what_changed_is_told_by_question_with_what_it_means_for_its_series(staff, next_version):
    next_version(
        ('vi = "Cách làm việc của cán bộ"', 'vi = "Thái độ của người tiếp nhận"'),
        ('key = "waiting"', 'key = "waiting-long"'),
        ('role = "respondent"\n', 'role = "respondent"\nrequired = true\n'),
    )
    here = staff("head")
    page = here.get(f"{PAGE}/one-stop/2")
    assert "lời câu hỏi" in page.text
    assert "Khóa giữ nguyên nên chuỗi số liệu được nối tiếp." in page.text
    assert "cần thận trọng khi so sánh" in row_of(page, "respondent")
    assert "Đây là phiên bản đầu tiên." in here.get(f"{PAGE}/one-stop/1").text


@pytest.mark.parametrize("path", ["/one-stop/2", "/no-such/1", f"/one-stop/{10**12}"])
def test_there_are_no_other_versions(staff, path):
    for page in ("", "/preview", "/file"):
        assert staff("head").get(f"{PAGE}{path}{page}").status_code == 404


def test_offices_are_looked_for_among_many_and_what_is_ticked_stays_ticked(staff, make, session):
    offices = {name: make.office(name=name) for name in ("Xã Ân", "Xã Bình", "Sở Y tế")}
    for number in range(12):
        make.office(name=f"Phường {number}")
    here, address = staff("administrator"), f"{PAGE}/one-stop/1/publish"
    given = {"channels": "kiosk", "day": "2026-10-21", "offices": offices["Sở Y tế"].id}
    page = here.send(address, **given, find="xa binh", look="yes")
    boxes = {
        box.split('"')[0]: " checked" in box
        for box in page.text.split('name="offices" value="')[1:]
    }
    assert page.status_code == 200
    assert boxes == {str(offices["Sở Y tế"].id): True, str(offices["Xã Bình"].id): False}
    assert 'value="2026-10-21"' in page.text
    both = [offices[name].id for name in ("Sở Y tế", "Xã Bình")]
    here.send(address, **{**given, "offices": both}, find="xa binh", sure="yes")
    newest = session.scalars(select(Publication.office_id).order_by(Publication.id.desc())).all()
    assert {*both} <= {*newest}

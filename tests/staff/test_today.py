"""The first page: what needs somebody, and how their offices stand this quarter."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from survey.models import Kiosk, KioskState, Volume
from survey.models.accounts import MOST_WRONG
from tests.staff.test_queries import MOST_ON, asked


@pytest.fixture
def office(make):
    return make.office(code="42", name="UBND tỉnh")


@pytest.fixture
def page(staff, office):
    return lambda role, whose=office: staff(role, whose).get("/staff/").text


@pytest.fixture
def set_target(make):
    def set_target(document="Kế hoạch 2026", **columns):
        defaults = {"scope": "42", "scope_name": "UBND tỉnh", "last_year": 2027}
        make.target(document=document, **{**defaults, **columns})

    return set_target


def answer(make, counter, satisfied, of):
    for number in range(of):
        make.response(counter, {"overall": "5" if number < satisfied else "1"})


def test_a_head_reads_the_answer_first_then_the_target_and_how_sure_it_is(
    make, office, page, set_target
):
    """46 of 50 against 90 %: docs/method.md."""
    answer(make, make.counter(office=office), 46, 50)
    set_target()
    text = page("head")
    for words in (
        "92,0\xa0%",
        "80,8\xa0% – 97,8\xa0%",
        "≥ 90\xa0%",
        "Kế hoạch 2026",
        "Đạt, chưa đủ bằng chứng",
        "Tỷ lệ đạt chỉ tiêu nhưng chưa đủ bằng chứng",
        "Thêm khoảng 1.644 lượt trả lời nữa",
        "Quý còn 55 ngày.",  # from 20/10 to 14/12
    ):
        assert words in text, words
    assert text.index("92,0") < text.index("Việc cần làm hôm nay")


def test_a_target_of_people_only_has_no_response_rate_and_the_page_says_why(
    make, office, page, set_target, session
):
    counter = make.counter(office=office)
    answer(make, counter, 46, 50)
    of = {"office_id": office.id, "field_id": counter.fields[0].id, "received": 60, "settled": 60}
    session.add(Volume(**of, starts=date(2026, 9, 15), ends=date(2026, 12, 15)))
    set_target()
    assert "50 lượt trả lời trên 60 hồ sơ" in page("head")
    set_target("Kế hoạch cho người dân", organisations=False, precedence=1)
    text = page("head")
    assert "chỉ tiêu này chỉ dành cho người dân. Vì vậy không có tỷ lệ trả lời" in text
    assert "60 hồ sơ" not in text


def test_of_two_targets_for_other_people_the_page_says_which_is_for_whom(
    make, office, page, set_target
):
    counter = make.counter(office=office)
    answer(make, counter, 46, 50)
    for _ in range(10):
        make.response(counter, {"overall": "5", "respondent": "organisation"})
    set_target()
    assert "tính chung" not in page("head")
    set_target("Kế hoạch cho người dân", organisations=False, precedence=1)
    text = page("head")
    assert "mọi lĩnh vực, chỉ tính ý kiến của người dân" in text
    assert "mọi lĩnh vực, tính chung ý kiến của người dân, tổ chức" in text


def test_dossiers_of_silent_fields_are_told_of(make, office, page, session):
    """50 / 80 = 62.5 %; of all 46 / 80 = 57.5 % to (46 + 30) / 80 = 95 %."""
    heard, silent = make.counter(office=office), make.counter(office=office)
    answer(make, heard, 46, 50)
    days = {"starts": date(2026, 9, 15), "ends": date(2026, 12, 15)}
    for counter, number in ((heard, 60), (silent, 20)):
        of = {"office_id": office.id, "field_id": counter.fields[0].id, **days}
        session.add(Volume(**of, received=number, settled=number))
        if counter is heard:
            session.commit()
            assert "Chưa có số hồ sơ của lĩnh vực chưa ai trả lời" in page("head")
    session.commit()
    text = page("head")
    assert "50 lượt trả lời trên 80 hồ sơ: 62,5\xa0%" in text
    assert "57,5\xa0%" in text
    assert "95,0\xa0%" in text
    assert "Tỷ lệ chỉ nói về 60 hồ sơ trong số đó" in text


def test_without_answers_target_or_enough_answers_the_page_says_so(make, office, page):
    assert "Trong quý này chưa có lượt trả lời." in page("head")
    counter = make.counter(office=office)
    answer(make, counter, 1, 4)
    text = page("head")
    assert "Không công bố, để bảo vệ người trả lời" in text
    assert "25,0" not in text
    answer(make, counter, 6, 6)
    assert "Năm nay chưa có chỉ tiêu áp dụng ở đây" in page("head")


@pytest.mark.parametrize(
    ("satisfied", "of", "words"),
    [
        (36, 36, "Đạt chỉ tiêu, có đủ bằng chứng"),
        (18, 20, "Tỷ lệ đạt chỉ tiêu nhưng chưa đủ bằng chứng"),
        (8, 10, "Tỷ lệ chưa đạt chỉ tiêu nhưng chưa đủ bằng chứng"),
        (1, 10, "Chưa đạt chỉ tiêu, có đủ bằng chứng"),
    ],
)
def test_the_two_readings_are_one_sentence(make, office, page, set_target, satisfied, of, words):
    """36 of 36 and 18 of 20: docs/method.md; 8 of 10 has 44.4 to 97.5, 1 of 10 0.3 to 44.5 (R)."""
    answer(make, make.counter(office=office), satisfied, of)
    set_target()
    assert words in page("auditor")


def test_of_several_offices_the_uncertain_ones_come_first(make, office, page, set_target):
    set_target()
    sure = make.office(name="Sở An toàn", parent_id=office.id)
    unsure = make.office(name="Sở Ý kiến", parent_id=office.id)
    answer(make, make.counter(office=sure), 40, 40)
    answer(make, make.counter(office=unsure), 9, 10)
    text = page("head")
    table = text[text.index("<tbody>") :]
    assert table.index("Sở Ý kiến") < table.index("Sở An toàn")
    assert "Cơ quan chưa đủ bằng chứng để kết luận" in text
    assert "UBND tỉnh và các đơn vị trực thuộc" in " ".join(text.split())


def test_an_operator_sees_what_to_do_first_and_then_the_figures(make, office, page, session):
    counter = make.counter(office=office)
    answer(make, counter, 9, 10)
    counter.codes[0].revoked_at = make.clock()
    session.commit()
    text = page("operator")
    assert 0 < text.index("Quầy không có mã đang dùng") < text.index("90,0\xa0%")
    assert "Quầy không có mã đang dùng" not in page("head")


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"opened": date(2026, 12, 1)}, None),
        ({"closed": date(2026, 1, 1)}, None),
        ({"questionnaire_key": "nothing"}, "Quầy không có phiếu đã công bố"),
        ({}, None),
    ],
)
def test_a_counter_where_nobody_can_answer_has_its_reason(make, office, page, columns, words):
    make.counter(office=office, **columns)
    text = page("operator")
    assert ("không ai trả lời được" in text) == (words is not None)
    assert words is None or words in text


def test_closed_places_and_fields_are_reasons_too(make, office, page, session):
    make.counter([make.field(closed=date(2026, 1, 1))], office)
    assert "Quầy không có lĩnh vực đang mở" in page("operator")
    counter = make.counter(office=office)
    counter.place.closed = date(2026, 1, 1)
    session.commit()
    assert "Quầy có nơi tiếp nhận hoặc cơ quan đã đóng" in page("operator")


def test_an_administrator_sees_what_is_not_set_up(make, office, page, set_target):
    make.counter(office=office)
    make.user("head", office=office, wrong_attempts=MOST_WRONG)
    set_target("Hết rồi", first_year=2025, last_year=2025, measure="service")
    set_target("Sắp hết", last_year=2026, organisations=False)
    set_target("Một")
    set_target("Hai", threshold=Decimal(95))
    text = page("administrator")
    for words in (
        "Tài khoản bị khóa sau mười lần nhập sai",
        "Cơ quan còn thiếu số hồ sơ Quý III/2026",
        "Chỉ tiêu mâu thuẫn với nhau",
        "Chỉ tiêu đã hết hiệu lực",
    ):
        assert words in text, words
    assert "/staff/volumes?quarter=2026Q3&amp;state=gaps" in text
    assert "Tài khoản bị khóa" not in page("head")


def test_matters_of_another_part_are_nobodys_here(make, office, page, session):
    elsewhere = make.counter()
    elsewhere.codes[0].revoked_at = make.clock()
    make.user("head", office=elsewhere.office, wrong_attempts=MOST_WRONG)
    session.commit()
    assert "Không có việc nào đang chờ." in page("administrator")


def test_a_silent_tablet_is_a_matter_of_its_operators(run, make, office, page, session, clock):
    counter = make.counter(office=office)
    assert run("kiosk", "add", counter.number, "--name", "Bàn 1").exit_code == 0
    assert "Máy tại quầy mất liên lạc" not in page("operator")
    session.rollback()
    kiosk = session.query(Kiosk).one()
    kiosk.credential_hash, kiosk.credential_since = "0" * 64, clock() - timedelta(days=2)
    session.add(KioskState(kiosk_id=kiosk.id, seen_at=clock() - timedelta(days=1)))
    session.commit()
    assert "Máy tại quầy mất liên lạc trong giờ làm việc" in page("operator")


def test_the_page_asks_as_often_for_many_offices_as_for_one(app, make, office, staff, set_target):
    set_target()
    here = staff("administrator")

    def count():
        make.counter(office=make.office(parent_id=office.id))
        answer(make, make.counter(office=make.office(parent_id=office.id)), 6, 6)
        with asked(app) as statements:
            here.get("/staff/")
        return len(statements)

    of_one = count()
    for _ in range(5):
        count()
    assert count() == of_one <= MOST_ON["/staff/"]


def test_an_office_has_a_page_of_its_own_with_the_same_that_is_hidden(make, office, staff):
    offices = [make.office(parent_id=office.id) for _ in range(3)]
    for each, of in zip(offices, (3, 7, 60), strict=True):
        answer(make, make.counter(office=each), of, of)
    here = staff("head", office)
    texts = [here.get(f"/staff/standing/{each.id}").text for each in offices]
    hidden = ["Không công bố" in text for text in texts]
    assert hidden == [True, True, False]
    assert here.get("/staff/standing/99999999999999999999").status_code == 404


def test_an_administrator_without_counters_is_told_where_to_begin(make, office, page):
    links = ("/staff/offices/add", "/staff/uploads?kind=offices", "/staff/counters/add")
    assert all(link in page("administrator") for link in links)
    assert "Bắt đầu từ đây" not in page("auditor")
    make.counter(office=office)
    assert "Bắt đầu từ đây" not in page("administrator")


def test_nobody_subtracts_what_a_few_people_said_where_organisations_have_their_own_target(
    make, office, page, set_target
):
    """23 people in all without the 20 of one commune are the 3 of the other."""
    field = make.field()
    one, other = (make.office(parent=office, name=f"Xã {name}") for name in ("An", "Bình"))
    set_target("Của người dân", organisations=False)
    set_target("Của tổ chức", people=False)
    for of_office, people in ((one, 3), (other, 20)):
        counter = make.counter([field], of_office)
        for who, number in (("self", people), ("organisation", 20)):
            for _ in range(number):
                make.response(counter, {"overall": "5", "respondent": who})
    text = page("head")
    assert "theo 23 lượt trả lời" in text
    assert "mọi lĩnh vực, chỉ tính ý kiến của người dân" in text
    assert text.count("Không công bố, để bảo vệ người trả lời") == 2


def test_the_offices_are_a_list_and_a_file_in_which_hidden_figures_stay_hidden(
    make, office, staff, set_target
):
    """59 of 60 are 98.3 %, 91.1 to 100.0 (R 4.3, binom.test)."""
    set_target()
    of = {"Xã Ít": (1, 3), "Xã Vừa": (7, 7), "Xã Hồ": (59, 60)}
    for name, (satisfied, answered) in of.items():
        answer(
            make, make.counter(office=make.office(name=name, parent=office)), satisfied, answered
        )
    here = staff("head", office)

    def lines(query):
        return here.get(f"/staff/standing?as=csv{query}").data.decode("utf-8-sig").splitlines()[1:]

    names = [line.split(";")[0] for line in lines("&order=-rate")]
    assert names == ["Xã Hồ", "Xã Ít", "Xã Vừa"]
    assert [line.split(";")[0] for line in lines("&order=rate")] == names
    hidden = "Không công bố, để bảo vệ người trả lời"
    assert [line.split(";")[2:] for line in lines("&verdict=hidden")] == [
        ["", "", "", "", "", hidden]
    ] * 2
    (shown,) = lines("&q=xa ho")
    assert shown.split(";")[2:] == ["98,3", "91,1", "100,0", "60", "≥ 90\xa0%", "Đạt"]
    assert lines("&verdict=uncertain") == []
    text = here.get("/staff/standing").text
    assert (text.count(hidden), "98,3\xa0%" in text, "33,3" in text) == (2, True, False)

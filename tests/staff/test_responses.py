"""Responses one by one: bursts are found, and what looks invented is marked for good."""

import csv
import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from survey.models import Response
from survey.verify import differences

RESPONSES = "/staff/responses"
MARK = f"{RESPONSES}/set-aside"
IDS = re.compile(r'name="response" value="([^"]+)"')
REASON = "Gửi từ máy của cán bộ"


@pytest.fixture
def office(make):
    return make.office(code="so-xay-dung", name="Sở Xây dựng")


@pytest.fixture
def here(staff):
    return staff("administrator")


def rows_of(here, **asked):
    text = here.get(RESPONSES, query_string={**asked, "as": "csv"}).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_burst_stands_first_and_its_responses_together(make, office, staff, clock):
    """Three within an hour, two of them alike; two hours apart at another counter."""
    burst, calm = make.counter(office=office, name="Dồn"), make.counter(name="Thưa")
    nine = clock().replace(minute=0)
    make.response(calm, at=nine - timedelta(hours=3))
    make.response(calm, at=nine - timedelta(hours=1))
    for minute, level in ((0, "5"), (10, "5"), (59, "1")):
        make.response(burst, {"overall": level}, at=nine + timedelta(minutes=minute))
    make.response(burst, {"overall": "4"}, at=nine + timedelta(minutes=60))
    clock.pass_time(hours=2)
    rows = rows_of(staff("administrator"))
    found = [(row["Quầy"], row["Trong giờ đó"], row["Giờ"]) for row in rows]
    assert found[:3] == [("Dồn", "3", "20/10/2026, 9h")] * 3
    assert sorted(found[3:]) == [
        ("Dồn", "1", "20/10/2026, 10h"),
        ("Thưa", "1", "20/10/2026, 6h"),
        ("Thưa", "1", "20/10/2026, 8h"),
    ]
    alike = {
        (row["Quầy"], row["Giờ"], row["Đánh giá chung"]) for row in rows if row["Giống lượt trước"]
    }
    assert alike == {
        ("Dồn", "20/10/2026, 9h", "Rất hài lòng"),
        ("Thưa", "20/10/2026, 8h", "Rất hài lòng"),
    }


def test_a_row_begins_with_what_it_is(make, here):
    """On a phone a row is a card, and its first line its heading."""
    make.response(make.counter())
    rows = re.findall(r"<tr>\s*<(th|td)\b([^>]*)", here.get(RESPONSES).text)
    assert rows == [("th", rows[0][1]), ("th", ' scope="row" class="when"')]


def test_no_more_of_the_time_is_shown_than_the_hour(make, here, clock):
    make.response(make.counter(), at=clock().replace(minute=47, second=13) - timedelta(hours=1))
    assert ">20/10/2026, 8h<" in here.get(RESPONSES).text
    [row] = rows_of(here)
    assert row["Giờ"] == "20/10/2026, 8h"
    assert not {"47", "13"} & set(re.findall(r"\d+", " ".join(row.values())))


def test_the_last_seven_days_are_shown_unless_others_are_chosen(make, here, clock):
    counter = make.counter()
    for days in (0, 6, 7, 30, 31):
        make.response(counter, at=clock() - timedelta(days=days))
    assert len(rows_of(here)) == 2
    assert "14/10/2026–20/10/2026" in here.get(RESPONSES).text
    assert len(rows_of(here, **{"from": "2026-10-13"})) == 3
    assert len(rows_of(here, **{"from": "2020-01-01"})) == 4
    assert len(rows_of(here, until="2026-10-13")) == 1
    assert len(rows_of(here, **{"from": "2026-10-20", "until": "2026-10-13"})) == 1
    for nonsense in ("yesterday", "0001-01-01", "9999-12-31"):
        assert len(rows_of(here, **{"from": nonsense, "until": nonsense})) == 2


def test_responses_are_narrowed_and_searched(make, office, here):
    counter = make.counter([make.field(name_vi="Đất đai")], office)
    make.response(counter, channel="kiosk")
    make.response(make.counter(name="Quầy Hộ tịch"))
    for asked, number in [
        ({"office": "so-xay-dung"}, 1),
        ({"channel": "kiosk"}, 1),
        ({"channel": "fax"}, 2),
        ({"q": "dat dai"}, 1),
        ({"q": "ho tich"}, 1),
        ({"standing": "counted"}, 2),
        ({"standing": "set-aside"}, 0),
        ({"order": "hour"}, 2),
        ({"order": "-same"}, 2),
    ]:
        assert len(rows_of(here, **asked)) == number, asked


def test_auditors_read_and_mark_nothing(make, staff, session):
    response = make.response(make.counter())
    here = staff("auditor")
    page = here.get(RESPONSES).text
    assert (IDS.findall(page), "textarea" in page) == ([], False)
    sent = {"response": str(response), "reason": REASON, "sure": "yes"}
    assert here.send(MARK, form_at="/staff/account", **sent).status_code == 403
    assert session.get(Response, response).set_aside is None


def test_some_are_marked_after_a_question_and_counted_apart(make, here, session, logged):
    counter = make.counter()
    made = [make.response(counter) for _ in range(3)]
    ids = IDS.findall(here.get(RESPONSES).text)
    assert sorted(ids) == sorted(map(str, made))
    chosen = [str(made[0]), str(made[1])]
    asked = here.send(MARK, form_at=RESPONSES, response=chosen, reason=f" {REASON}\n")
    assert "Số lượt trả lời sẽ được tính riêng: 2." in asked.text
    assert REASON in asked.text
    assert logged() == []
    sent = {"response": chosen, "reason": REASON, "sure": "yes"}
    assert here.send(MARK, form_at=RESPONSES, **sent).location == RESPONSES
    page = here.get(RESPONSES).text
    assert "Số lượt trả lời vừa đánh dấu là đáng ngờ: 2." in page
    assert page.count(f"đáng ngờ, tính riêng: {REASON}") == 2
    assert IDS.findall(page) == [str(made[2])]
    assert sorted(entry[1:] for entry in logged()) == sorted(
        ("response.set-aside", each) for each in chosen
    )
    assert list(differences(session)) == []
    rows = [row for row in rows_of(here) if row["Vì sao đáng ngờ"]]
    assert {(row["Người đánh dấu"], row["Lúc đánh dấu"]) for row in rows} == {
        (logged()[0][0], "20/10/2026 09:00:00")
    }


def test_what_is_set_aside_is_found_of_whatever_day(make, here, run, clock):
    counter = make.counter()
    old = make.response(counter, at=clock() - timedelta(days=300))
    make.response(counter, at=clock() - timedelta(days=300))
    run("set-aside", old, "--reason", REASON)
    assert rows_of(here) == []
    [row] = rows_of(here, standing="set-aside")
    assert (row["Vì sao đáng ngờ"], row["Trong giờ đó"]) == (REASON, "2")
    assert "Của mọi ngày." in here.get(f"{RESPONSES}?standing=set-aside").text


def test_what_was_marked_before_keeps_its_reason(make, here, run, session, logged):
    response = make.response(make.counter())
    run("set-aside", response, "--reason", REASON)
    sent = {"response": str(response), "reason": "Khác", "sure": "yes"}
    here.send(MARK, form_at=RESPONSES, **sent)
    assert "Số lượt trả lời vừa đánh dấu là đáng ngờ: 0." in here.get(RESPONSES).text
    assert session.get(Response, response).set_aside == REASON
    assert len(logged()) == 1


@pytest.mark.parametrize("reason", ["", " \n", "ạ" * 501])
def test_a_reason_is_needed_and_what_was_chosen_stays(make, here, session, reason):
    response = make.response(make.counter())
    sent = {"response": str(response), "reason": reason, "sure": "yes"}
    page = here.send(f"{MARK}?order=hour", form_at=RESPONSES, **sent)
    assert page.status_code == 422
    assert "Hãy nêu lý do, từ 1 đến 500 ký tự." in page.text
    assert f'value="{response}" checked' in page.text
    assert session.get(Response, response).set_aside is None


def test_who_chooses_nothing_is_told_so(make, here):
    make.response(make.counter())
    page = here.send(MARK, form_at=RESPONSES, reason=REASON)
    assert (page.status_code, "Hãy chọn ít nhất một lượt trả lời." in page.text) == (422, True)
    assert REASON in page.text


def test_a_number_of_a_person_in_the_reason_is_masked(make, here, session):
    response = make.response(make.counter())
    sent = {"response": str(response), "reason": "Máy 0912345678", "sure": "yes"}
    here.send(MARK, form_at=RESPONSES, **sent)
    session.rollback()
    assert session.get(Response, response).set_aside == "Máy ▒▒▒"


def test_a_reason_is_kept_without_what_nobody_sees(make, here, session):
    response = make.response(make.counter())
    sent = {"response": str(response), "reason": "Giống\0 hệt\u202e nhau", "sure": "yes"}
    here.send(MARK, form_at=RESPONSES, **sent)
    session.rollback()
    assert session.get(Response, response).set_aside == "Giống hệt nhau"


def test_nobody_marks_outside_of_their_part(make, office, staff, session):
    ours, theirs = make.response(make.counter(office=office)), make.response(make.counter())
    here = staff("administrator", office)
    assert len(rows_of(here)) == 1
    for chosen in ([str(theirs)], [str(ours), str(theirs)], [str(uuid4())], ["x"]):
        sent = {"response": chosen, "reason": REASON, "sure": "yes"}
        assert here.send(MARK, form_at=RESPONSES, **sent).status_code == 404
    assert session.scalars(select(Response.set_aside)).all() == [None, None]

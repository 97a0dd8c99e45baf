"""Counters added, changed, closed and opened again, with the checks that files pass."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from survey.models import Counter, CounterFieldPast, CounterPast, Grant, LogEntry, Place


@pytest.fixture
def office(make):
    return make.office(code="18073", name="UBND phường Thành Sen")


@pytest.fixture
def civil(make):
    return make.field(code="ho-tich", name_vi="Hộ tịch")


@pytest.fixture
def place(make, office, session):
    place = Place(code="tt", name="Trung tâm Thành Sen", office=office)
    session.add(place)
    session.commit()
    return place


@pytest.fixture
def here(staff, office):
    return staff("operator", office)


@pytest.fixture
def given(office, civil, place):
    """What somebody fills in."""
    return {
        "name": "Quầy 1: Hộ tịch",
        "office": "18073",
        "place": "tt",
        "fields": ["ho-tich"],
        "questionnaire": "one-stop",
    }


@pytest.fixture
def counters(session):
    """What is stored of every counter."""

    def counters():
        session.rollback()
        session.expire_all()
        return [
            (each.number, each.name, each.office.code, each.place.code, each.opened, each.closed)
            for each in session.scalars(select(Counter).order_by(Counter.number))
        ]

    return counters


def test_a_counter_is_added_and_gets_a_number_and_a_code(
    here, given, counters, newest, session, client
):
    reply = here.send("/staff/counters/add", **given, opened="2026-10-01")
    counter = session.scalars(select(Counter)).one()
    assert (reply.status_code, reply.location) == (303, f"/staff/counters/{counter.id}")
    stored = ("18073-1", "Quầy 1: Hộ tịch", "18073", "tt", date(2026, 10, 1), None)
    assert counters() == [stored]
    assert [field.code for field in counter.fields] == ["ho-tich"]
    assert client.get(f"/s/{counter.code}").status_code == 200
    after = {
        "number": "18073-1",
        "name": "Quầy 1: Hộ tịch",
        "place": "tt",
        "office": "18073",
        "fields": "ho-tich",
        "questionnaire": "one-stop",
        "opened": "2026-10-01",
    }
    assert newest() == ("counter.add", "18073-1", "operator", {}, after)
    here.send("/staff/counters/add", **given)
    assert [number for number, *_ in counters()] == ["18073-1", "18073-2"]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ({}, "18073-1"),
        ({"number": "quay-7"}, "quay-7"),
        ({"opened": "01/10/2026", "name": "  Quầy   1 "}, "18073-1"),
        ({"place": "+", "place_name": "Nơi  mới"}, "18073-1"),
    ],
)
def test_a_form_that_is_sent_twice_adds_one_counter(
    here, given, counters, session, logged, said, number
):
    first = here.send("/staff/counters/add", **{**given, **said})
    before, deeds = counters(), logged()
    again = here.send("/staff/counters/add", **{**given, **said})
    assert (again.status_code, again.location) == (303, first.location)
    assert [each[0] for each in before] == [number]
    assert (counters(), logged()) == (before, deeds)
    assert f"Đã thêm quầy {number}" in here.get(again.location).text


def test_a_counter_of_another_day_or_with_another_number_is_another_one(
    staff, office, given, counters, clock
):
    clock.now = datetime(2026, 10, 20, 16, 50, tzinfo=UTC)
    here = staff("operator", office)
    here.send("/staff/counters/add", **given)
    here.send("/staff/counters/add", **given, number="quay-2")
    assert here.send("/staff/counters/add", **given, opened="31/02/2026").status_code == 422
    clock.pass_time(minutes=15)
    here.send("/staff/counters/add", **given)
    assert [number for number, *_ in counters()] == ["18073-1", "18073-2", "quay-2"]


def test_a_counter_is_added_at_a_place_that_is_new(here, given, counters, newest, session):
    name = "Bộ phận Tiếp nhận và Trả kết quả"
    here.send("/staff/counters/add", **{**given, "place": "+", "place_name": f" {name} "})
    new = session.scalars(select(Place).where(Place.code != "tt")).one()
    assert (new.code, new.name, new.office.code) == ("18073-p1", name, "18073")
    assert counters()[0][3] == "18073-p1"
    assert newest()[4]["place_name"] == name


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"name": " "}, "name", "Hãy ghi tên."),
        ({"name": "d" * 501}, "name", "Dài 501 ký tự; chỉ được tối đa 500."),
        ({"name": "=1+1"}, "name", "ắt đầu bằng dấu “=”"),
        ({"name": "a\u200bb"}, "name", "U+200B"),
        ({"office": ""}, "office", "Hãy chọn cơ quan chịu trách nhiệm."),
        ({"office": "nowhere"}, "office", "Hãy chọn cơ quan chịu trách nhiệm."),
        ({"place": "nowhere"}, "place", "Hãy chọn nơi đặt quầy."),
        ({"place": "+"}, "place_name", "Hãy ghi tên."),
        ({"fields": []}, "fields", "Hãy chọn ít nhất một lĩnh vực"),
        ({"fields": ["ho-tich", "gone"]}, "fields", "Hãy chọn ít nhất một lĩnh vực"),
        ({"questionnaire": "none"}, "questionnaire", "Hãy chọn phiếu."),
        ({"opened": "31/02/2026"}, "opened", "không phải là ngày"),
        ({"opened": "0001-01-01"}, "opened", "không phải là một ngày trong khoảng"),
        ({"number": "số 1"}, "number", "tối đa 60 chữ cái"),
        ({"number": "taken"}, "number", "Đã có quầy mang số này."),
        ({"number": "theirs"}, "number", "Không dùng được &#39;theirs&#39; ở đây; hãy chọn"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    here, office, given, make, counters, logged, wrong, field, said
):
    make.counter(office=office, number="taken")
    make.counter(number="theirs")
    before = counters()
    page = here.send("/staff/counters/add", **{**given, "opened": "2026-10-01", **wrong})
    assert (page.status_code, page.text.count('id="' + field + '-error"')) == (422, 1)
    error = page.text.split(f'id="{field}-error"')[1].split("</p>")[0]
    assert said in error
    if field != "name":
        assert 'value="Quầy 1: Hộ tịch"' in page.text
    if field != "opened":
        assert 'value="2026-10-01"' in page.text
    assert (counters(), logged()) == (before, [])


def test_nobody_adds_a_counter_outside_of_their_part(here, given, make, counters, session):
    other = make.office(code="other", name="Sở khác")
    session.add(Place(code="there", name="Nơi khác", office=other))
    session.commit()
    for wrong in ({"office": "other"}, {"place": "there"}):
        page = here.send("/staff/counters/add", **{**given, **wrong})
        assert page.status_code == 422
        assert "Sở khác" not in page.text
        assert "Nơi khác" not in page.text
    assert counters() == []


def test_a_number_of_another_office_is_no_way_to_its_counter(here, given, make, counters):
    theirs = make.counter(number="theirs", name="Quầy của họ")
    page = here.send("/staff/counters/add", **given, number="theirs")
    assert (page.status_code, "Quầy của họ" in page.text) == (422, False)
    assert [name for _, name, *_ in counters()] == [theirs.name]


@pytest.fixture
def counter(make, office, place, civil):
    return make.counter([civil], office, place, number="18073-1", name="Quầy 1")


def test_a_form_shows_what_is_stored_and_sent_as_it_is_changes_nothing(
    here, counter, given, logged, counters
):
    page = here.get(f"/staff/counters/{counter.id}/change").text
    assert 'value="Quầy 1"' in page
    for chosen in ("18073", "tt", "one-stop"):
        assert f'<option value="{chosen}" selected>' in page
    assert 'value="ho-tich" checked' in page
    before = counters()
    reply = here.send(f"/staff/counters/{counter.id}/change", **{**given, "name": "Quầy 1"})
    assert (reply.status_code, counters(), logged()) == (303, before, [])


def test_a_change_is_stored_and_the_log_has_what_was_and_is(
    here, counter, given, make, newest, session
):
    make.field(code="dat-dai")
    code = counter.code
    changed = {**given, "fields": ["dat-dai", "ho-tich"], "questionnaire": "online"}
    reply = here.send(f"/staff/counters/{counter.id}/change", **changed)
    assert reply.location == f"/staff/counters/{counter.id}"
    before = {"name": "Quầy 1", "fields": "ho-tich", "questionnaire": "one-stop"}
    after = {
        "name": "Quầy 1: Hộ tịch",
        "fields": "dat-dai ho-tich",
        "questionnaire": "online",
    }
    assert newest() == ("counter.change", "18073-1", "operator", before, after)
    session.refresh(counter)
    assert counter.code == code


def test_a_counter_stays_at_a_place_of_another_office_and_others_may_join_it(
    here, make, office, civil, given, counters
):
    centre = make.counter().place
    visiting = make.counter([civil], office, centre, number="guest")
    for address in (f"/staff/counters/{visiting.id}/change", "/staff/counters/add"):
        assert here.send(address, **{**given, "place": centre.code}).status_code == 303
    assert {place for _, _, code, place, *_ in counters() if code == "18073"} == {centre.code}


def test_a_counter_that_comes_to_another_office_concerns_what_has_both_under_it(
    signed_in, make, office, counter, given, session
):
    top = make.office(code="top")
    other = make.office(code="other", parent_id=top.id)
    office.parent_id = top.id
    session.commit()
    user = make.user("operator", office=office)
    user.grants.append(Grant(role="operator", office_id=other.id))
    session.commit()
    here = signed_in(user)
    here.send(f"/staff/counters/{counter.id}/change", **{**given, "office": "other"})
    session.rollback()
    entry = session.scalars(select(LogEntry)).one()
    # The role is that for one of the two: for what is above both they have none.
    assert (entry.office_id, entry.role, entry.after["office"]) == (top.id, "operator", "other")
    session.refresh(counter)
    assert counter.office_id == other.id


@pytest.mark.parametrize("mistake", ["", "yes"])
def test_whose_a_counter_was_stays_known_unless_it_was_a_mistake(
    staff, make, office, counter, given, session, mistake
):
    make.office(code="other")
    asked = {**given, "office": "other", "was_a_mistake": mistake}
    here = staff("administrator")
    reply = here.send(f"/staff/counters/{counter.id}/change", **asked)
    assert reply.status_code == 303
    session.rollback()
    pasts = [(past.until, past.office_id) for past in session.scalars(select(CounterPast))]
    assert pasts == ([] if mistake else [(date(2026, 10, 20), office.id)])


@pytest.mark.parametrize("mistake", ["", "yes"])
def test_which_fields_a_counter_served_stays_known_unless_they_were_a_mistake(
    staff, make, counter, given, session, mistake
):
    before = sorted(field.id for field in counter.fields)
    make.field(code="xay-dung")
    asked = {**given, "fields": ["xay-dung"], "was_a_mistake": mistake}
    reply = staff("administrator").send(f"/staff/counters/{counter.id}/change", **asked)
    assert reply.status_code == 303
    session.rollback()
    rows = session.scalars(select(CounterFieldPast).order_by(CounterFieldPast.field_id))
    pasts = [(past.until, past.field_id) for past in rows]
    assert pasts == ([] if mistake else [(date(2026, 10, 20), each) for each in before])


def test_a_counter_is_closed_on_a_day_and_opened_again(here, counter, counters, newest, client):
    address = f"/staff/counters/{counter.id}"
    assert 'value="2026-10-20"' in here.get(f"{address}/close").text
    assert here.send(f"{address}/close", closed="2026-10-20").status_code == 303
    assert counters()[0][-1] == date(2026, 10, 20)
    assert newest()[:2] == ("counter.close", "18073-1")
    assert newest()[3:] == ({"closed": ""}, {"closed": "2026-10-20"})
    assert client.get(f"/s/{counter.code}").status_code == 410
    assert here.send(f"{address}/reopen", form_at=address).status_code == 303
    assert counters()[0][-1] is None
    assert newest()[0] == "counter.open"
    assert client.get(f"/s/{counter.code}").status_code == 200


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01", "2026-09-30", "2026-10-01"])
def test_a_day_on_which_a_counter_cannot_close_is_refused(here, counter, counters, session, day):
    """It opened on the first of October."""
    counter.opened = date(2026, 10, 1)
    session.commit()
    page = here.send(f"/staff/counters/{counter.id}/close", closed=day)
    assert (page.status_code, "closed-error" in page.text) == (422, True)
    assert f'value="{day}"' in page.text
    assert counters()[0][-1] is None


def test_what_somebody_else_has_changed_is_not_overwritten_unseen(
    here, counter, given, counters, session
):
    address = f"/staff/counters/{counter.id}/change"
    page = here.get(address).text
    seen = re.search(r'name="seen" value="(\w*)"', page)[1]
    counter.name = "Quầy của người khác"
    session.commit()
    new_place = {**given, "place": "+", "place_name": "Nơi mới", "seen": seen}
    shown = here.send(address, **new_place)
    assert shown.status_code == 422
    assert "đã lưu “Quầy của người khác”, trong biểu mẫu “Quầy 1: Hộ tịch”" in shown.text
    assert counters()[0][1] == "Quầy của người khác"
    again = re.search(r'name="seen" value="(\w*)"', shown.text)[1]
    assert here.send(address, **{**new_place, "seen": again}).status_code == 303
    assert counters()[0][1:4:2] == ("Quầy 1: Hộ tịch", "18073-p1")

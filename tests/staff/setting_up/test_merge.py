"""Offices are closed and merged; past quarters look as they did."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from survey import tally
from survey.counters import sign
from survey.models import Counter, LogEntry, QuestionnaireVersion
from survey.parts import under
from survey.periods import Period, local_day
from survey.publications import Reach, publish_for

JULY_TO_OCTOBER = Period(date(2026, 6, 15), date(2026, 12, 15))
TOMORROW = date(2026, 10, 21)


@pytest.fixture
def other(make, province):
    return make.office(code="18230", name="UBND xã Bên Cạnh", kind="commune", parent=province)


@pytest.fixture
def school(make, province):
    return make.office(code="truong", name="Trường", kind="school", parent=province)


def test_closing_is_asked_about_and_says_what_will_be_so(here, commune, make, filled, office):
    make.counter(office=commune)
    address = f"/staff/offices/{commune.id}/close"
    given = {**filled(here, address), "closed": "2026-10-21"}
    page = here.send(address, **given)
    assert "<h1>Đóng cơ quan này?</h1>" in page.text
    assert "(số quầy: 1) không nhận ý kiến" in page.text
    assert "Từ ngày 21/10/2026, " in page.text
    assert office("18229").closed is None


def test_a_closed_office_takes_no_answers_from_that_day(
    here, staff, client, commune, make, filled, office, last_entry, clock
):
    counter = make.counter(office=commune)
    address = f"/staff/offices/{commune.id}/close"
    here.send(address, **filled(here, address) | {"closed": "2026-10-21", "sure": "yes"})
    assert office("18229").closed == TOMORROW
    assert last_entry()[0] == "office.close"
    assert last_entry()[3:] == ({"closed": ""}, {"closed": "2026-10-21"})
    assert client.get(f"/s/{counter.code}").status_code == 200
    clock.pass_time(days=1)
    assert client.get(f"/s/{counter.code}").status_code == 410
    tomorrow = staff("administrator")
    tomorrow.send(address, **filled(tomorrow, address) | {"closed": ""})
    assert office("18229").closed is None
    assert last_entry()[0] == "office.change"


@pytest.mark.parametrize("closed", ["", "soon", "2019-01-01"])
def test_an_office_closes_on_a_day_after_it_opened(here, make, filled, errors, closed):
    office = make.office(opened=date(2020, 1, 1))
    address = f"/staff/offices/{office.id}/close"
    given = {**filled(here, address), "closed": closed, "sure": "yes"}
    page = here.send(address, **given)
    assert (page.status_code, list(errors(page))) == (422, ["closed"])


def test_a_successor_is_looked_for_among_many_and_what_was_typed_stays(
    here, province, make, commune, filled
):
    """Sáp nhập of a province with hundreds of communes; the button works without a script."""
    address = f"/staff/offices/{commune.id}/merge"
    assert 'name="find"' not in here.get(address).text
    for number in range(12):
        name = f"UBND xã Bình {number}"
        make.office(code=f"b{number}", name=name, kind="commune", parent=province)
    found = make.office(code="18230", name="UBND xã Kỳ Lạ", kind="commune", parent=province)
    typed = {"day": "2026-12-01", "name": "Xã Mới", "into": "b3", "others": [str(found.id)]}
    looking = {"find": "ky la", "look": "yes"}
    page = here.send(address, **{**filled(here, address), **typed, **looking})
    assert page.status_code == 200
    successors = page.text.partition('id="into"')[2].partition("</select>")[0]
    offered = re.findall(r'<option value="([^"]*)"( selected)?', successors)
    assert offered == [("", ""), ("+", ""), ("b3", " selected"), ("18230", "")]
    assert re.findall(r'name="others" value="(\d+)"( checked)?', page.text) == [
        (str(found.id), " checked")
    ]
    assert ('value="2026-12-01"' in page.text, 'value="Xã Mới"' in page.text) == (True, True)
    assert "Lỗi:" not in page.text


def merged(here, filled, office, sure="yes", **given):
    address = f"/staff/offices/{office.id}/merge"
    form = {**filled(here, address), "day": "2026-10-21", "sure": sure, **given}
    return here.send(address, **form)


def test_a_merger_is_asked_about_first(here, commune, other, school, filled, office):
    page = merged(here, filled, commune, sure="", into="truong", others=str(other.id))
    assert "UBND xã Hộ Độ; UBND xã Bên Cạnh" in page.text
    assert "Đơn vị kế tục: Trường." in page.text
    assert "21/10/2026" in page.text
    assert office("18229").closed is None


def test_offices_are_merged_into_one_that_is_there(
    here, commune, other, school, filled, office, session
):
    reply = merged(here, filled, commune, into="truong", others=str(other.id))
    assert reply.location == f"/staff/offices/{commune.id}"
    for code in ("18229", "18230"):
        assert (office(code).closed, office(code).successor_id) == (TOMORROW, school.id)
    said = select(LogEntry.action, LogEntry.key).order_by(LogEntry.number)
    assert session.execute(said).all()[-2:] == [
        ("office.merge", "18229"),
        ("office.merge", "18230"),
    ]
    assert "UBND xã Bên Cạnh" in here.get(f"/staff/offices/{school.id}").text
    assert "Kế tục của" in here.get(f"/staff/offices/{school.id}").text


def test_offices_are_merged_into_a_new_one_that_opens_on_that_day(
    here, province, commune, filled, office, session
):
    merged(here, filled, commune, into="+", code="18231", name="UBND phường Mới")
    new = office("18231")
    assert (new.name, new.kind, new.parent_id) == ("UBND phường Mới", "commune", province.id)
    assert (new.opened, office("18229").successor_id) == (TOMORROW, new.id)
    today, then = date(2026, 10, 20), TOMORROW
    trees = [sorted(session.scalars(under([province.id], day))) for day in (today, then)]
    assert trees == [sorted([province.id, commune.id]), sorted([province.id, new.id])]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"into": ""}, "into"),
        ({"into": "nobody"}, "into"),
        ({"into": "+", "code": "18230", "name": "Mới"}, "code"),
        ({"into": "+", "code": "new", "name": ""}, "name"),
        ({"into": "+", "code": "new", "name": "Mới", "parent": "nobody"}, "parent"),
        ({"into": "truong", "day": "soon"}, "day"),
    ],
)
def test_a_merger_that_cannot_be_changes_nothing(
    here, commune, other, school, filled, office, errors, wrong, column
):
    page = merged(here, filled, commune, **wrong)
    assert (page.status_code, list(errors(page))) == (422, [column])
    assert office("18229").closed is None
    assert office("new") is None


def test_an_office_is_merged_once_and_not_into_itself(here, commune, other, filled, office):
    assert merged(here, filled, commune, into="18229").status_code == 422
    assert merged(here, filled, commune, into="18230").status_code == 303
    page = merged(here, filled, commune, into="18230", day="2026-10-22")
    assert "đã ghi ngày đóng" in page.text


@pytest.mark.parametrize(
    ("into", "another"),
    [
        ({"into": "truong"}, {"into": "42"}),
        ({"into": "+", "code": "new", "name": "Mới"}, {"name": "Khác"}),
    ],
)
def test_a_merger_that_is_sent_twice_is_one(
    here, commune, other, school, filled, office, session, into, another
):
    address = f"/staff/offices/{commune.id}/merge"
    form = {**filled(here, address), "day": "2026-10-21", "others": str(other.id), **into}
    numbers = []
    for _ in ("once", "once more"):
        reply = here.send(address, **form, sure="yes")
        assert (reply.status_code, reply.location) == (303, f"/staff/offices/{commune.id}")
        assert "Đã lưu: UBND xã Hộ Độ." in here.get(reply.location).text
        session.rollback()
        numbers.append(len(session.scalars(select(LogEntry)).all()))
    assert numbers[0] == numbers[1]
    for wrong in (another, {"day": "2026-10-22"}, {"others": str(school.id)}):
        assert here.send(address, **{**form, **wrong}, sure="yes").status_code == 422
    assert [office(code).closed for code in ("18229", "18230")] == [TOMORROW, TOMORROW]


def test_nobody_merges_into_an_office_outside_of_their_part(
    staff, commune, other, filled, office, errors
):
    here = staff("administrator", commune)
    assert "Bên Cạnh" not in here.get(f"/staff/offices/{commune.id}/merge").text
    page = merged(here, filled, commune, into="18230")
    assert list(errors(page)) == ["into"]
    page = merged(here, filled, commune, into="+", code="new", name="Mới", parent="42")
    assert list(errors(page)) == ["parent"]
    assert office("18229").closed is None


@pytest.fixture
def moved(here, commune, other, make, filled, clock):
    """A counter of a merged office, moved to the successor, with an answer before and after."""
    counter = make.counter(office=commune, name="Quầy 1")
    make.response(counter, at=clock() - timedelta(days=1))
    merged(here, filled, commune, into="18230", day="2026-10-20")
    address = f"/staff/offices/{commune.id}"
    assert "sẽ thuộc UBND xã Bên Cạnh" in here.send(f"{address}/move-counters", address).text
    here.send(f"{address}/move-counters", address, sure="yes")
    return counter


def test_the_move_of_counters_is_logged_for_what_has_both_offices_under_it(
    session, province, moved
):
    newest = select(LogEntry.office_id, LogEntry.action).order_by(LogEntry.number.desc()).limit(1)
    assert tuple(session.execute(newest).one()) == (province.id, "office.move-counters")


def test_a_new_office_asks_what_those_asked_that_it_follows(
    here, session, commune, other, province, make, filled, clock
):
    counter = make.counter(office=commune)
    make.follow("one-stop")
    first = session.scalars(select(QuestionnaireVersion).filter_by(key="one-stop")).first()
    reach = Reach({commune.id, other.id}, {None}, local_day(clock()))
    publish_for(session, first, reach, clock())
    session.commit()
    clock.pass_time(minutes=1)
    address = f"/staff/offices/{commune.id}/merge"
    new = {"code": "n", "name": "UBND xã Mới", "kind": "commune", "parent": province.code}
    given = {"others": [str(other.id)], "day": "2026-10-20", "into": "+", "sure": "yes", **new}
    assert here.send(address, **filled(here, address) | given).status_code == 303
    here.send(f"/staff/offices/{commune.id}/move-counters", address, sure="yes")
    session.rollback()
    assert session.get(Counter, counter.id).office.code == "n"
    asked = sign(session.connection(), counter.code, clock())
    assert asked.questionnaire_id == first.id


def test_counters_that_move_keep_number_and_code_and_take_answers_again(
    client, session, other, moved, last_entry
):
    number, code = moved.number, moved.code
    session.expire_all()
    assert (moved.office_id, moved.number, moved.code) == (other.id, number, code)
    assert client.get(f"/s/{code}").status_code == 200
    assert last_entry() == (
        "office.move-counters",
        "18229",
        session.scalar(select(LogEntry.office_id).order_by(LogEntry.number.desc()).limit(1)),
        {"office": "18229"},
        {"office": "18230", "counters": [number]},
    )


def test_what_was_answered_before_a_merger_stays_with_the_office_that_was(
    session, make, province, commune, other, moved
):
    session.expire_all()
    make.response(moved)
    counted = tally.questions(session, JULY_TO_OCTOBER)
    by_office = counted[counted["chosen"] > 0].groupby("office")["chosen"].sum().to_dict()
    assert by_office == {"18229": 1, "18230": 1}
    before = list(session.scalars(under([province.id], date(2026, 10, 19))))
    now = list(session.scalars(under([province.id], date(2026, 10, 20))))
    assert (commune.id in before, commune.id in now, other.id in now) == (True, False, True)


def test_counters_stay_until_the_office_is_closed_and_has_a_successor(
    here, commune, other, make, filled, session
):
    counter = make.counter(office=commune)
    merged(here, filled, commune, into="18230")  # From tomorrow on.
    address = f"/staff/offices/{commune.id}"
    assert "Chuyển các quầy" not in here.get(address).text
    here.send(f"{address}/move-counters", address, sure="yes")
    assert "Không có đơn vị kế tục" in here.get(address).text
    session.expire_all()
    assert session.get(Counter, counter.id).office_id == commune.id

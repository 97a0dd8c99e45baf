"""Numbers of dossiers on pages: where they are missing, typed with the checks of files, logged."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from survey.models import LogEntry, OfficePast, Volume
from tests.staff.browsing import SEEN
from tests.staff.test_queries import MOST, asked

QUARTER = {"quarter": "2026Q3", "calendar": "administration"}
"""From 15/06 to 14/09: the last that has ended on 20/10/2026."""


@pytest.fixture
def office(make):
    return make.office(name="Sở Xây dựng", code="so-xay-dung")


@pytest.fixture
def fields(make, office):
    """Two fields that the office serves at one counter."""
    fields = [
        make.field(code="dat-dai", name_vi="Đất đai"),
        make.field(code="xay-dung", name_vi="Xây dựng"),
    ]
    make.counter(fields, office)
    return fields


@pytest.fixture
def here(staff, office, fields):
    return staff("administrator", office)


@pytest.fixture
def page(office):
    return f"/staff/volumes/{office.id}"


@pytest.fixture
def typed(here, page):
    """What comes of typing numbers of fields: received, settled, on time and late."""

    def typed(seen=None, **numbers):
        cells = {
            f"{field.replace('_', '-')}-{column}": said
            for field, row in numbers.items()
            for column, said in zip(("received", "settled", "on_time", "late"), row, strict=True)
        }
        cells |= {"seen": seen} if seen else {}
        return here.send(page, form_at=f"{page}?quarter=2026Q3", **QUARTER, **cells)

    return typed


@pytest.fixture
def stored(session):
    def stored():
        session.rollback()
        return [
            (v.field.code, v.starts, v.ends, v.received, v.settled, v.on_time, v.late)
            for v in session.scalars(select(Volume).join(Volume.field).order_by(Volume.starts))
        ]

    return stored


def entries(session):
    session.rollback()
    found = session.scalars(select(LogEntry).order_by(LogEntry.number))
    return [(each.action, each.key, each.office_id, each.before, each.after) for each in found]


LAND = ("dat-dai", date(2026, 6, 15), date(2026, 9, 15), 1234, 1200, 1190, 10)


def test_what_is_typed_is_stored_for_the_quarter_and_an_empty_row_is_not(
    typed, stored, session, office
):
    reply = typed(dat_dai=("1.234", "1200", "1190", "10"), xay_dung=("", "", "", ""))
    assert reply.status_code == 303
    assert stored() == [LAND]
    told = {"Đất đai": "1234 / 1200 / 1190 / 10"}
    assert entries(session) == [("volumes.change", "so-xay-dung 2026Q3", office.id, {}, told)]


def test_a_correction_tells_what_changed_and_only_that(typed, stored, session):
    typed(dat_dai=("1234", "1200", "1190", "10"), xay_dung=("9", "8", "", ""))
    typed(dat_dai=("1234", "1200", "1190", "10"), xay_dung=("9", "9", "", ""))
    assert [row[4] for row in stored()] == [1200, 9]
    *_, before, after = entries(session)[-1]
    assert (before, after) == ({"Xây dựng": "9 / 8 / – / –"}, {"Xây dựng": "9 / 9 / – / –"})
    typed(dat_dai=("1234", "1200", "1190", "10"), xay_dung=("9", "9", "", ""))
    assert len(entries(session)) == 2


NOTHING = ("", "", "", "")


def received(stored):
    return {row[0]: row[3] for row in stored()}


def test_two_who_type_at_once_see_what_the_other_did(here, page, typed, stored, session):
    opened = SEEN.search(here.get(f"{page}?quarter=2026Q3").text)[1]
    typed(dat_dai=("5", "4", "", ""), xay_dung=("3", "3", "", ""))
    mine = {"dat_dai": ("1.005", "4", "", ""), "xay_dung": ("3", "3", "", "")}
    reply = typed(seen=opened, **mine)
    assert reply.status_code == 422
    assert "đã có người khác thay đổi nội dung này" in reply.text
    assert "Đất đai: đã lưu “5 / 4 / – / –”, trong biểu mẫu “1.005 / 4 / – / –”" in reply.text
    assert "Xây dựng: đã lưu" not in reply.text
    assert 'value="1.005"' in reply.text
    assert received(stored) == {"dat-dai": 5, "xay-dung": 3}
    assert len(entries(session)) == 1
    assert typed(seen=SEEN.search(reply.text)[1], **mine).status_code == 303
    assert received(stored) == {"dat-dai": 1005, "xay-dung": 3}


def test_two_who_type_of_different_fields_at_once_are_asked_too(here, page, typed, stored):
    opened = SEEN.search(here.get(f"{page}?quarter=2026Q3").text)[1]
    typed(dat_dai=("5", "4", "", ""), xay_dung=NOTHING)
    reply = typed(seen=opened, dat_dai=NOTHING, xay_dung=("3", "3", "", ""))
    assert "Đất đai: đã lưu “5 / 4 / – / –”, trong biểu mẫu “– / – / – / –”" in reply.text
    assert [row[0] for row in stored()] == ["dat-dai"]


def test_who_types_what_somebody_else_has_just_stored_is_told_so(here, page, typed, stored):
    opened = SEEN.search(here.get(f"{page}?quarter=2026Q3").text)[1]
    for seen, status in ((opened, 303), (opened, 422), (None, 303)):
        reply = typed(seen=seen, dat_dai=("5", "4", "", ""), xay_dung=NOTHING)
        assert reply.status_code == status
        assert ("nội dung đang lưu giống nội dung trong biểu mẫu" in reply.text) == (status == 422)
    assert len(stored()) == 1


def test_a_field_that_the_form_did_not_have_is_not_emptied(make, typed, stored, office, session):
    typed(dat_dai=("5", "4", "", ""), xay_dung=NOTHING)
    other = Volume(office_id=office.id, field=make.field(code="van-hoa"), received=7, settled=7)
    other.starts, other.ends = date(2026, 6, 15), date(2026, 9, 15)
    session.add(other)
    session.commit()
    assert typed(dat_dai=("6", "4", "", ""), xay_dung=NOTHING).status_code == 303
    assert received(stored) == {"dat-dai": 6, "van-hoa": 7}


@pytest.mark.parametrize(
    "quarter",
    [
        {"quarter": "xx"},
        {"quarter": "2099Q1"},
        {"quarter": ""},
        {"calendar": "lunar"},
        {"calendar": ""},
    ],
)
def test_numbers_of_a_quarter_that_is_not_to_be_chosen_are_stored_for_no_other(
    here, page, stored, quarter
):
    row = {"dat-dai-received": "120", "dat-dai-settled": "110"}
    reply = here.send(page, form_at=f"{page}?quarter=2026Q3", **{**QUARTER, **quarter}, **row)
    assert (reply.status_code, stored()) == (422, [])
    assert "Chưa có gì được lưu" in reply.text


def test_what_is_emptied_is_not_known_any_more(typed, stored, session):
    typed(dat_dai=("5", "4", "", ""), xay_dung=("", "", "", ""))
    typed(dat_dai=("", "", "", ""), xay_dung=("", "", "", ""))
    assert stored() == []
    assert entries(session)[-1][3:] == ({"Đất đai": "5 / 4 / – / –"}, {})


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("x", "4", "", ""), "received"),
        (("5", "", "", ""), "settled"),
        (("5", "-4", "", ""), "settled"),
        (("5", "=4", "", ""), "settled"),
        (("5", "4", "4", ""), "late"),
        (("5", "4", "2", "1"), "settled"),
        (("9" * 60, "4", "", ""), "received"),
    ],
)
def test_what_is_wrong_stands_beside_its_cell_and_everything_is_kept(typed, stored, row, cell):
    reply = typed(dat_dai=("77", "66", "", ""), xay_dung=row)
    assert reply.status_code == 422
    assert f'id="xay-dung-{cell}-error"' in reply.text
    assert 'id="dat-dai-received-error"' not in reply.text
    assert 'value="77"' in reply.text
    assert reply.text.startswith("<!doctype html>")
    assert stored() == []


def test_numbers_of_another_kind_of_quarter_are_named_and_nothing_overlaps_them(
    typed, here, page, stored, office, fields, session
):
    session.add(
        Volume(
            office_id=office.id,
            field_id=fields[0].id,
            starts=date(2026, 7, 1),
            ends=date(2026, 10, 1),
            received=7,
            settled=7,
        )
    )
    session.commit()
    assert "01/07/2026–30/09/2026: tiếp nhận 7" in here.get(f"{page}?quarter=2026Q3").text
    reply = typed(dat_dai=("5", "4", "", ""), xay_dung=("3", "2", "", ""))
    assert reply.status_code == 422
    assert "01/07/2026–30/09/2026" in reply.text
    assert len(stored()) == 1


def gaps(here, **query):
    page = here.get("/staff/volumes", query_string={**query, "as": "csv"})
    return [line.split(";") for line in page.data.decode("utf-8-sig").splitlines()[1:]]


def test_gaps_are_shown_until_every_field_is_known(typed, here, page):
    assert gaps(here) == [["Sở Xây dựng", "2", "0", "2"]]
    assert "Còn thiếu số của:" in here.get(page).text
    typed(dat_dai=("5", "4", "", ""), xay_dung=("", "", "", ""))
    assert gaps(here, state="gaps") == [["Sở Xây dựng", "2", "1", "1"]]
    typed(dat_dai=("5", "4", "", ""), xay_dung=("3", "2", "", ""))
    assert gaps(here, state="gaps") == []
    assert gaps(here, state="complete") == [["Sở Xây dựng", "2", "2", "0"]]
    assert gaps(here, state="complete", quarter="2026Q2") == []


def test_a_field_that_people_answered_about_is_missing_though_its_counter_is_gone(
    make, here, office, session, clock
):
    counter = make.counter([make.field(code="van-hoa")], office)
    make.response(counter, at=clock() - timedelta(days=60))
    session.merge(counter).closed = date(2026, 6, 1)
    session.commit()
    assert gaps(here) == [["Sở Xây dựng", "3", "0", "3"]]
    assert gaps(here, quarter="2026Q4") == [["Sở Xây dựng", "2", "0", "2"]]


@pytest.mark.parametrize(
    "dates", [{"opened": date(2026, 9, 15)}, {"closed": date(2026, 6, 15)}], ids=str
)
def test_an_office_lacks_no_numbers_of_a_quarter_in_which_it_was_not_there(make, staff, dates):
    """One that follows others has their counters, also those of quarters before it opened."""
    office = make.office(name="Xã Mới", **dates)
    make.counter(office=office)
    here = staff("administrator")
    assert gaps(here) == []
    assert here.get(f"/staff/volumes/{office.id}?quarter=2026Q3").status_code == 200
    assert [len(gaps(here, quarter=each)) for each in ("2026Q2", "2026Q4")] in ([0, 1], [1, 0])


def test_past_quarters_call_an_office_what_it_was_called_then(staff, session, office, fields, page):
    """The administration's third quarter of 2026 ended on 14/09."""
    office.name = "Sở Xây dựng và Giao thông"
    past = {"name": "Sở Xây dựng", "kind": office.kind, "parent_id": None}
    session.add(OfficePast(office_id=office.id, until=date(2026, 9, 15), **past))
    session.commit()
    for quarter, name in (("2026Q3", "Sở Xây dựng"), ("2026Q4", "Sở Xây dựng và Giao thông")):
        here = staff("auditor", office)
        of_quarter = f"/staff/volumes?quarter={quarter}"
        assert f">{name}</a>" in here.get(of_quarter).text
        assert f">{name}</a>" in here.get(f"{of_quarter}&q=so+xay+dung").text
        file = here.get(f"{of_quarter}&as=csv").data.decode("utf-8-sig")
        assert file.splitlines()[1].split(";")[0] == name
        assert f"<h1>Số hồ sơ của {name}</h1>" in here.get(f"{page}?quarter={quarter}").text


def test_who_only_reads_is_shown_numbers_and_no_form(typed, staff, office, page):
    typed(dat_dai=("5", "4", "", ""), xay_dung=("", "", "", ""))
    text = staff("head", office).get(f"{page}?quarter=2026Q3").text
    assert 'name="dat-dai-received"' not in text
    assert "Lưu số hồ sơ" not in text
    assert ">\n5\n<" in text.replace(" ", "") or ">5<" in text.replace("\n", "")


def test_pages_ask_as_often_for_many_offices_as_for_one(app, make, staff, fields):
    here = staff("administrator")

    def count():
        with asked(app) as statements:
            here.get("/staff/volumes")
        return len(statements)

    of_one = count()
    for _ in range(8):
        make.counter(fields)
    assert count() == of_one <= MOST

"""Remedies of one's part: promised, changed, carried out, and late ones first."""

import csv
import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from survey.models import LogEntry, Remedy

REMEDIES = "/staff/remedies"
WHAT = re.compile(r'<a href="/staff/remedies/\d+">([^<]*)<')
PROMISE = {"what": "Thêm một quầy", "who": "Bộ phận Một cửa", "due": "2026-11-30", "field": "all"}


@pytest.fixture
def office(make):
    return make.office(code="so-xay-dung", name="Sở Xây dựng")


@pytest.fixture
def head(staff, office):
    return staff("head", office)


@pytest.fixture
def remedy(make, office):
    """Something that was promised; its address."""

    def remedy(**columns):
        defaults = {
            "office_id": office.id,
            "what": "Thêm một quầy",
            "who": "Bộ phận Một cửa",
            "promised_on": date(2026, 10, 1),
            "due_on": date(2026, 11, 30),
        }
        made = Remedy(**{**defaults, **columns})
        make.session.add(made)
        make.session.commit()
        return f"{REMEDIES}/{made.id}"

    return remedy


def found(here, **asked):
    return WHAT.findall(here.get(REMEDIES, query_string=asked).text)


def test_a_remedy_is_promised_for_ones_office(head, session, office, logged):
    reply = head.send(f"{REMEDIES}/add", **PROMISE)
    [remedy] = session.scalars(select(Remedy)).all()
    assert (reply.status_code, reply.location) == (303, f"{REMEDIES}/{remedy.id}")
    assert (remedy.office_id, remedy.field_id, remedy.due_on, remedy.promised_on) == (
        office.id,
        None,
        date(2026, 11, 30),
        date(2026, 10, 20),
    )
    assert [entry[1:] for entry in logged()] == [("remedy.add", str(remedy.id))]
    page = head.get(reply.location).text
    assert "đang thực hiện" in page
    assert "mọi lĩnh vực" in page


def test_what_is_sent_twice_is_promised_once(head, session, logged):
    first, second = (head.send(f"{REMEDIES}/add", **PROMISE) for _ in range(2))
    assert first.location == second.location
    assert [entry[1] for entry in logged()] == ["remedy.add"]
    head.send(f"{REMEDIES}/add", **{**PROMISE, "due": "2026-12-01"})
    assert len(session.scalars(select(Remedy)).all()) == 2


def test_a_promise_is_kept_without_what_nobody_sees(head, session):
    head.send(f"{REMEDIES}/add", **{**PROMISE, "what": "Một\r\nhai\0 \u202eba", "who": "\u202eAn"})
    [remedy] = session.scalars(select(Remedy)).all()
    assert (remedy.what, remedy.who) == ("Một\nhai ba", "An")


def test_who_has_several_offices_chooses_one_of_them(make, staff, session, office):
    below = make.office(parent=office, name="Phòng Cấp phép")
    elsewhere = make.office()
    here = staff("head", office)
    for chosen in ("", str(elsewhere.id), "x"):
        page = here.send(f"{REMEDIES}/add", **PROMISE, office=chosen)
        assert (page.status_code, "Hãy chọn cơ quan, đơn vị." in page.text) == (422, True)
    assert here.send(f"{REMEDIES}/add", **PROMISE, office=str(below.id)).status_code == 303
    assert session.scalars(select(Remedy.office_id)).all() == [below.id]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": " "}, "Hãy viết từ 1 đến 1000 ký tự."),
        ({"what": "dài " * 300}, "Hãy viết từ 1 đến 1000 ký tự."),
        ({"who": ""}, "Hãy ghi người hoặc đơn vị phụ trách"),
        ({"who": "d" * 201}, "Hãy ghi người hoặc đơn vị phụ trách"),
        ({"due": ""}, "Hãy ghi một ngày, ví dụ 31/12/2026."),
        ({"due": "31/02/2026"}, "Hãy ghi một ngày, ví dụ 31/12/2026."),
        ({"due": "0026-10-20"}, "Hãy ghi một ngày, ví dụ 31/12/2026."),
        ({"due": "2026-10-19"}, "Ngày này đã qua."),
        ({"field": "999"}, "Hãy chọn một lĩnh vực trong danh sách"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(head, session, wrong, said):
    page = head.send(f"{REMEDIES}/add", **{**PROMISE, **wrong})
    assert page.status_code == 422
    assert said in page.text
    for name, typed in PROMISE.items():
        assert name in wrong or typed in page.text
    assert session.scalars(select(Remedy)).all() == []


def test_a_day_may_be_typed_as_people_write_it_and_today_is_not_past(head, session):
    head.send(f"{REMEDIES}/add", **{**PROMISE, "due": "20/10/2026"})
    assert session.scalars(select(Remedy.due_on)).all() == [date(2026, 10, 20)]


def test_late_ones_stand_first_and_say_so_in_words(remedy, head):
    remedy(what="Còn hạn", due_on=date(2026, 10, 20))
    remedy(what="Đã xong", due_on=date(2026, 9, 1), done_on=date(2026, 9, 4), outcome="Xong")
    remedy(what="Quá hạn", due_on=date(2026, 10, 19))
    assert found(head) == ["Quá hạn", "Còn hạn", "Đã xong"]
    page = head.get(REMEDIES).text
    states = re.findall(r'<span class="state (\w+)"><span[^>]*>(.)</span> ([^<]*)</span>', page)
    assert states == [
        ("late", "▲", "quá hạn, chậm 1 ngày"),
        ("open", "○", "đang thực hiện"),
        ("done", "✓", "đã hoàn thành, chậm 3 ngày"),
    ]
    assert found(head, state="late") == ["Quá hạn"]
    assert found(head, state="open") == ["Còn hạn"]
    assert found(head, state="done") == ["Đã xong"]


def test_remedies_are_searched_sorted_and_had_as_a_file(remedy, head):
    remedy(what="Đặt thêm ghế", who="Văn phòng")
    remedy(what="In lại mẫu đơn", who="Phòng Cấp phép")
    assert found(head, q="dat them") == ["Đặt thêm ghế"]
    assert found(head, q="cap phep") == ["In lại mẫu đơn"]
    assert found(head, q="so xay dung in lai") == ["In lại mẫu đơn"]
    assert found(head, order="-what") == ["In lại mẫu đơn", "Đặt thêm ghế"]
    text = head.get(f"{REMEDIES}?as=csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][:5] == ["30/11/2026", "đang thực hiện", "0", "Đặt thêm ghế", "Văn phòng"]


def test_a_promise_is_changed_and_the_log_has_what_it_was(remedy, head, session):
    address = remedy()
    sent = {**PROMISE, "what": "Thêm hai quầy", "due": "2026-12-15"}
    reply = head.send(f"{address}/change", **sent)
    assert (reply.status_code, reply.location) == (303, address)
    [entry] = session.scalars(select(LogEntry)).all()
    assert (entry.action, entry.before, entry.after) == (
        "remedy.change",
        {"what": "Thêm một quầy", "due": "2026-11-30"},
        {"what": "Thêm hai quầy", "due": "2026-12-15"},
    )
    head.send(f"{address}/change", **sent)
    session.rollback()
    assert len(session.scalars(select(LogEntry)).all()) == 1


def test_a_day_that_has_passed_stays_when_something_else_is_changed(remedy, head, session):
    address = remedy(due_on=date(2026, 10, 1))
    assert head.send(f"{address}/change", **{**PROMISE, "due": "2026-10-01"}).status_code == 303
    assert head.send(f"{address}/change", **{**PROMISE, "due": "2026-09-30"}).status_code == 422


def test_a_remedy_is_carried_out_and_what_was_done_can_be_corrected(remedy, head, session):
    address = remedy()
    sent = {"done": "2026-10-19", "outcome": "Đã thêm quầy số 3, gọi 0912345678"}
    assert head.send(f"{address}/done", form_at=address, **sent).location == address
    page = head.get(address).text
    assert "Đã thêm quầy số 3, gọi ▒▒▒" in page
    assert head.get(f"{address}/change").status_code == 404
    head.send(f"{address}/done", form_at=address, **{**sent, "outcome": "Đã thêm quầy số 4"})
    entries = session.scalars(select(LogEntry).order_by(LogEntry.number)).all()
    assert [(entry.action, entry.before) for entry in entries] == [
        ("remedy.done", {"done": None, "outcome": None}),
        ("remedy.done", {"outcome": "Đã thêm quầy số 3, gọi ▒▒▒"}),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"done": "2026-10-21"}, "Ngày này chưa đến."),
        ({"done": "hôm qua"}, "Hãy ghi một ngày"),
        ({"outcome": ""}, "Hãy viết từ 1 đến 1000 ký tự."),
    ],
)
def test_nothing_is_done_that_is_not_said_right(remedy, head, session, wrong, said):
    address = remedy()
    sent = {"done": "2026-10-19", "outcome": "Đã thêm quầy", **wrong}
    page = head.send(f"{address}/done", form_at=address, **sent)
    assert (page.status_code, said in page.text) == (422, True)
    assert session.scalars(select(Remedy.done_on)).all() == [None]


def test_who_only_reads_is_offered_nothing_to_do(remedy, staff, office):
    address = remedy()
    for role in ("operator", "auditor"):
        here = staff(role, office)
        assert "Đề ra biện pháp" not in here.get(REMEDIES).text
        assert "Ghi nhận đã hoàn thành" not in here.get(address).text


def test_a_hostile_remedy_is_only_text(remedy, head):
    address = remedy(what="<script>alert(1)</script>", who="<b>ai</b>")
    for path in (REMEDIES, address, f"{address}/change"):
        page = head.get(path).text
        assert ("<script>" in page, "<b>ai" in page) == (False, False)

"""A file is looked at before it is stored, and stored whole or not at all."""

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from survey.models import Field, LogEntry, Office, Upload, Volume
from tests.staff.uploading import UPLOADS, address, seen_on, send, store, words

OFFICES = "code,name,kind,parent\n"
VOLUMES = "office,field,quarter,received,settled\n"


@pytest.fixture
def here(staff):
    return staff("administrator")


@pytest.fixture
def count(session):
    def count(model):
        session.rollback()
        return session.scalar(select(func.count()).select_from(model))

    return count


def test_what_would_change_is_shown_and_nothing_is_stored_yet(here, make, count):
    make.office(code="a", name="Sở A", kind="centre")
    page = send(here, "offices", f"{OFFICES}a,Sở A mới,centre,\nb,Sở B,centre,a\n")
    said = words(page)
    assert page.status_code == 200
    assert "Chưa lưu: tep.csv" in said
    assert "1 mới, 1 thay đổi, 0 giữ nguyên" in said
    assert "tên: Sở A → Sở A mới" in said
    assert "mã cơ quan cấp trên: a" in said
    assert "Chưa có gì được lưu." in said
    assert count(Office) == 1


def test_it_is_stored_when_somebody_says_so_and_the_log_tells(here, session, count):
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    reply = store(here, page)
    assert (reply.status_code, reply.location) == (303, UPLOADS)
    assert "Đã lưu từ tep.csv: 1 mới, 0 thay đổi." in words(here.get(UPLOADS))
    assert count(Office) == 1
    entry = session.scalars(select(LogEntry).filter_by(action="file.load")).one()
    assert (entry.key, entry.role, entry.office_id) == ("tep.csv", "administrator", None)
    assert {**entry.after, "sha256": len(entry.after["sha256"])} == {
        "table": "offices",
        "new": 1,
        "changed": 0,
        "sha256": 64,
    }
    assert count(Upload) == 0
    again = here.send(f"{address(page)}/store", form_at=UPLOADS, seen="x")
    assert again.location == UPLOADS
    assert "không còn chờ ở đây nữa" in words(here.get(UPLOADS))
    assert count(Office) == 1


def test_a_file_may_be_put_away(here, count):
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    here.send(f"{address(page)}/discard", form_at=address(page))
    assert "Không lưu gì từ tep.csv." in words(here.get(UPLOADS))
    assert (count(Upload), count(Office)) == (0, 0)


def test_a_file_that_says_nothing_new_offers_nothing_to_store(here, make):
    make.office(code="a", name="Sở A", kind="centre")
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    assert "0 mới, 0 thay đổi, 1 giữ nguyên" in words(page)
    assert "/store" not in page.text


def test_when_something_else_was_stored_meanwhile_it_is_shown_again(here, make, session, count):
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    office = make.office(code="a", name="Sở cũ", kind="centre")
    shown = store(here, page)
    assert shown.status_code == 409
    assert "Trong lúc đó đã có nội dung khác được lưu" in words(shown)
    assert "tên: Sở cũ → Sở A" in words(shown)
    session.refresh(office)
    assert office.name == "Sở cũ"
    assert count(LogEntry) == 0
    assert store(here, page, seen_on(shown)).status_code == 303
    session.refresh(office)
    assert office.name == "Sở A"


def test_what_has_become_wrong_meanwhile_is_named_and_nothing_is_stored(here, make, count, session):
    office = make.office(code="a", kind="centre")
    page = send(here, "offices", f"{OFFICES}b,B,centre,a\n")
    session.delete(office)
    session.commit()
    shown = store(here, page)
    assert shown.status_code == 422
    assert "không có cơ quan nào mang mã 'a'" in words(shown)
    assert count(Office) == 0


def test_nobody_else_sees_a_file_that_waits(here, staff, count):
    page = send(here, "offices", f"{OFFICES}a,Sở BÍ MẬT,centre,\n")
    other = staff("administrator")
    for path in (address(page), f"{address(page)}/lines.csv"):
        reply = other.get(path)
        assert (reply.status_code, reply.location) == (303, UPLOADS)
        assert "BÍ MẬT" not in reply.text
    for deed in ("store", "discard"):
        other.send(f"{address(page)}/{deed}", form_at=UPLOADS, seen="x")
    assert (count(Upload), count(Office)) == (1, 0)
    assert here.get(address(page)).status_code == 200


def test_a_file_waits_for_an_hour_and_until_the_next(here, clock, count):
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    for _ in range(2):
        clock.pass_time(minutes=29)
        assert here.get(address(page)).status_code == 200
    clock.pass_time(minutes=3)
    assert here.get(address(page)).location == UPLOADS
    send(here, "offices", f"{OFFICES}b,Sở B,centre,\n")
    assert count(Upload) == 1
    send(here, "offices", f"{OFFICES}c,Sở C,centre,\n")
    assert count(Upload) == 1


def test_the_token_in_the_address_is_not_what_is_kept(here, session):
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    assert session.scalar(select(Upload.digest)) not in address(page)


def test_options_of_volumes_are_kept_until_it_is_stored(here, make, session):
    make.office(code="a")
    make.field(code="f")
    first = VOLUMES + "a,f,2026Q1,5,4\n"
    store(here, send(here, "volumes", first, calendar="calendar"))
    assert str(session.scalar(select(Volume.starts))) == "2026-01-01"
    refused = send(here, "volumes", first)
    assert (refused.status_code, "hãy tải tệp lên và chọn thay thế" in words(refused)) == (
        422,
        True,
    )
    page = send(here, "volumes", first, replace="yes")
    assert "01/01/2026–31/03/2026 → 15/12/2025–14/03/2026" in words(page)
    store(here, page)
    session.rollback()
    assert [str(day) for day in session.scalars(select(Volume.starts))] == ["2025-12-15"]


def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(here):
    page = here.send(UPLOADS, kind="volumes", calendar="calendar", replace="yes")
    assert page.status_code == 422
    assert "Hãy chọn một tệp." in words(page)
    assert '<option value="volumes" selected>' in page.text
    assert '<option value="calendar" selected>' in page.text
    assert re.search(r'id="replace"[^>]* checked', page.text)


def test_a_form_without_its_token_is_refused(here, count):
    assert here.client.post(UPLOADS, data={"kind": "offices"}).status_code == 400
    page = send(here, "offices", f"{OFFICES}a,Sở A,centre,\n")
    for deed in ("store", "discard"):
        assert here.client.post(f"{address(page)}/{deed}").status_code == 400
    assert count(Upload) == 1


def test_a_part_is_loaded_by_those_who_look_after_it(staff, make, session, count):
    ours, theirs = make.office(code="ta"), make.office(code="khac", name="Sở BÍ MẬT")
    here = staff("administrator", ours)
    page = send(here, "offices", f"{OFFICES}khac,X,centre,ta\nmoi,X,centre,khong-co\n")
    assert (page.status_code, "BÍ MẬT" in page.text) == (422, False)
    said = words(page)
    assert "không có cơ quan nào mang mã 'khac'" in said
    assert "không có cơ quan nào mang mã 'khong-co'" in said
    store(here, send(here, "offices", f"{OFFICES}moi,X,centre,ta\n"))
    entry = session.scalars(select(LogEntry).filter_by(action="file.load")).one()
    assert (entry.office_id, entry.role) == (ours.id, "administrator")
    assert "moi" in here.get(f"{UPLOADS}/about/offices/stored.csv").text
    assert "khac" not in here.get(f"{UPLOADS}/about/offices/stored.csv").text
    session.refresh(theirs)
    assert theirs.name == "Sở BÍ MẬT"


def test_fields_are_nothing_for_a_part(staff, make, count):
    here = staff("administrator", make.office())
    before = count(Field)
    assert 'value="fields"' not in here.get(UPLOADS).text
    fields = "kind,code,name_vi,name_en\nfield,moi,A,A\n"
    assert send(here, "fields", fields).status_code == 422
    for path in ("fields", "fields/template.csv", "fields/stored.csv", "khong-co"):
        assert here.get(f"{UPLOADS}/about/{path}").status_code == 404
    assert count(Field) == before


def test_all_that_would_change_is_there_as_a_file(here, make):
    make.office(code="a", name="Sở A", kind="centre")
    page = send(here, "offices", f"{OFFICES}a,-Sở,district,\nb,Sở B,centre,a\n")
    file = here.get(f"{address(page)}/lines.csv").data.decode("utf-8-sig")
    assert file.splitlines() == [
        "Dòng;Đối tượng;Tình trạng;Cột;Trước đó;Sau đó",
        "2;a;thay đổi;name;Sở A;'-Sở",
        "2;a;thay đổi;kind;centre;district",
        '3;b;mới;;;"code: b; name: Sở B; kind: centre; parent: a"',
    ]


def test_a_file_that_waits_has_the_hash_of_its_content(session, make):
    columns = {"digest": "x", "kind": "offices", "options": {}, "name": "a", "content": b""}
    session.add(Upload(**columns, user_id=make.user().id, sha256="short", at=make.clock()))
    with pytest.raises(IntegrityError, match="sha256_length"):
        session.commit()


def test_a_name_from_elsewhere_is_only_words(here):
    page = send(here, "offices", f"{OFFICES}a,<b>x</b>,centre,\n", name="..\\<i>t\x07ep</i>.csv")
    assert ("<b>x</b>" in page.text, "<i>" in page.text) == (False, False)
    assert "tên: <b>x</b>" in words(page)
    assert "Chưa lưu: i>.csv" in words(page)


def test_a_page_is_in_the_language_that_is_asked_for(here):
    page = send(here, "offices", f"{OFFICES}a,,centre,nowhere\n")
    english = words(here.get(f"{address(page)}?lang=en"))
    assert "The file has mistakes: 2." in english
    assert "name the cell is empty" in english
    assert "parent code of the office above office 'nowhere' is not known" in english
    assert "name tên ô này còn trống" in words(page)

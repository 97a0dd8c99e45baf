"""The log's page: what was done in one's part, found by person, thing, action and time."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.audit import Action, Actor, Deed, append, change
from survey.database import table_of
from survey.models import LogEntry
from survey.staff import deeds

NUMBERS = re.compile(r'<th scope="row">(\d+)<')


@pytest.fixture
def done(make, clock):
    """Something that is done, and said in the log."""

    def done(action=Action.CODE_REVOKED, actor="an.nguyen", key="18073-1", office=None, **changed):
        with change(make.session) as connection:
            deed = Deed(action, "counter", key, office and office.id, **changed)
            append(connection, Actor(actor), deed, clock())

    return done


@pytest.fixture
def numbers(staff):
    """The numbers of the entries that somebody is shown."""
    here = staff("auditor")
    return lambda **asked: NUMBERS.findall(here.get("/staff/log", query_string=asked).text)


def csv_rows(here, **asked):
    """What a file of the log has under its header."""
    text = here.get("/staff/log", query_string={"as": "csv", **asked}).data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def parts(cell):
    """What a cell says of several things, in no order: PostgreSQL keeps one of its own."""
    return set(cell.split("; "))


def last_row(here):
    return csv_rows(here)[0]


def test_the_newest_stands_first(done, numbers):
    for _ in range(3):
        done()
    assert numbers() == ["3", "2", "1"]
    assert numbers(order="number") == ["1", "2", "3"]


def test_entries_are_found_by_person_thing_and_action(done, numbers):
    done(actor="an.nguyen", key="Quầy số 1")
    done(actor="binh", key="Quầy số 2")
    done(Action.CODE_REISSUED, actor="binh", key="Quầy số 1")
    assert numbers(q="an.nguyen") == ["1"]
    assert numbers(q="quay so 1") == ["3", "1"]
    assert numbers(q="binh", action="code.revoke") == ["2"]
    assert numbers(action="code.reissue") == ["3"]
    assert len(numbers(action="made.up")) == 3


def test_entries_are_found_by_the_days_of_vietnam(done, numbers, clock):
    began = clock()
    clock.now = began.replace(hour=16, minute=59)  # 23:59 on the 20th in Vietnam.
    done()
    clock.now += timedelta(minutes=1)
    done()
    day = {"from": "2026-10-20", "until": "2026-10-20"}
    clock.now = began
    assert numbers(**day) == ["1"]
    assert numbers(**{"from": "2026-10-21"}) == ["2"]
    assert numbers(until="2026-10-21") == ["2", "1"]


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "yesterday", "\0"])
def test_a_day_that_cannot_be_is_left_out(done, numbers, day):
    done()
    assert numbers(**{"from": day}) == numbers(until=day) == ["1"]


def test_an_entry_says_what_was_there_before_and_after(done, staff, make):
    office = make.office(name="Sở Nội vụ")
    done(office=office, before={"codes": ["abc", "def"]}, after={"codes": ["ghi"]})
    page = staff("auditor").get("/staff/log").text
    assert "mã: <del>abc, def</del> → ghi" in page
    assert "thu hồi mã của quầy" in page
    assert "quầy 18073-1" in page
    assert "Sở Nội vụ" in page
    assert "20/10/2026 09:00:00" in page
    assert "lệnh trên máy chủ" in page


def test_an_entry_calls_roles_and_offices_as_other_pages_do(done, staff):
    done(before={"role": "head", "office": "so-noi-vu"}, after={"role": "auditor", "office": None})
    page = staff("auditor").get("/staff/log").text
    assert "vai trò: <del>Lãnh đạo</del> → Người kiểm tra" in page
    assert "cơ quan: <del>so-noi-vu</del> → tất cả cơ quan" in page


def test_an_entry_shows_what_became_other_and_days_as_people_write_them(done, staff):
    whole = {"document": "Kế hoạch 1", "due": "2026-11-16"}
    done(before=whole, after={**whole, "due": "2026-12-31"})
    page = staff("auditor").get("/staff/log").text
    assert "<del>16/11/2026</del> → 31/12/2026" in page
    assert "Kế hoạch 1" not in page


def test_nobody_reads_what_concerns_more_than_their_part(done, staff, make):
    office = make.office()
    below = make.office(parent=office)
    for concerned in (office, below, make.office(), None):
        done(office=concerned)
    for role in ("auditor", "administrator"):
        here = staff(role, office)
        assert NUMBERS.findall(here.get("/staff/log").text) == ["2", "1"]
        rows = here.get("/staff/log?as=csv").data.decode("utf-8-sig").splitlines()
        assert len(rows) == 3
        assert NUMBERS.findall(staff(role, below).get("/staff/log").text) == ["2"]


def test_a_file_has_before_and_after(done, staff):
    done(before={"codes": ["abc"]}, after={"name": "=1+1"})
    text = staff("auditor").get("/staff/log?as=csv").data.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text), delimiter=";")
    assert row[1] == "20/10/2026 09:00:00"
    assert row[-2:] == ["mã: abc", "tên: =1+1"]
    assert len(header) == len(row)


def test_an_entry_calls_things_by_their_names_with_their_codes(done, staff, make):
    land = make.field(code="dat-dai", name_vi="Đất đai")
    office = make.office(code="18073", name="Xã Mai Phụ")
    make.counter(office=office, number="18073-1", name="Quầy số 1", fields=[land])
    done(
        office=office,
        before={"office": "18073", "channels": ["qr"]},
        after={"office": "khac", "fields": "dat-dai xa-la", "channels": ["qr", "paper"]},
    )
    *_, office_name, before, after = last_row(staff("auditor", office))
    assert office_name == "Xã Mai Phụ"
    assert parts(before) == {"cơ quan: Xã Mai Phụ (18073)", "kênh: mã QR"}
    assert parts(after) == {
        "cơ quan: khac",
        "lĩnh vực: Đất đai (dat-dai)",
        "xa-la",
        "kênh: mã QR, phiếu giấy",
    }
    page = staff("auditor", office).get("/staff/log").text
    assert "quầy: Quầy số 1 (18073-1)" in page
    assert "<del>Xã Mai Phụ (18073)</del> → khac" in page


def test_an_entry_names_nothing_of_another_part(done, staff, make):
    """A counter that came from elsewhere concerns the office where it is, and tells a code."""
    mine, other = make.office(), make.office(code="18244", name="Xã Bí Mật")
    make.counter(office=other, number="18244-1", name="Quầy Bí Mật")
    done(key="18244-1", office=mine, before={"office": "18244", "counters": ["18244-1"]})
    here = staff("auditor", mine)
    for shown in (here.get("/staff/log").text, ";".join(last_row(here))):
        assert "18244" in shown
        assert "Bí Mật" not in shown
    assert "Quầy Bí Mật (18244-1)" in staff("auditor").get("/staff/log").text


def test_targets_questionnaires_and_files_are_told_in_words(make, clock, session, staff):
    """As survey/targets.py, survey/drafts.py, survey/volumes.py and survey/staff/uploads.py say
    it; the words are those of the pages of targets, questionnaires and dossiers."""
    make.office(code="18073", name="Xã Mai Phụ")
    told = [
        ("target", "Hà Tĩnh, Kế hoạch 12", {"whom": ["people", "organisations"], "fields": None}),
        ("target", "Hà Tĩnh, Kế hoạch 12", {"demand": ">= 92.5", "measure": "service"}),
        ("questionnaire", "one-stop 2", {"from": "2026-11-01"}),
        ("file", "a.csv", {"table": "offices", "new": 240}),
        ("volumes", "18073 2026Q3", {"Đất đai": "120 / 115 / – / –"}),
    ]
    with change(session) as connection:
        for kind, key, after in told:
            append(
                connection, Actor("an"), Deed(Action.FILE_LOADED, kind, key, after=after), clock()
            )
    rows = list(csv_rows(staff("auditor"), order="number"))
    assert [parts(row[-1]) for row in rows] == [
        {"đối tượng: người dân, tổ chức", "lĩnh vực: mọi lĩnh vực"},
        {"mức đặt ra: ≥ 92,5\u00a0%", "phép đo: y tế, giáo dục công lập"},
        {"từ ngày: 01/11/2026"},
        {"bảng: Cơ quan, đơn vị", "mới: 240"},
        {"Đất đai: hồ sơ tiếp nhận 120, hồ sơ đã giải quyết 115"},
    ]
    assert rows[2][5] == "phiếu: Ý kiến của Ông/Bà về lần làm hồ sơ này (one-stop), phiên bản 2"
    assert rows[4][5] == "số hồ sơ: Xã Mai Phụ (18073), Quý III/2026"


def test_a_hostile_value_is_only_text(done, staff):
    done(key="<b>", before={"<i>": "<script>alert(1)</script>"})
    page = staff("auditor").get("/staff/log").text
    assert ("<script>" in page, "<i>" in page, "<b>" in page) == (False, False, False)


def test_everything_that_may_be_done_has_words():
    assert set(deeds.ACTIONS) == set(Action)
    assert len(set(deeds.ACTIONS.values())) == len(Action)


def test_who_reads_everything_checks_that_nothing_was_changed(done, staff, session):
    for _ in range(2):
        done()
    session.rollback()
    last = session.scalars(select(LogEntry.hash).order_by(LogEntry.number.desc())).first()
    page = staff("auditor").get("/staff/log/check").text
    assert "Nhật ký nguyên vẹn: 2 bản ghi" in page
    assert last in page


def test_a_broken_log_is_said_to_be(done, staff, session):
    """As in a database whose protection somebody took away."""
    done()
    entries = table_of(LogEntry)
    newest = session.execute(select(entries)).one()._asdict()
    forged = newest | {"number": 2, "previous": newest["hash"], "hash": "f" * 64}
    session.execute(entries.insert(), forged)
    session.commit()
    page = staff("administrator").get("/staff/log/check")
    assert "Nhật ký bị sai từ bản ghi 2: bản ghi đã bị sửa." in page.text


def test_the_check_of_all_entries_is_not_for_who_reads_some(make, staff):
    here = staff("auditor", make.office())
    assert "/staff/log/check" not in here.get("/staff/log").text
    assert here.get("/staff/log/check").status_code == 404

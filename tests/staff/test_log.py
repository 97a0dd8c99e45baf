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
    assert row[-2:] == ['{"codes": ["abc"]}', '{"name": "=1+1"}']
    assert len(header) == len(row)


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

"""What the first page asks of a head because of figures and of what waits for too long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from survey.models import Kiosk, KioskState
from tests.staff.test_queries import MOST_ON, asked

FALLEN = "thực sự giảm so với quý trước"
CLOSING = "Sắp hết quý: cơ quan chưa công bố được tỷ lệ do thiếu lượt trả lời"
WAITING = "Góp ý đã ba ngày chưa có ai xem"
SILENT = "Máy tại quầy mất liên lạc trong giờ làm việc"
BEFORE = datetime(2026, 9, 1, 2, tzinfo=UTC)
"""In the quarter from 15/06 to 14/09; it is 20/10 now."""


@pytest.fixture
def office(make):
    return make.office(code="42", name="UBND tỉnh")


@pytest.fixture
def page(staff, office):
    return lambda role="head", whose=office: staff(role, whose).get("/staff/").text


def answer(make, counter, satisfied, of, at=None):
    for number in range(of):
        make.response(counter, {"overall": "5" if number < satisfied else "1"}, at=at)


def test_a_rate_that_has_really_fallen_is_told_with_its_office(app, make, office, page):
    """50 of 50 before: from 91.6 % on. 0 of 30: below 1 - (0.025 / 31)^(1/30) = 21.1 %."""
    low, same = (
        make.counter(office=make.office(name=name, parent=office)) for name in ("Xã Thấp", "Xã Đều")
    )
    for counter, satisfied in ((low, 0), (same, 29)):
        answer(make, counter, 50, 50, BEFORE)
        answer(make, counter, satisfied, 29)
    assert FALLEN not in page()  # Of 29 nothing is called real.
    make.response(same, {"overall": "1"})
    make.response(low, {"overall": "1"})
    with asked(app) as statements:
        text = page()
    assert len(statements) <= MOST_ON["/staff/"]
    assert FALLEN in text
    assert 'class="small">Xã Thấp</span>' in text
    assert FALLEN not in page("auditor")
    assert FALLEN not in page("head", same.office)


@pytest.mark.parametrize(
    ("day", "is_told"),
    [(date(2026, 11, 30), False), (date(2026, 12, 1), True), (date(2026, 12, 14), True)],
)
def test_in_its_last_fourteen_days_a_quarter_lacks_answers(make, office, page, clock, day, is_told):
    """The quarter ends on 14/12. Nobody answered about C. B's 3 are hidden, and of A what
    would give them away."""
    heard, few, silent = (
        make.counter(office=make.office(name=name, parent=office)) for name in ("Xã A", "B", "C")
    )
    answer(make, heard, 60, 60)
    answer(make, few, 3, 3)
    assert silent.office.name == "C"
    clock.now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    text = page()
    assert (CLOSING in text) == is_told
    assert ('class="small">B; C; Xã A</span>' in text) == is_told


def test_a_comment_may_wait_three_days(make, office, page, clock):
    counter = make.counter(office=office)
    make.response(counter, {"overall": "2"}, {"comment": "Chờ lâu"})
    clock.pass_time(days=3)
    text = page()
    assert "Góp ý chưa có ai xem" in text
    assert WAITING not in text
    clock.pass_time(minutes=1)
    assert WAITING in page()
    assert WAITING not in page("operator")
    assert WAITING not in page("head", make.office())


def test_a_head_hears_of_silent_tablets_and_who_operates_them_once(
    run, make, office, page, session, clock
):
    counter = make.counter(office=office)
    assert run("kiosk", "add", counter.number, "--name", "Bàn 1").exit_code == 0
    session.rollback()
    kiosk = session.query(Kiosk).one()
    kiosk.credential_hash, kiosk.credential_since = "0" * 64, clock() - timedelta(days=2)
    session.add(KioskState(kiosk_id=kiosk.id, seen_at=clock() - timedelta(days=1), waiting=5))
    session.commit()
    found = {role: page(role).count(SILENT) for role in ("head", "operator", "administrator")}
    assert found == {"head": 1, "operator": 1, "administrator": 1}
    assert SILENT not in page("auditor")

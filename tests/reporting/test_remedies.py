"""Section 5: what was promised, done and open, as at the end of a span or today."""

from datetime import date

import pytest

from analysis.report import canonical, read
from survey.models import Remedy
from tests.reporting.conftest import BEFORE, NOW


@pytest.fixture
def promise(session, counters, office):
    def promise(what, promised_on, due_on, done_on=None):
        said = {"what": what, "who": "Chị Lan", "outcome": done_on and "Đã thêm ghế"}
        days = {"promised_on": promised_on, "due_on": due_on, "done_on": done_on}
        field_id = counters["H"].fields[0].id
        session.add(Remedy(office_id=office.id, field_id=field_id, **said, **days))
        session.commit()

    return promise


def told(stated):
    return {each.remedy.what: each.state for each in stated}


@pytest.fixture
def promised(promise):
    """The quarter began on 15 September; today is 20 October."""
    promise("Thêm ghế", date(2026, 8, 1), date(2026, 9, 30), date(2026, 9, 20))
    promise("Thêm quầy", date(2026, 8, 1), date(2026, 10, 1))
    promise("Tập huấn", date(2026, 10, 1), date(2026, 12, 1))
    promise("Niêm yết", date(2026, 10, 2), date(2026, 10, 20))
    promise("Xong từ trước", date(2026, 7, 1), date(2026, 8, 1), date(2026, 8, 20))


def test_what_is_late_today_is_late_and_what_is_due_today_is_not(office, promised, report_of):
    remedies = report_of(office).remedies
    assert told(remedies.from_before) == {"Thêm ghế": "done", "Thêm quầy": "late"}
    assert told(remedies.promised) == {"Tập huấn": "open", "Niêm yết": "open"}
    assert (remedies.done, remedies.open, remedies.late) == (1, 2, 1)
    assert remedies.from_before[0].remedy.field.code == "ho-tich"


def test_a_past_quarter_does_not_know_what_was_done_later(office, promised, report_of):
    report = report_of(office, BEFORE)
    assert told(report.remedies.promised) == {
        "Thêm ghế": "open",
        "Thêm quầy": "open",
        "Xong từ trước": "done",
    }
    (chairs,) = [r.remedy for r in report.remedies.promised if r.remedy.what == "Thêm ghế"]
    assert (chairs.done_on, chairs.outcome) == (None, None)
    assert read(canonical(report)) == report


def test_another_office_has_its_own(make, promised, report_of):
    assert report_of(make.office(), NOW).remedies.promised == ()

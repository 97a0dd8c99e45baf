"""The small office of `tests/reporting` and its province, and staff who read their reports."""

import pytest

from survey.models import Office
from tests.reporting.conftest import (
    OVER,
    answered,
    counters,
    dossiers,
    office,
    offices_heard,
    press,
    province,
    province_report,
    report_of,
    set_aside,
    set_target,
    small_office,
)
from tests.staff.conftest import browser, logged, newest, signed_in, staff

__all__ = [
    "answered",
    "browser",
    "counters",
    "dossiers",
    "logged",
    "newest",
    "office",
    "offices_heard",
    "press",
    "province",
    "province_report",
    "report_of",
    "set_aside",
    "set_target",
    "signed_in",
    "small_office",
    "staff",
]

SMALL = "/staff/reports/office/42.01/2026Q4"


@pytest.fixture
def over(clock):
    """The clock says the day after the quarter."""
    clock.now = OVER
    return clock


@pytest.fixture
def head(staff, small_office):
    return staff("head", small_office)


@pytest.fixture
def top(make, session, small_office):
    """A province over the small office."""
    found = make.office(code="42", name="Tỉnh Hà Tĩnh", kind="province")
    session.get_one(Office, small_office.id).parent_id = found.id
    session.commit()
    return found

"""Numbers of dossiers are loaded for a period, and none is counted twice."""

from datetime import date

import pytest
from sqlalchemy import select

from survey.loading import Outcome
from survey.models import Volume
from tests.loading.workbooks import workbook

pytestmark = pytest.mark.usefixtures("one_stop_centre")

QUARTERS = "office,field,quarter,received,settled,on_time,late\n"
DAYS = "office,field,starts,ends,received,settled,on_time,late\n"
LINE = "so-noi-vu,dat-dai,2026Q1,1.250,1200,1190,10\n"
ADMINISTRATION = (date(2025, 12, 15), date(2026, 3, 15))


def stored(session):
    numbers = select(
        Volume.starts, Volume.ends, Volume.received, Volume.settled, Volume.on_time, Volume.late
    )
    return [tuple(row) for row in session.execute(numbers.order_by(Volume.starts, Volume.field_id))]


@pytest.mark.parametrize(
    ("calendar", "starts", "ends"),
    [("administration", *ADMINISTRATION), ("calendar", date(2026, 1, 1), date(2026, 4, 1))],
)
def test_a_quarter_is_the_administrations_or_the_calendars(session, load, calendar, starts, ends):
    assert load("volumes", QUARTERS + LINE, calendar=calendar) == Outcome(1, 0, 0)
    assert stored(session) == [(starts, ends, 1250, 1200, 1190, 10)]


def test_the_last_day_of_a_period_belongs_to_it(session, load):
    text = DAYS + "so-noi-vu,dat-dai,15/12/2025,14/03/2026,1250,1200,,\n"
    assert load("volumes", text) == Outcome(1, 0, 0)
    assert stored(session) == [(*ADMINISTRATION, 1250, 1200, None, None)]
    assert load("volumes", QUARTERS + LINE) == Outcome(0, 1, 0)


def test_a_single_day_is_a_period(session, load):
    load("volumes", DAYS + "so-noi-vu,dat-dai,01/01/2026,01/01/2026,0,0,0,0\n")
    assert stored(session) == [(date(2026, 1, 1), date(2026, 1, 2), 0, 0, 0, 0)]


def test_a_second_load_changes_nothing(session, load):
    text = QUARTERS + LINE + LINE.replace("dat-dai", "ho-tich") + LINE.replace("Q1", "Q2")
    assert load("volumes", text) == Outcome(3, 0, 0)
    assert load("volumes", text) == Outcome(0, 0, 3)
    corrected = LINE.replace("1200,1190", "1201,1191")
    assert load("volumes", QUARTERS + corrected) == Outcome(0, 1, 0)
    assert [row[3:5] for row in stored(session)] == [(1201, 1191), (1200, 1190), (1200, 1190)]


def test_times_that_a_file_leaves_out_stay_as_they_are(session, load, mistakes):
    short = "office,field,quarter,received,settled\nso-noi-vu,dat-dai,2026Q1,1250,1200\n"
    load("volumes", QUARTERS + LINE)
    assert load("volumes", short) == Outcome(0, 0, 1)
    assert load("volumes", short.replace("1250", "1300")) == Outcome(0, 1, 0)
    assert stored(session) == [(*ADMINISTRATION, 1300, 1200, 1190, 10)]
    made = "1190 on time and 10 late are stored and make 1200, not 1201"
    assert mistakes("volumes", short.replace("1200", "1201")) == [
        f"FILE, line 2: {made}; give on_time and late as well (column settled)"
    ]


def test_a_new_number_of_dossiers_needs_no_times(session, load):
    short = "office,field,quarter,received,settled\nso-noi-vu,dat-dai,2026Q1,1250,{}\n"
    assert load("volumes", short.format(1200)) == Outcome(1, 0, 0)
    assert load("volumes", short.format(1201)) == Outcome(0, 1, 0)
    assert stored(session) == [(*ADMINISTRATION, 1250, 1201, None, None)]


def test_one_column_of_times_says_something_of_both(session, load, mistakes):
    load("volumes", QUARTERS + LINE)
    half = "office,field,quarter,received,settled,on_time\nso-noi-vu,dat-dai,2026Q1,1250,1200,{}\n"
    assert mistakes("volumes", half.format(1190)) == [
        "FILE, line 2: on_time and late stand together, or neither (column late)"
    ]
    assert load("volumes", half.format("")) == Outcome(0, 1, 0)
    assert stored(session) == [(*ADMINISTRATION, 1250, 1200, None, None)]


def test_times_that_are_no_longer_given_are_forgotten(session, load):
    load("volumes", QUARTERS + LINE)
    assert load("volumes", QUARTERS + LINE.replace("1190,10", ",")) == Outcome(0, 1, 0)
    assert stored(session) == [(*ADMINISTRATION, 1250, 1200, None, None)]


def test_a_workbook_does_as_well(session, load):
    names = QUARTERS.strip().split(",")
    load(
        "volumes",
        workbook(names, ["so-noi-vu", "dat-dai", "Quý I/2026", 1250, "1.200", None, None]),
    )
    assert stored(session) == [(*ADMINISTRATION, 1250, 1200, None, None)]


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("so-noi-vu", "so-y-te", "office 'so-y-te' is not known (column office)"),
        ("dat-dai", "y-te", "field 'y-te' is not known (column field)"),
        ("2026Q1", "Q5", "'Q5' is not a quarter such as 2026Q3 or Quý III/2026 (column quarter)"),
        ("1.250", "-5", "'-5' is not a whole number from 0 to 999.999.999 (column received)"),
        ("1.250", "12.5", "'12.5' is not a whole number from 0 to 999.999.999 (column received)"),
        ("1.250", "", "the cell is empty (column received)"),
        ("1190", "1189", "1189 on time and 10 late make 1199, not 1200 (column settled)"),
        ("1190", "", "on_time and late stand together, or neither (column on_time)"),
        (",10\n", ",\n", "on_time and late stand together, or neither (column late)"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_is_stored(session, mistakes, right, wrong, reason):
    assert right in LINE
    text = QUARTERS + LINE.replace("Q1", "Q2") + LINE.replace(right, wrong)
    assert mistakes("volumes", text) == [f"FILE, line 3: {reason}"]
    assert stored(session) == []


def test_a_period_that_ends_before_it_starts_is_named(mistakes):
    text = DAYS + "so-noi-vu,dat-dai,02/01/2026,01/01/2026,0,0,,\n"
    assert mistakes("volumes", text) == [
        "FILE, line 2: the period ends before it starts (column ends)"
    ]


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        (QUARTERS.replace("quarter,", ""), ["the column 'quarter' is missing"]),
        (DAYS.replace("ends,", ""), ["the column 'ends' is missing"]),
        (DAYS.replace("field", "field,quarter"), ["the column 'quarter' is not known"]),
    ],
)
def test_a_file_has_a_quarter_or_a_first_and_a_last_day(mistakes, header, wrong):
    said = mistakes("volumes", header + "x" + header.count(",") * "," + "\n")
    assert said[:-1] == [f"FILE: {each}" for each in wrong]


def test_lines_that_count_the_same_dossiers_are_named(mistakes):
    days = "so-noi-vu,{},{},{},1,1,,\n".format
    text = (
        DAYS
        + days("dat-dai", "15/03/2026", "14/06/2026")
        + days("dat-dai", "15/12/2025", "15/03/2026")
        + days("ho-tich", "15/12/2025", "14/03/2026")
        + days("ho-tich", "15/03/2026", "14/06/2026")
        + days("ho-tich", "15/03/2026", "14/06/2026")
        + days("ho-tich", "01/06/2026", "02/06/2026")
    )
    same = "for the same office and field"
    quarter = "15/03/2026–14/06/2026"
    assert mistakes("volumes", text) == [
        f"FILE, line 3: 15/12/2025–15/03/2026 overlaps {quarter} in line 2, {same}",
        f"FILE, line 6: {quarter} overlaps {quarter} in line 5, {same}",
        f"FILE, line 7: 01/06/2026–02/06/2026 overlaps {quarter} in line 5, {same}",
    ]


def test_a_quarter_of_the_other_calendar_is_not_stored_beside_the_first(session, load, mistakes):
    load("volumes", QUARTERS + LINE)
    said = (
        "FILE, line 2: 01/01/2026–31/03/2026 overlaps 15/12/2025–14/03/2026, which is stored for "
        "the same office and field; load it with replacing chosen to put this in its place"
    )
    assert mistakes("volumes", QUARTERS + LINE, calendar="calendar") == [said]
    assert [row[:2] for row in stored(session)] == [ADMINISTRATION]


def test_one_calendar_replaces_the_other_if_so_wished(session, load):
    load("volumes", QUARTERS + LINE + LINE.replace("Q1", "Q2") + LINE.replace("dat-dai", "ho-tich"))
    text = QUARTERS + LINE + LINE.replace("Q1", "Q4")
    assert load("volumes", text, calendar="calendar", replace=True) == Outcome(1, 1, 0)
    assert [row[:2] for row in stored(session)] == [
        ADMINISTRATION,  # of the other field
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ]
    assert load("volumes", text, calendar="calendar", replace=True) == Outcome(0, 0, 2)


def test_periods_that_touch_do_not_overlap(load):
    load("volumes", QUARTERS + LINE)
    assert load("volumes", QUARTERS + LINE.replace("Q1", "Q2")) == Outcome(1, 0, 0)

"""Opening hours: what a setting says, and how long it was open between two moments."""

from datetime import datetime, timedelta

import pytest

from survey.hours import BadHours, ago, open_time, read_hours
from survey.periods import ZONE

OFFICE = "1-5 07:30-11:30, 1-5 13:30-17:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# 19 October 2026 is a Monday. By hand.
@pytest.mark.parametrize(
    ("hours", "start", "end", "minutes"),
    [
        (OFFICE, "2026-10-19 07:00", "2026-10-19 07:30", 0),
        (OFFICE, "2026-10-19 07:00", "2026-10-19 07:45", 15),
        (OFFICE, "2026-10-19 08:00", "2026-10-19 09:00", 60),
        (OFFICE, "2026-10-19 11:20", "2026-10-19 13:35", 10 + 5),
        (OFFICE, "2026-10-19 16:55", "2026-10-20 07:40", 5 + 10),
        (OFFICE, "2026-10-23 16:55", "2026-10-26 07:40", 5 + 10),
        (OFFICE, "2026-10-23 17:00", "2026-10-26 07:30", 0),
        (OFFICE, "2026-10-19 00:00", "2026-10-26 00:00", 5 * (240 + 210)),
        ("6 07:30-11:30", "2026-10-19 00:00", "2026-10-26 00:00", 240),
        ("1-7 00:00-23:59", "2026-10-19 00:00", "2026-10-21 00:00", 2 * (24 * 60 - 1)),
        # What is said twice counts once.
        ("1 08:00-10:00,1 09:00-11:00, 1 08:30-09:30", "2026-10-19 00:00", "2026-10-20 00:00", 180),
        (OFFICE, "2026-10-19 09:00", "2026-10-19 08:00", 0),
    ],
)
def test_how_long_it_was_open(hours, start, end, minutes):
    assert open_time(read_hours(hours), at(start), at(end)) == timedelta(minutes=minutes)


# By hand; 20 October 2026 is a Tuesday.
@pytest.mark.parametrize(
    ("hours", "minutes", "end", "since"),
    [
        (OFFICE, 15, "2026-10-20 09:00", "2026-10-20 08:45"),
        (OFFICE, 15, "2026-10-20 07:40", "2026-10-19 16:55"),
        (OFFICE, 15, "2026-10-20 07:45", "2026-10-20 07:30"),
        (OFFICE, 15, "2026-10-18 12:00", "2026-10-16 16:45"),
        ("1 08:00-08:05", 15, "2026-10-20 09:00", "2026-10-05 08:00"),
        ("1 08:00-10:00,1 09:00-11:00", 150, "2026-10-20 00:00", "2026-10-19 08:30"),
    ],
)
def test_since_when_it_was_open_for_so_long(hours, minutes, end, since):
    assert ago(read_hours(hours), timedelta(minutes=minutes), at(end)) == at(since)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "always",
        "1-5",
        "07:30-17:00",
        "0 07:30-17:00",
        "1-8 07:30-17:00",
        "5-1 07:30-17:00",
        "1 17:00-07:30",
        "1 07:30-07:30",
        "1 7:30-17:00",
        "1 07:30-24:00",
        "1 07:60-17:00",
        "1 07:30-17:00,",
        "1 07:30-17:00; 2 07:30-17:00",
    ],
)
def test_what_is_no_hours_is_refused(text):
    with pytest.raises(BadHours):
        read_hours(text)

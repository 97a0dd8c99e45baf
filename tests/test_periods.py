"""Half months and quarters, and above all their edges."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest

from survey.periods import (
    ADMINISTRATION,
    CALENDAR,
    Period,
    half_month,
    local_day,
    midnight,
    next_half,
    quarter,
    quarter_of,
)


# Vietnam is UTC+7 and has no summer time.
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 14, 16, 59, 59, 999999, tzinfo=UTC), date(2026, 3, 14)),
        (datetime(2026, 3, 14, 17, 0, tzinfo=UTC), date(2026, 3, 15)),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_vietnam(moment, day):
    assert local_day(moment) == day


def test_midnight_is_a_moment():
    assert midnight(date(2026, 3, 15)) == datetime(2026, 3, 14, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "half", "following"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), date(2026, 2, 15)),
        (date(2026, 2, 14), date(2026, 2, 1), date(2026, 2, 15)),
        (date(2026, 2, 15), date(2026, 2, 15), date(2026, 3, 1)),
        (date(2024, 2, 29), date(2024, 2, 15), date(2024, 3, 1)),
        (date(2026, 12, 31), date(2026, 12, 15), date(2027, 1, 1)),
    ],
)
def test_a_month_has_two_halves(day, half, following):
    assert (half_month(day), next_half(half)) == (half, following)


# organisation.md: the year 15/12–14/12, the first quarter 15/12–14/3, the second 15/3–14/6.
@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (1, date(2025, 12, 15), date(2026, 3, 15)),
        (2, date(2026, 3, 15), date(2026, 6, 15)),
        (3, date(2026, 6, 15), date(2026, 9, 15)),
        (4, date(2026, 9, 15), date(2026, 12, 15)),
    ],
)
def test_the_administrations_quarters_begin_on_the_15th(number, start, end):
    assert quarter(2026, number, ADMINISTRATION) == Period(start, end)


def test_calendar_quarters_begin_on_the_first():
    starts = [quarter(2026, number, CALENDAR).start for number in (1, 2, 3, 4)]
    assert starts == [date(2026, month, 1) for month in (1, 4, 7, 10)]
    assert quarter(2026, 4, CALENDAR).end == date(2027, 1, 1)


@pytest.mark.parametrize("kind", [ADMINISTRATION, CALENDAR])
def test_quarters_follow_each_other_without_a_gap(kind):
    quarters = [quarter(year, n, kind) for year in (2025, 2026) for n in (1, 2, 3, 4)]
    assert [q.end for q in quarters[:-1]] == [q.start for q in quarters[1:]]


@pytest.mark.parametrize(
    ("day", "kind", "found"),
    [
        (date(2026, 12, 14), ADMINISTRATION, (2026, 4)),
        (date(2026, 12, 15), ADMINISTRATION, (2027, 1)),
        (date(2026, 12, 31), CALENDAR, (2026, 4)),
        (date(2027, 1, 1), ADMINISTRATION, (2027, 1)),
        (date(2026, 3, 14), ADMINISTRATION, (2026, 1)),
    ],
)
def test_a_day_is_in_one_quarter(day, kind, found):
    assert quarter_of(day, kind) == quarter(*found, kind)


def test_there_is_no_fifth_quarter():
    with pytest.raises(ValueError, match="no quarter 5"):
        quarter(2026, 5)


def test_there_is_no_third_kind_of_quarter():
    with pytest.raises(ValueError, match="no quarters of the kind 'school'"):
        quarter_of(date(2026, 1, 1), "school")


@pytest.mark.parametrize("kind", [ADMINISTRATION, CALENDAR])
def test_every_quarter_is_made_of_whole_half_months(kind):
    quarters = [quarter(year, n, kind) for year in range(2024, 2029) for n in (1, 2, 3, 4)]
    assert [(q.whole_halves, q.split_ends) for q in quarters] == [(q, ()) for q in quarters]


def test_every_period_is_whole_half_months_and_what_they_leave_over():
    days = [date(2024, 1, 28) + timedelta(days=n) for n in range(50)]  # With a 29 February.
    for start, end in combinations(days, 2):
        period = Period(start, end)
        whole = period.whole_halves
        parts = sorted([*([whole] if whole else []), *period.split_ends])
        assert (parts[0].start, parts[-1].end) == (start, end)
        assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
        assert all((part.end - part.start).days < 29 for part in period.split_ends)
        if whole:
            assert whole == Period(half_month(whole.start), half_month(whole.end))


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="2026-01-02"):
        Period(date(2026, 1, 2), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("period", "whole", "split"),
    [
        (quarter(2026, 1), quarter(2026, 1), ()),
        (
            Period(date(2026, 1, 1), date(2026, 3, 21)),
            Period(date(2026, 1, 1), date(2026, 3, 15)),
            (Period(date(2026, 3, 15), date(2026, 3, 21)),),
        ),
        (
            Period(date(2026, 1, 10), date(2026, 2, 20)),
            Period(date(2026, 1, 15), date(2026, 2, 15)),
            (
                Period(date(2026, 1, 10), date(2026, 1, 15)),
                Period(date(2026, 2, 15), date(2026, 2, 20)),
            ),
        ),
        (
            Period(date(2026, 1, 2), date(2026, 1, 5)),
            None,
            (Period(date(2026, 1, 2), date(2026, 1, 5)),),
        ),
    ],
)
def test_an_unusual_cut_off_splits_a_half_month(period, whole, split):
    assert (period.whole_halves, period.split_ends) == (whole, split)


def test_a_period_names_its_last_day():
    assert str(quarter(2026, 1)) == "15/12/2025–14/03/2026"

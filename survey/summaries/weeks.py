"""Weeks in Vietnam, from Monday to Sunday."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from survey.periods import Period, local_day

WEEK = timedelta(days=7)


def last_week(now: datetime) -> Period:
    """The last week that is over."""
    today = local_day(now)
    monday: date = today - timedelta(days=today.weekday())
    return Period(monday - WEEK, monday)

"""Opening hours: when somebody should be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from survey.periods import ZONE, local_day

SHAPE = re.compile(r"([1-7])(?:-([1-7]))? +(\d\d:\d\d)-(\d\d:\d\d)")
EXAMPLE = "1-5 07:30-11:30, 1-5 13:30-17:00, 6 07:30-11:30"


class BadHours(ValueError):
    """A text that says no opening hours."""


@dataclass(frozen=True)
class Opening:
    """From one time to another, on some days of the week; Monday is the first."""

    days: range
    start: time
    end: time


Hours = tuple[Opening, ...]


def read_hours(text: str) -> Hours:
    """The hours that a text says, such as "1-5 07:30-17:00"; several stand with commas."""
    return tuple(_opening(part.strip()) for part in text.split(","))


def _opening(text: str) -> Opening:
    found = SHAPE.fullmatch(text)
    try:
        first, last, start, end = found.groups() if found else ("", "", "", "")
        opening = Opening(
            range(int(first), int(last or first) + 1),
            time.fromisoformat(start),
            time.fromisoformat(end),
        )
    except ValueError:
        raise BadHours(f"{text!r} are no hours, such as {EXAMPLE}") from None
    if not opening.days or opening.start >= opening.end:
        raise BadHours(f"{text!r} end before they begin")
    return opening


def open_time(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """How long it was open altogether between two moments."""
    stretches = _between(hours, start, end)
    return sum((closes - opens for opens, closes in stretches), timedelta())


def ago(hours: Hours, length: timedelta, end: datetime) -> datetime:
    """The latest moment from which it was open for so long until the end."""
    start = end
    while open_time(hours, start, end) < length:
        start -= timedelta(days=7)
    stretches = list(_between(hours, start, end))
    while stretches:
        opens, closes = stretches.pop()
        if closes - opens >= length:
            return closes - length
        length -= closes - opens
    return start


def _between(hours: Hours, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches between two moments in which it is open, none of them twice."""
    day = local_day(start)
    while day <= local_day(end):
        for opens, closes in _of_day(hours, day):
            begins, ends = max(opens, start), min(closes, end)
            if begins < ends:
                yield begins, ends
                start = ends
        day += timedelta(days=1)


def _of_day(hours: Hours, day: date) -> list[tuple[datetime, datetime]]:
    return sorted(
        (datetime.combine(day, each.start, ZONE), datetime.combine(day, each.end, ZONE))
        for each in hours
        if day.isoweekday() in each.days
    )

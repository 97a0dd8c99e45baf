"""Half months, quarters and the time zone in which a day begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

ADMINISTRATION = "administration"
CALENDAR = "calendar"


def local_day(moment: datetime) -> date:
    """The day in Vietnam on which a moment falls."""
    return moment.astimezone(ZONE).date()


def half_month(day: date) -> date:
    """The first day of the half month, 1–14 or 15–end, that a day is in."""
    return day.replace(day=15 if day.day >= 15 else 1)


def next_half(half: date) -> date:
    """The first day of the half month that follows."""
    if half.day == 1:
        return half.replace(day=15)
    return (half.replace(day=1) + timedelta(days=32)).replace(day=1)


def midnight(day: date) -> datetime:
    """The moment at which a day begins in Vietnam."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a period from {self.start} cannot end before {self.end}")

    @property
    def last_day(self) -> date:
        """The last day in it."""
        return self.end - timedelta(days=1)

    @property
    def whole_halves(self) -> Period | None:
        """The whole half months in it, if there are any."""
        start = self.start if self.start == half_month(self.start) else self._after(self.start)
        end = half_month(self.end)
        return Period(start, end) if start < end else None

    @property
    def split_ends(self) -> tuple[Period, ...]:
        """The days in it that whole half months leave over, at either end."""
        whole = self.whole_halves
        if whole is None:
            return (self,)
        ends = ((self.start, whole.start), (whole.end, self.end))
        return tuple(Period(start, end) for start, end in ends if start < end)

    @staticmethod
    def _after(day: date) -> date:
        return next_half(half_month(day))

    def __str__(self) -> str:
        return f"{self.start:%d/%m/%Y}–{self.last_day:%d/%m/%Y}"


def quarter(year: int, number: int, kind: str = ADMINISTRATION) -> Period:
    """A quarter: the administration's from the 15th of the month before, or the calendar's."""
    if number not in (1, 2, 3, 4):
        raise ValueError(f"there is no quarter {number}")
    if kind not in (ADMINISTRATION, CALENDAR):
        raise ValueError(f"there are no quarters of the kind {kind!r}")
    start = date(year, 3 * number - 2, 1)
    end = date(year + number // 4, 3 * number % 12 + 1, 1)
    if kind == CALENDAR:
        return Period(start, end)
    return Period(_fifteenth_before(start), _fifteenth_before(end))


def _fifteenth_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=15)


def quarter_of(day: date, kind: str = ADMINISTRATION) -> Period:
    """The quarter that a day is in."""
    candidates = [quarter(y, n, kind) for y in (day.year, day.year + 1) for n in (1, 2, 3, 4)]
    return next(period for period in candidates if period.start <= day < period.end)

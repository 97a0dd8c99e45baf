"""Moments as tablets count them: milliseconds since 1970, by a clock that may be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def milliseconds(moment: datetime) -> int:
    """A moment as tablets count it."""
    return (moment - EPOCH) // MILLISECOND

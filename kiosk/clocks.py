"""Moments as tablets count them: milliseconds since 1970, by a clock that may be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kiosk.sent import Number

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def milliseconds(moment: datetime) -> int:
    """A moment as tablets count it."""
    return (moment - EPOCH) // MILLISECOND


def moment_of(
    counted: Number, ahead: tuple[Number | None, ...], earliest: datetime, latest: datetime
) -> datetime:
    """When something was, that a tablet's clock says was at `counted`.

    `ahead` says how far the right time may be ahead of that clock, the best guess first. The first
    that leads to a possible moment is believed; if none does, the best guess is kept within bounds.
    """
    low, high = milliseconds(earliest), milliseconds(latest)
    guesses = [counted + each for each in ahead if each is not None] or [counted]
    possible = (guess for guess in guesses if low <= guess <= high)
    return EPOCH + next(possible, min(max(guesses[0], low), high)) * MILLISECOND

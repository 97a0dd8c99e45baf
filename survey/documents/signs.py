"""The signs of the five statuses where they are set as letters, and their colours."""

from __future__ import annotations

from typing import NamedTuple

from analysis.statuses import TOO_FEW


class Sign(NamedTuple):
    """Told apart by shape first: filled is proven, round is on the right side of the target."""

    letter: str
    colour: str


SIGNS = {
    "met": Sign("●", "1B6E3C"),
    "above, not proven": Sign("○", "1B6E3C"),
    "below, not proven": Sign("▽", "A15C00"),
    "missed": Sign("▼", "B3261E"),
    TOO_FEW: Sign("…", "6B7680"),
}
"""The colours of `analysis.charts`, which would bring matplotlib with them."""

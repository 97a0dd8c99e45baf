"""The satisfaction index as the ministry publishes it: the whole from its parts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from analysis.counts import check_integer
from analysis.rounding import half_up

HIGHEST = 100


def whole_of_published(parts: Iterable[tuple[int, Decimal]], places: int = 2) -> Decimal:
    """The index of the whole from its parts as published, each with its number of items.

    The parts count by their items: of 2024, 23 items at 83.84 and 16 at 84.09 give the 83.94 that
    were published. The mean of the two would be 83.97.
    """
    counted = [_published(items, index) for items, index in parts]
    items = sum(items for items, _ in counted)
    if not items:
        raise ValueError("no items were published")
    return half_up(sum((n * index for n, index in counted), Fraction(0)) / items, places)


def _published(items: int, index: Decimal) -> tuple[int, Fraction]:
    """A part as it may be published: a float has lost already which index that was."""
    check_integer(items)
    possible = isinstance(index, Decimal | int) and Decimal(index).is_finite()
    if not (possible and 0 <= index <= HIGHEST):
        raise ValueError(f"a published index is a Decimal from 0 to {HIGHEST}: {index!r}")
    return items, Fraction(index)

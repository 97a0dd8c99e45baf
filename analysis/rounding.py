"""Rounding as Vietnamese documents do it: half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """The value with so many decimals, a half away from zero.

    Exact: 2.25 gives 2.3, which neither a float nor Python's `round` promises. A float is not
    taken: it has lost already whether it was a half.
    """
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; give the fraction it came from")
    scaled = abs(Fraction(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(int(whole if value >= 0 else -whole)).scaleb(-places)

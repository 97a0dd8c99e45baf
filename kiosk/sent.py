"""JSON that tablets send, read so that nothing in it surprises what comes after."""

from __future__ import annotations

import json
import math
from typing import Any

MOST_DIGITS = 18
"""Longer numbers stay text: a database has no room for them, and an answer has none of them."""

Number = int | float


class NoJson(ValueError):
    """What was sent is no JSON."""


def read(body: bytes) -> Any:
    """What was sent. Numbers are ones that can be reckoned with; others stay text."""
    try:
        return json.loads(body, parse_int=_int, parse_float=_float, parse_constant=str)
    except (ValueError, RecursionError) as reason:
        raise NoJson from reason


def number(value: Any) -> Number | None:
    """The value, if it is a number."""
    return value if isinstance(value, Number) and not isinstance(value, bool) else None


def whole(value: Any, most: int) -> int | None:
    """The value without a fraction, if it is a number from 0 to so many."""
    found = number(value)
    return int(found) if found is not None and 0 <= found <= most else None


def _int(digits: str) -> int | str:
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def _float(digits: str) -> float | str:
    found = float(digits)
    return found if math.isfinite(found) else digits

"""Buttons within a form that change its rows and store nothing. They work without script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

DO = "do"
"""What such a button sends: what is to be done, with which list, and with which of its rows."""
SPELT = re.compile(r"(up|down):(\w+):(\d{1,3})")


def rearranged(typed: Mapping[str, Any], do: str) -> dict[str, Any]:
    """What was typed, with a row one place up or down; as it was if there is no such row."""
    result = dict(typed)
    found = SPELT.fullmatch(do)
    if not found or not isinstance(rows := result.get(found[2]), list):
        return result
    here = int(found[3])
    there = here - 1 if found[1] == "up" else here + 1
    if min(here, there) >= 0 and max(here, there) < len(rows):
        rows = [*rows]
        rows[here], rows[there] = rows[there], rows[here]
        result[found[2]] = rows
    return result

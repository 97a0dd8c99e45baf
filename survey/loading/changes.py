"""What the lines of a file change, column by column, as a file would write it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

Said = Mapping[str, Any]
"""What a file says, or would say, of a thing: a value for each column."""


@dataclass(frozen=True)
class Change:
    """What a line adds, or makes different."""

    line: int
    key: str
    """Which thing it is, as the file calls it."""
    is_new: bool
    cells: Mapping[str, tuple[str, str]]
    """Before and after, for each column that becomes different."""

    @property
    def is_any(self) -> bool:
        """Whether there is a change at all."""
        return self.is_new or bool(self.cells)


def change(line: int, key: Sequence[Any], before: Said | None, after: Said) -> Change:
    """What a line changes of a thing that is there, or says of one that is not."""
    cells = {}
    for column, value in after.items():
        old, new = written((before or {}).get(column)), written(value)
        if old != new:
            cells[column] = (old, new)
    return Change(line, " · ".join(filter(None, map(written, key))), before is None, cells)


def fingerprint(changes: Sequence[Change]) -> str:
    """The same for the same changes, and for no others."""
    said = [(each.line, each.key, each.is_new, list(each.cells.items())) for each in changes]
    return sha256(json.dumps(said).encode()).hexdigest()


def written(value: Any) -> str:
    """A value as a person would write it into a cell, so that it is read as the same."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case tuple() | list():
            return " ".join(value)
    return str(value)

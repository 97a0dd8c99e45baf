"""The chain of the log: each entry holds the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from forms.web import translatable
from survey.database import table_of
from survey.models import LogEntry

MISSING = translatable("it is missing")
NO_FOLLOWER = translatable("it does not follow from the one before it")
CHANGED = translatable("it was changed")

FIRST = "0" * 64
"""What the first entry has in the place of a hash before it."""


def hash_of(columns: Mapping[str, Any]) -> str:
    """The SHA-256 of an entry: of all its columns but the hash, as canonical JSON."""
    content = {name: value for name, value in columns.items() if name != "hash"}
    written = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_moment
    )
    return hashlib.sha256(unicodedata.normalize("NFC", written).encode()).hexdigest()


def _moment(value: Any) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} cannot stand in the log")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class BrokenLink:
    """The first entry at which the log is not what was written."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"The log is broken at entry {self.number}: {self.reason}."


@dataclass
class Links:
    """Goes along the chain; knows afterwards how long it was and how it ended."""

    connection: Connection
    entries: int = 0
    last: str = FIRST

    def first_broken(self) -> BrokenLink | None:
        """The first entry that does not follow from the one before it, if there is one."""
        for row in self._rows():
            if reason := self._fault(row):
                return BrokenLink(self.entries + 1, reason)
            self.entries, self.last = row["number"], row["hash"]
        return None

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        entries = table_of(LogEntry)
        query = select(entries).order_by(entries.c.number)
        with self.connection.execute(query, execution_options={"yield_per": 1000}) as rows:
            for row in rows:
                yield row._asdict()

    def _fault(self, row: Mapping[str, Any]) -> str | None:
        if row["number"] != self.entries + 1:
            return MISSING
        if row["previous"] != self.last:
            return NO_FOLLOWER
        return None if row["hash"] == hash_of(row) else CHANGED

"""What a document says about its report as a whole, for files that have a place for it."""

from __future__ import annotations

from datetime import date, datetime, time

from survey.documents.blocks import Document

ABOUT = "about"
AS_AT = "as-at"
EARLIEST = date(1980, 1, 1)
"""Of a document that names no day. A clock is asked nowhere: the same document is the same file."""


def moment_of(document: Document) -> datetime:
    """The beginning of the day on which the figures were taken, for properties that name a time."""
    facts = (row for table in document.tables() if table.key == ABOUT for row in table.rows)
    days = (fact.value for what, fact in facts if what.value == AS_AT)
    return datetime.combine(next((day for day in days if isinstance(day, date)), EARLIEST), time())

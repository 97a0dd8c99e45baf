"""A counter as a table of one line: what a form stores passes the checks that files pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.loading import KINDS, Manner, load_table, table_of_lines
from survey.loading.rows import Cell
from survey.models import Counter, Place

LONGEST_PROPOSED = 50
"""Of an office's code in a number or a code that is proposed."""

Cells = Mapping[str, Cell]


def store(session: Session, cells: Cells, now: datetime, *, keeps_past: bool) -> Counter:
    """Store a line in the transaction under way; the counter as it is then."""
    manner = Manner(now, keeps_past=keeps_past)
    load_table(session, KINDS["counters"], table_of_lines([cells]), manner)
    session.flush()
    session.expire_all()
    return session.scalars(select(Counter).filter_by(number=cells["number"])).one()


def line_of(counter: Counter) -> dict[str, Cell]:
    """The line that says of a counter what is stored."""
    return {
        "number": counter.number,
        "name": counter.name,
        "place": counter.place.code,
        "office": counter.office.code,
        "fields": " ".join(sorted(field.code for field in counter.fields)),
        "questionnaire": counter.questionnaire_key,
        "opened": _cell(counter.opened),
        "closed": _cell(counter.closed),
    }


def changes(before: Cells, after: Cells) -> dict[str, dict[str, Any]]:
    """What of a line has become different, as the log keeps it."""
    names = [name for name in after if after[name] != before.get(name, "")]
    return {
        side: {name: _kept(line.get(name)) for name in names}
        for side, line in (("before", before), ("after", after))
        if line and names
    }


def next_number(session: Session, office: str) -> str:
    """A number for the next counter of an office: its code, and which one it is."""
    start = f"{office[:LONGEST_PROPOSED]}-"
    of_office = Counter.number.startswith(start, autoescape=True)
    return _next(start, session.scalars(select(Counter.number).where(of_office)).all())


def next_place(session: Session, office: str) -> str:
    """A code for a new place of an office."""
    start = f"{office[:LONGEST_PROPOSED]}-p"
    of_office = Place.code.startswith(start, autoescape=True)
    return _next(start, session.scalars(select(Place.code).where(of_office)).all())


def _next(start: str, there: Any) -> str:
    shape = re.compile(re.escape(start) + r"([1-9][0-9]{0,5})")
    taken = [int(found[1]) for name in there if (found := shape.fullmatch(name))]
    return f"{start}{max(taken, default=0) + 1}"


def _cell(day: date | None) -> Cell:
    return day or ""


def _kept(cell: Cell | None) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell or None

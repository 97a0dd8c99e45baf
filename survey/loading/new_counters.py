"""New counters, written in few statements: each holds up whoever writes meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from survey.database import table_of
from survey.models import Counter, CounterCode, Field
from survey.models.offices import counter_fields


@dataclass(frozen=True)
class NewCounter:
    """A counter that is not there yet, with its fields and its first code."""

    columns: Mapping[str, object]
    fields: Iterable[Field]
    code: str


def add(session: Session, counters: Iterable[NewCounter], now: datetime) -> None:
    """Write the counters, if there are any."""
    new = {str(each.columns["number"]): each for each in counters}
    if not new:
        return
    table = table_of(Counter)
    rows = [{**each.columns, "folded": Counter.folded_as(each.columns)} for each in new.values()]
    written = session.execute(insert(table).returning(table.c.number, table.c.id), rows)
    found = [(new[number], key) for number, key in written]
    session.execute(
        insert(counter_fields),
        [{"counter_id": key, "field_id": field.id} for each, key in found for field in each.fields],
    )
    codes = [{"code": each.code, "counter_id": key, "issued_at": now} for each, key in found]
    session.execute(insert(table_of(CounterCode)), codes)

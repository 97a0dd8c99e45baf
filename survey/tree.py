"""The tree of offices as it is, was or will be on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, Integer, Select, Text, cast, func, select
from sqlalchemy.orm import Session, aliased

from survey.history import as_of
from survey.models import Office
from survey.parts import Part, is_open, within

FIRST = 100_000
"""Numbers from here on have equally many digits, so that they sort as text."""
DIGITS = len(str(FIRST))


def tree(day: date, part: Part) -> CTE:
    """A row for each office of a part: its identifier, its name, kind and parent on a day, and the
    path by which the tree is sorted. A parent outside of the part is none."""
    here = _numbered(day, part)
    said = [column for column in here.c if column.name != "number"]
    top = select(*said, here.c.number.label("path")).where(here.c.parent_id.is_(None))
    above = top.cte(recursive=True)
    under = select(*said, above.c.path + here.c.number)
    return above.union_all(under.join(above, here.c.parent_id == above.c.id))


def depth(path: Any) -> Any:
    """How many stand above, by the path."""
    return func.length(path, type_=Integer) // DIGITS - 1


def _numbered(day: date, part: Part) -> CTE:
    """The offices of a part, numbered among those under the same parent."""
    then = as_of(day)
    mine = select(then).join(Office, Office.id == then.c.id).where(within(Office.id, part)).cte()
    parent = mine.alias()
    place = func.row_number().over(partition_by=parent.c.id, order_by=(mine.c.folded, mine.c.id))
    number = cast(FIRST + place, Text).label("number")
    said = (mine.c.id, mine.c.name, mine.c.kind, mine.c.folded, parent.c.id.label("parent_id"))
    return select(*said, number).outerjoin(parent, parent.c.id == mine.c.parent_id).cte()


@dataclass(frozen=True)
class Standing:
    """An office in the tree of a day."""

    code: str
    name: str
    kind: str
    parent: str | None
    """Its code; none at the top of the tree, or of the part that is looked at."""
    is_open: bool


def whole(session: Session, day: date, part: Part) -> Mapping[str, Standing]:
    """Every office of a part by its code as on a day, in the order of the tree."""
    here = tree(day, part)
    parent = aliased(Office)
    asked: Select[Any] = (
        select(Office.code, here.c.name, here.c.kind, parent.code, is_open(day))
        .join(here, here.c.id == Office.id)
        .outerjoin(parent, parent.id == here.c.parent_id)
        .order_by(here.c.path)
    )
    return {row[0]: Standing(*row) for row in session.execute(asked)}

"""The tree of offices as a list: what can be done with it, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, exists, select, true
from sqlalchemy.orm import aliased

from forms.web import translatable
from survey.models import Office, OfficePast
from survey.parts import Part
from survey.staff import office_words as words
from survey.staff.lists import Column, DayFilter, Filter, Listing, contains
from survey.tree import depth, tree

ON_THE_DAY = DayFilter("on", translatable("On the day"), lambda _: true())
"""It chooses the tree, and narrows none."""


def rows_and_listing(day: date, part: Part) -> tuple[Select[Any], Listing]:
    """The offices of a part on a day, and what can be done with the list of them."""
    here = tree(day, part)
    return _rows(here), _listing(here, day)


def _rows(here: CTE) -> Select[Any]:
    """Of each office what it was then, and those above and after it, as far as they are seen."""
    parent, successor = here.alias(), here.alias()
    then = (here.c.name, here.c.kind, depth(here.c.path).label("depth"))
    others = (parent.c.name.label("parent"), successor.c.name.label("successor"))
    return (
        select(Office, *then, *others)
        .join(here, here.c.id == Office.id)
        .outerjoin(parent, parent.c.id == here.c.parent_id)
        .outerjoin(successor, successor.c.id == Office.successor_id)
    )


def _listing(here: CTE, day: date) -> Listing:
    return Listing(
        columns=(
            Column("tree", translatable("Office"), lambda row: row.name, here.c.path),
            Column("code", translatable("Code"), lambda row: row.Office.code, Office.code),
            Column("kind", translatable("Kind"), lambda row: words.kind(row.kind), here.c.kind),
            Column("parent", translatable("Under"), lambda row: row.parent),
            Column("opened", translatable("Opened"), lambda row: row.Office.opened, Office.opened),
            Column("closed", translatable("Closed"), lambda row: row.Office.closed, Office.closed),
            Column("successor", translatable("Followed by"), lambda row: row.successor),
        ),
        searched=lambda word: contains_name(word, here),
        tie=Office.id,
        filters=(
            ON_THE_DAY,
            Filter("kind", translatable("Kind"), words.kinds(), lambda kind: here.c.kind == kind),
            Filter("state", translatable("State"), words.states(), is_in(Office, day), words.OPEN),
        ),
        order="tree",
    )


def contains_name(word: str, here: CTE) -> ColumnElement[bool]:
    """Whether a word stands in the code, or in a name that an office has or ever had."""
    past = aliased(OfficePast)
    had = exists().where(past.office_id == Office.id, contains(word, past.folded))
    return contains(word, here.c.folded, Office.folded) | had.correlate(Office)


def is_in(model: Any, day: date) -> Callable[[str], ColumnElement[bool]]:
    """Tells for the database what `words.state` says."""
    is_closed = and_(model.closed.is_not(None), model.closed <= day)
    is_planned = and_(~is_closed, model.opened.is_not(None), model.opened > day)
    conditions = {
        words.CLOSED: is_closed,
        words.PLANNED: is_planned,
        words.OPEN: and_(~is_closed, ~is_planned),
        words.EVERY: true(),
    }
    return lambda state: conditions[state]

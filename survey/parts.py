"""A part of the tree of offices: what somebody with a role there may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session, aliased

from survey.history import as_of
from survey.models import Office


@dataclass(frozen=True)
class Part:
    """Some offices with everything under them, or everything there is."""

    offices: frozenset[int] = frozenset()
    is_everything: bool = False

    @classmethod
    def of(cls, offices: Iterable[int | None]) -> Part:
        """The part under these offices; None stands for everything."""
        some = frozenset(offices)
        return cls(is_everything=True) if None in some else cls(frozenset(filter(None, some)))

    def __bool__(self) -> bool:
        return self.is_everything or bool(self.offices)


EVERYTHING = Part(is_everything=True)


def within(column: Any, part: Part) -> ColumnElement[bool]:
    """That a column names an office of the part. A thing of no office belongs to everything."""
    if part.is_everything:
        return true()
    return column.in_(under(part.offices)) if part else false()


def under(offices: Iterable[int], on: date | None = None) -> Select[tuple[int]]:
    """The identifiers of some offices and of all under them. On a day, if one is given: of those
    that were under them then and were open.

    Without a day closed offices belong to it too: past quarters had them.
    """
    if on is None:
        return _ever_under(frozenset(offices))
    top, then = _top(offices), as_of(on)
    everything = top.union(select(then.c.id).join(top, then.c.parent_id == top.c.id))
    ids = select(everything.c.id)
    return ids.join(Office, Office.id == everything.c.id).where(is_open(on))


@lru_cache(maxsize=512)
def _ever_under(offices: frozenset[int]) -> Select[tuple[int]]:
    """Kept, since every page asks this of the same few: making it takes longer than its answer."""
    top, child = _top(offices), aliased(Office)
    return select(top.union(select(child.id).join(top, child.parent_id == top.c.id)).c.id)


def _top(offices: Iterable[int]) -> CTE:
    """Without a name of its own, so that one statement may ask several times."""
    return select(Office.id).where(Office.id.in_(offices)).cte(recursive=True)


def above(offices: Iterable[int]) -> Select[tuple[int]]:
    """The identifiers of some offices and of all above them."""
    bottom = select(Office.id, Office.parent_id).where(Office.id.in_(offices)).cte(recursive=True)
    parent = aliased(Office)
    rest = select(parent.id, parent.parent_id).join(bottom, bottom.c.parent_id == parent.id)
    return select(bottom.union(rest).c.id)


def is_open(on: date | ColumnElement[date], thing: Any = Office) -> ColumnElement[bool]:
    """That an office, or another thing with such dates, is open on a day."""
    return and_(
        or_(thing.opened.is_(None), thing.opened <= on),
        or_(thing.closed.is_(None), thing.closed > on),
    )


def shared(session: Session, offices: Iterable[int | None]) -> int | None:
    """The lowest office that has all of these under it, or is all of them; None if none has."""
    chains = [_upwards(session, office) for office in set(offices)]
    if not chains:
        return None
    others = [set(chain) for chain in chains[1:]]
    return next((each for each in chains[0] if all(each in chain for chain in others)), None)


def _upwards(session: Session, office_id: int | None) -> list[int]:
    """An office and those above it, in this order."""
    chain: list[int] = []
    while office_id is not None and office_id not in chain:
        chain.append(office_id)
        office_id = session.scalar(select(Office.parent_id).filter_by(id=office_id))
    return chain

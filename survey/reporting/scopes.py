"""Whom a report is about, and which offices that are in a span."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.report import names
from analysis.report.names import OFFICE, PART, PROVINCE
from survey.history import was
from survey.models import Office
from survey.parts import under
from survey.periods import Period


class NoScope(LookupError):
    """There is no such office, or no single one at the top."""


@dataclass(frozen=True)
class Scope:
    """An office alone, or with all that stood under it."""

    kind: str
    root: int
    code: str
    offices: frozenset[int]

    def told(self, session: Session, period: Period) -> names.Scope:
        """The same as a report has it, with the name of those days."""
        called = names_of(session, [self.root], period)
        return names.Scope(self.kind, self.code, called[self.root])


def office(session: Session, code: str) -> Scope:
    """An office alone."""
    root = _found(session, code)
    return Scope(OFFICE, root.id, code, frozenset([root.id]))


def alone(session: Session, offices: Collection[int]) -> list[Scope]:
    """Each of some offices alone, in the order of their codes."""
    chosen = select(Office.id, Office.code).where(Office.id.in_(offices))
    rows = session.execute(chosen.order_by(Office.code)).all()
    return [Scope(OFFICE, row.id, row.code, frozenset([row.id])) for row in rows]


def part(session: Session, code: str, period: Period) -> Scope:
    """An office with all that stood under it when a period began or ended."""
    root = _found(session, code)
    return Scope(PART, root.id, code, _under(session, root, period))


def province(session: Session, period: Period) -> Scope:
    """Everything under the office at the top."""
    tops = session.scalars(select(Office).where(Office.parent_id.is_(None))).all()
    if len(tops) != 1:
        raise NoScope(f"{len(tops)} offices stand at the top")
    return Scope(PROVINCE, tops[0].id, tops[0].code, _under(session, tops[0], period))


def names_of(session: Session, offices: Collection[int], period: Period) -> dict[int, str]:
    """What offices were called on the last day of a period."""
    then = was(session, period.last_day, offices)
    return {office_id: each.name for office_id, each in then.items()}


def _under(session: Session, root: Office, period: Period) -> frozenset[int]:
    days = (period.start, period.last_day)
    found = {row.id for day in days for row in session.execute(under([root.id], on=day))}
    return frozenset([root.id, *found])


def _found(session: Session, code: str) -> Office:
    found = session.scalar(select(Office).filter_by(code=code))
    if found is None:
        raise NoScope(f"there is no office {code!r}")
    return found

"""What the page of an office shows, as far as it lies within the reader's part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from survey.models import Counter, Office, OfficePast, Place
from survey.offices import of_part
from survey.parts import Part, is_open, within


@dataclass(frozen=True)
class Page:
    """An office with all that stands around it."""

    office: Office
    parent: Office | None
    successor: Office | None
    predecessors: Sequence[Office]
    pasts: Sequence[tuple[OfficePast, str | None]]
    """What it was before, the newest first, each with the name of whom it stood under."""
    under: Sequence[Office]
    places: Sequence[Place]
    counters: Sequence[Counter]
    """Those that have not closed."""


def page(session: Session, office: Office, part: Part, today: date) -> Page:
    """The page of an office."""
    around = {office.parent_id, office.successor_id} - {None}
    seen = {each.id: each for each in session.scalars(of_part(part).where(Office.id.in_(around)))}
    by_name = (Office.folded, Office.id)
    mine = of_part(part)
    return Page(
        office,
        seen.get(office.parent_id or 0),
        seen.get(office.successor_id or 0),
        session.scalars(mine.where(Office.successor_id == office.id).order_by(*by_name)).all(),
        _pasts(session, office, part),
        session.scalars(
            mine.where(Office.parent_id == office.id, is_open(today)).order_by(*by_name)
        ).all(),
        session.scalars(select(Place).filter_by(office_id=office.id).order_by(Place.folded)).all(),
        session.scalars(_open_counters(office, today)).all(),
    )


def _open_counters(office: Office, today: date) -> Select[Counter]:
    is_there = or_(Counter.closed.is_(None), Counter.closed > today)
    return select(Counter).where(Counter.office_id == office.id, is_there).order_by(Counter.folded)


def _pasts(session: Session, office: Office, part: Part) -> Sequence[tuple[OfficePast, str | None]]:
    """Whom it stood under is named as far as that lies within the part, by its name of now."""
    rows = session.execute(
        select(OfficePast, Office.name)
        .outerjoin(Office, (Office.id == OfficePast.parent_id) & within(Office.id, part))
        .where(OfficePast.office_id == office.id)
        .order_by(OfficePast.until.desc())
    )
    return [(past, name) for past, name in rows]


def choices(session: Session, part: Part, today: date) -> Mapping[str, str]:
    """The offices of a part that have not closed, by their codes: those to stand under."""
    not_closed = or_(Office.closed.is_(None), Office.closed > today)
    mine = select(Office.code, Office.name).where(within(Office.id, part), not_closed)
    rows = session.execute(mine.order_by(Office.folded, Office.id)).all()
    return {code: name for code, name in rows}  # noqa: C416 rows are no pairs to mypy


def siblings(session: Session, office: Office, part: Part, today: date) -> Mapping[str, str]:
    """The open offices of its kind beside one, by their identifiers: those that may be merged with
    it."""
    beside = of_part(part).where(
        Office.parent_id == office.parent_id, Office.kind == office.kind, Office.id != office.id
    )
    found = session.scalars(beside.where(is_open(today), Office.closed.is_(None)))
    return {str(each.id): each.name for each in sorted(found, key=lambda each: each.folded)}

"""The offices that somebody may read reports of, and what has been published of a span."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session

from analysis.report.names import OFFICE, PART, PROVINCE
from forms.web import translatable
from survey.models import Edition, Office
from survey.parts import Part, within
from survey.periods import local_day
from survey.report_pages.keys import choices
from survey.reporting.spans import Span
from survey.staff.lists import Column, Filter, Listing, contains

Newest = Mapping[tuple[int, str], Edition]
"""By office and kind of report."""
MOST_FIRST = 5


@dataclass(frozen=True)
class Shelf:
    """The reports of a span."""

    span: Span
    newest: Newest
    parents: frozenset[int]
    """Offices that have others under them."""
    tops: frozenset[int]

    @classmethod
    def of(cls, session: Session, part: Part, span: Span) -> Shelf:
        editions = session.scalars(_editions(span, part)).all()
        parents = session.scalars(select(Office.parent_id).distinct()).all()
        tops = session.scalars(select(Office.id).where(Office.parent_id.is_(None)).limit(2)).all()
        return cls(
            span,
            {(each.office_id, each.scope): each for each in editions},
            frozenset(each for each in parents if each is not None),
            frozenset(tops if len(tops) == 1 else ()),
        )

    def kinds(self, office: Office) -> list[str]:
        """Which reports there are of an office: of all that is under it first."""
        if office.id in self.tops:
            return [PROVINCE, OFFICE]
        return [PART, OFFICE] if office.id in self.parents else [OFFICE]

    def published(self, office: Office, kind: str) -> Edition | None:
        """The newest edition of one of them."""
        return self.newest.get((office.id, kind))


def _editions(span: Span, part: Part) -> Select[Edition]:
    """All of a span, the newest of each report last."""
    told = span.told
    mine = select(Edition).where(within(Edition.office_id, part), Edition.last == told.last)
    same = {"span": told.kind, "year": told.year, "quarter": told.number}
    return mine.filter_by(calendar=told.calendar, **same).order_by(Edition.number)


def asked_span(arguments: Mapping[str, str], today: date, language: str) -> Span:
    """The span that an address names, else the last quarter that is over."""
    offered = choices(today, language)
    given = arguments.get("span", "")
    return Span.parse(given if given in offered else next(iter(offered)))


def first(session: Session, part: Part) -> Sequence[Office]:
    """The offices on which somebody has their role: their reports are looked for most."""
    is_first = Office.parent_id.is_(None) if part.is_everything else Office.id.in_(part.offices)
    found = select(Office).where(is_first).order_by(Office.folded, Office.id).limit(MOST_FIRST)
    return session.scalars(found).all()


def offices(part: Part) -> Select[Any]:
    """Those of a part."""
    return select(Office).where(within(Office.id, part))


def listing(shelf: Shelf, today: date, language: str) -> Listing:
    """What can be done with the list of them."""
    spans = choices(today, language)
    return Listing(
        columns=(
            Column("office", translatable("Office"), lambda row: row[0].name, Office.folded),
            Column("code", translatable("Code"), lambda row: row[0].code),
            Column("edition", translatable("Edition"), _of(shelf, lambda each: each.number)),
            Column("day", translatable("Published on"), _of(shelf, _day)),
            Column("by", translatable("Published by"), _of(shelf, lambda each: each.name)),
        ),
        searched=lambda word: contains(word, Office.folded),
        tie=Office.id,
        filters=(Filter("span", translatable("Span"), spans, _anything, next(iter(spans))),),
        order="office",
    )


def _of(shelf: Shelf, said: Callable[[Edition], Any]) -> Callable[[Any], Any]:
    """What is said of the newest edition of a row's first report that has one."""

    def cell(row: Any) -> Any:
        found = (shelf.published(row[0], kind) for kind in shelf.kinds(row[0]))
        return next((said(each) for each in found if each is not None), None)

    return cell


def _day(edition: Edition) -> date:
    return local_day(edition.published_at)


def _anything(_: str) -> ColumnElement[bool]:
    """A span narrows no list of offices."""
    return true()

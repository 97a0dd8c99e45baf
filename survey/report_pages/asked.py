"""The report that an address names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.report import Report, tell
from analysis.report.facts import Facts
from analysis.report.names import OFFICE, PART, PROVINCE
from survey.editions.kept import series
from survey.hours import Hours
from survey.models import Edition, Office
from survey.parts import Part, within
from survey.periods import local_day
from survey.reporting import scopes
from survey.reporting.collecting import Request, collect
from survey.reporting.scopes import NoScope, Scope, names_of
from survey.reporting.spans import BadSpan, Span

KINDS = (OFFICE, PART, PROVINCE)


@dataclass(frozen=True)
class Asked:
    """Whom and when a report is about, and when it is read."""

    session: Session
    office: Office
    scope: Scope
    span: Span
    key: str
    """Of the span."""
    now: datetime
    hours: Hours

    @property
    def request(self) -> Request:
        """The same as figures are collected for it."""
        return Request(self.scope, self.span, self.now, self.hours)

    @property
    def address(self) -> dict[str, str]:
        """What stands in the addresses of its pages."""
        return {"kind": self.scope.kind, "code": self.scope.code, "span": self.key}

    @property
    def is_over(self) -> bool:
        """Whether its last day is: until then nobody publishes it."""
        return local_day(self.now) > self.span.told.last

    @property
    def over(self) -> str:
        """What the office above was called; nothing of the province."""
        if self.scope.kind == PROVINCE or self.office.parent_id is None:
            return ""
        return names_of(self.session, [self.office.parent_id], self.span.period).get(
            self.office.parent_id, ""
        )

    def draft(self, span: Span | None = None) -> Report:
        """The report as it is now, of this span or of another."""
        if span is None:
            return _told(self.session, self.request)
        scope = scope_of(self.session, self.scope.kind, self.scope.code, span)
        return _told(self.session, Request(scope, span, self.now, self.hours))


def _told(session: Session, request: Request) -> Report:
    facts = collect(session, request)
    return _tell(facts, repr(facts))


@lru_cache(maxsize=16)
def _tell(facts: Facts, _: str) -> Report:
    """A report says the same of the same facts, so it is kept by them and never out of date. In
    words, too: 90 and 90.0 are the same threshold, and are written otherwise."""
    return tell(facts)


def find(
    session: Session, part: Part, address: tuple[str, str, str], now: datetime, hours: Hours
) -> Asked:
    """What a kind, a code and the key of a span name, if the office lies in the part."""
    kind, code, key = address
    span = _begun(key, now)
    office = session.scalar(select(Office).where(Office.code == code, within(Office.id, part)))
    if span is None or office is None or kind not in KINDS:
        abort(404)
    try:
        scope = scope_of(session, kind, code, span)
    except NoScope:
        abort(404)
    if scope.root != office.id:  # The province has the code of the office at the top.
        abort(404)
    return Asked(session, office, scope, span, key, now, hours)


def scope_of(session: Session, kind: str, code: str, span: Span) -> Scope:
    """An office alone, with all under it in a span, or the province."""
    if kind == OFFICE:
        return scopes.office(session, code)
    if kind == PART:
        return scopes.part(session, code, span.period)
    return scopes.province(session, span.period)


def edition_of(asked: Asked, number: int) -> Edition:
    """One of its editions."""
    mine = select(Edition).filter_by(**series(asked.scope, asked.span), number=number)
    return asked.session.scalar(mine) or abort(404)


def _begun(key: str, now: datetime) -> Span | None:
    try:
        span = Span.parse(key)
    except BadSpan:
        return None
    return span if span.period.start <= local_day(now) else None

"""Editions as they were published: found, and read back."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from analysis.report import NotCanonical, Report
from analysis.report import read as read_report
from analysis.report.changes import Changes, changes
from survey.models import Edition, PublicReport
from survey.reporting.scopes import Scope
from survey.reporting.spans import Span

SERIES = ("scope", "office_id", "span", "year", "quarter", "calendar", "last")
"""The columns that all editions of one report have in common."""


class BrokenEdition(Exception):
    """The stored text is not what was published."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"The report {key} is broken: {reason}.")
        self.key, self.reason = key, reason


def editions(session: Session, scope: Scope, span: Span) -> Sequence[Edition]:
    """All editions of the report of a scope and a span, the first one first."""
    return session.scalars(_of(scope, span).order_by(Edition.number)).all()


def latest(session: Session, scope: Scope, span: Span) -> Edition | None:
    """The newest of them, if there is any."""
    return session.scalar(_of(scope, span).order_by(Edition.number.desc()).limit(1))


def is_newest(session: Session, edition: Edition) -> bool:
    """Whether no other edition of the same report has followed."""
    same = {name: getattr(edition, name) for name in SERIES}
    newest = session.scalar(select(func.max(Edition.number)).filter_by(**same))
    return newest == edition.number


def series(scope: Scope, span: Span) -> dict[str, Any]:
    """What stands in these columns."""
    told = span.told
    return {
        "scope": scope.kind,
        "office_id": scope.root,
        "span": told.kind,
        "year": told.year,
        "quarter": told.number,
        "calendar": told.calendar,
        "last": told.last,
    }


def _of(scope: Scope, span: Span) -> Select[Edition]:
    return select(Edition).filter_by(**series(scope, span))


def span_of(edition: Edition) -> Span:
    """The span that an edition tells of, as reports are asked for."""
    whole = Span(edition.span, edition.year, edition.quarter, edition.calendar)
    if whole.told.last == edition.last:
        return whole
    return Span(edition.span, edition.year, edition.quarter, edition.calendar, edition.last)


def read(edition: Edition) -> Report:
    """The report that was published, once its hash has been looked at."""
    return _read(edition.figures, edition.digest, edition.key)


def read_public(public: PublicReport) -> Report:
    """The figures that everybody may read, likewise."""
    return _read(public.figures, public.digest, f"{public.edition.key}, as it is public")


def _read(figures: bytes, digest: str, key: str) -> Report:
    if sha256(figures).hexdigest() != digest:
        raise BrokenEdition(key, "its figures are not those that the hash is of")
    try:
        return read_report(figures)
    except NotCanonical as error:
        raise BrokenEdition(key, str(error)) from None


def changed(edition: Edition, report: Report) -> Changes:
    """What late answers and corrections have made of the figures since an edition."""
    return changes(read(edition), report)


def is_same(edition: Edition, report: Report) -> bool:
    """Whether a report says what an edition says. The day on which it was counted is no figure."""
    return not changed(edition, report).is_any

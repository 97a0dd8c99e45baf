"""A report as somebody takes it along: as it is now, or as an edition has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from analysis.report import Report, canonical, tell
from analysis.report.names import OFFICE, PROVINCE
from analysis.words import Language
from survey.documents.blocks import Document
from survey.documents.document import Published, document
from survey.documents.formats import FORMATS
from survey.documents.remarks import with_words
from survey.editions import kept
from survey.history import was
from survey.models import Edition
from survey.periods import local_day
from survey.reporting.collecting import Request, collect
from survey.reporting.scopes import Scope
from survey.reporting.spans import Span

JSON = "json"
"""The figures themselves: no language, and nothing of a document."""
EXTENSIONS = {**{key: each.extension for key, each in FORMATS.items()}, JSON: "json"}
OTHER = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Copy:
    """A report, and what stands around it."""

    report: Report
    span: Span
    over: str
    """The office above."""
    edition: Edition | None = None

    def document(self, language: Language) -> Document:
        """All of it in a language, with what the head said."""
        told = document(self.report, language, state=self._state, over=self.over)
        if self.edition is None:
            return told
        return with_words(told, self.edition.remarks, self.edition.next_steps)

    @property
    def figures(self) -> bytes:
        """Those of an edition are as they are kept, byte for byte."""
        return self.edition.figures if self.edition else canonical(self.report)

    def file(self, form: str, language: Language) -> bytes:
        """The same as a file of some format."""
        if form == JSON:
            return self.figures
        return FORMATS[form].set(self.document(language), self.figures)

    def name(self, form: str, language: Language) -> str:
        """What the file is called. One in another language stands beside the Vietnamese one."""
        number = self.edition.number if self.edition else None
        name = name_of(self.report.scope.code, self.report.scope.kind, self._span, number)
        other = f"-{language}" if language != "vi" and form != JSON else ""
        return f"{name}{other}.{EXTENSIONS[form]}"

    @property
    def _span(self) -> str:
        """The word for it, or its days."""
        told = self.span.told
        return self.span.word or f"{told.starts.isoformat()}-{told.last.isoformat()}"

    @property
    def _state(self) -> Published | None:
        if self.edition is None:
            return None
        day = local_day(self.edition.published_at)
        return Published(self.edition.number, day, self.edition.name)


def name_of(code: str, kind: str, span: str, edition: int | None) -> str:
    """What a file is called, without its ending: of letters that every system takes."""
    whose = OTHER.sub("-", code) + ("" if kind == OFFICE else f"-{kind}")
    state = f"edition-{edition}" if edition else "draft"
    return f"report-{whose}-{span}-{state}"


def draft(session: Session, request: Request) -> Copy:
    """The report as it is now."""
    report = tell(collect(session, request))
    return Copy(report, request.span, over(session, request.scope, request.span))


def published(session: Session, scope: Scope, edition: Edition) -> Copy:
    """The report as it was published."""
    span = kept.span_of(edition)
    return Copy(kept.read(edition), span, over(session, scope, span), edition)


def over(session: Session, scope: Scope, span: Span) -> str:
    """What the office above was called when a span ended; nothing over the province."""
    if scope.kind == PROVINCE:
        return ""
    last = span.period.end - timedelta(days=1)
    parent = was(session, last, [scope.root])[scope.root].parent_id
    return was(session, last, [parent])[parent].name if parent else ""

"""The facts of a report, from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from analysis.report import facts
from survey.hours import Hours, open_time
from survey.periods import Period, local_day, midnight
from survey.precedence import Precedence
from survey.reporting.measures import Measure
from survey.reporting.promises import promises
from survey.reporting.scopes import Scope
from survey.reporting.sources import Sources
from survey.reporting.spans import Span
from survey.standing import Targets


@dataclass(frozen=True)
class Request:
    """What somebody wants a report of, and when."""

    scope: Scope
    span: Span
    now: datetime
    hours: Hours
    """When offices are open: only then is a day silent."""


def collect(session: Session, request: Request) -> facts.Facts:
    """All that the report of a scope and a span is made of."""
    scope, span, today = request.scope, request.span, local_day(request.now)
    targets = Targets(Precedence.read(session, today), span.year)
    sources = Sources(session, scope, span, targets)
    return facts.Facts(
        scope.told(session, span.period),
        span.told,
        today,
        _open_days(request.hours, span.period, today),
        tuple(Measure(name, sources, pairs).collected for name, pairs in sources.served.items()),
        sources.answers.questionnaires,
        promises(session, sources),
    )


def _open_days(hours: Hours, period: Period, today: date) -> tuple[date, ...]:
    """The days of a period that are over, and on which it was open."""
    over = (min(period.end, today) - period.start).days
    days = (period.start + timedelta(days=n) for n in range(over))
    return tuple(
        day for day in days if open_time(hours, midnight(day), midnight(day + timedelta(days=1)))
    )

"""The facts of a report, from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.report import facts
from analysis.report.names import Thing
from survey.hours import Hours, open_time
from survey.models import Field
from survey.periods import Period, local_day, midnight
from survey.precedence import Precedence
from survey.reporting.answers import Answers
from survey.reporting.aspects import Aspects
from survey.reporting.measures import Measure
from survey.reporting.scopes import Scope
from survey.reporting.served import served
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
    period, scope, today = request.span.period, request.scope, local_day(request.now)
    answers = Answers(session, period, scope.offices)
    targets = Targets(Precedence.read(session, today), request.span.year)
    pairs = served(session, period, scope.offices, answers.cells)
    before = [(span, Answers(session, span.period, scope.offices)) for span in request.span.others]
    fields, aspects = _fields(session), Aspects(session, period, scope.offices)
    measures = [
        Measure(name, scope, answers, targets, of_measure, fields, aspects, before).collected
        for name, of_measure in pairs.items()
    ]
    told = scope.told(session, period)
    open_days = _open_days(request.hours, period, today)
    return facts.Facts(
        told, request.span.told, today, open_days, tuple(measures), answers.questionnaires
    )


def _fields(session: Session) -> dict[int, Thing]:
    query = select(Field.id, Field.code, Field.name_vi, Field.name_en)
    return {id_: Thing(code, vi, en) for id_, code, vi, en in session.execute(query)}


def _open_days(hours: Hours, period: Period, today: date) -> tuple[date, ...]:
    """The days of a period that are over, and on which it was open."""
    over = (min(period.end, today) - period.start).days
    days = (period.start + timedelta(days=n) for n in range(over))
    return tuple(
        day for day in days if open_time(hours, midnight(day), midnight(day + timedelta(days=1)))
    )

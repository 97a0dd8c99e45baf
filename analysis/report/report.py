"""A report: every figure, verdict and comparison of an office and a span, decided once."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.answer import Answer, answer
from analysis.report.appendix import Appendix, appendix
from analysis.report.breakdown import Breakdown, breakdown
from analysis.report.comparison import Comparison, comparison
from analysis.report.dissatisfaction import Dissatisfaction, dissatisfaction
from analysis.report.facts import Facts, Measured
from analysis.report.guards import guard
from analysis.report.names import OFFICE, WHOM, Scope, Span
from analysis.report.points import Assessed, assessed
from analysis.report.rates import may_show
from analysis.report.remedies import Remedies, remedies
from analysis.report.respondents import Respondents, respondents

CIRCULAR_IS_OF = "transaction"
"""The measure whose questions the circular has points for."""

FORM = 1
"""Of how a report is made up. Reports of all forms until this one are read for good: what a new one
needs, `analysis.report.canonical` says."""


@dataclass(frozen=True)
class Part:
    """What a report says of one measure; each stands on pages of its own."""

    measure: str
    answer: Answer
    respondents: Respondents
    breakdown: Breakdown
    points: Assessed | None
    """The circular's; nothing where it does not speak of such answers, or of an office alone."""
    dissatisfaction: Dissatisfaction
    comparison: Comparison | None
    """Nothing for an office alone."""


@dataclass(frozen=True)
class Report:
    """What all formats set. It holds no number that may not be shown."""

    form: int
    scope: Scope
    span: Span
    parts: tuple[Part, ...]
    remedies: Remedies
    appendix: Appendix


def tell(facts: Facts) -> Report:
    """What there is to say."""
    parts = tuple(_part(facts, measured) for measured in facts.measures)
    told = appendix(facts.as_at, facts.questionnaires)
    account = remedies(facts.remedies, facts.span.starts, min(facts.span.last, facts.as_at))
    return Report(FORM, facts.scope, facts.span, parts, account, told)


def _part(facts: Facts, measured: Measured) -> Part:
    demand = measured.whole.demand
    whom = demand.whom if demand else WHOM
    of_office = facts.scope.kind == OFFICE
    earlier = measured.earlier.cells if measured.earlier else ()
    guarded = guard(measured.cells, measured.channels, whom, of_office=of_office)
    then = guard(earlier, (), whom, of_office=of_office)
    has_points = of_office and measured.measure == CIRCULAR_IS_OF
    is_open = may_show(measured.whole, is_open=guarded.shows_anything)
    return Part(
        measured.measure,
        answer(measured, guarded, then),
        respondents(facts, measured, guarded),
        breakdown(measured, guarded),
        assessed(measured.points if is_open else (), facts.span.last) if has_points else None,
        dissatisfaction(measured, guarded),
        None if of_office else comparison(measured, guarded, then),
    )

"""The span that a measure is compared with: the best one in which anybody answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from analysis.report import facts
from survey.cells import Cells, Pair
from survey.figures import Group, figures
from survey.reporting.answers import Answers
from survey.reporting.sources import Sources
from survey.reporting.spans import Span
from survey.reporting.tallies import tally_of

Crossed = Callable[[Answers], tuple[facts.Cell, ...]]


def found(sources: Sources, measure: str) -> tuple[Span, Answers] | None:
    """Which one it is; nothing if nobody answered in any."""
    offices = sources.scope.offices
    spans = (each for each in sources.before if each[1].cells.pairs(measure, offices))
    return next(spans, None)


def compared(
    sources: Sources, whole: Group, before: tuple[Span, Answers], crossed: Crossed
) -> facts.Earlier:
    """What was told then by the same people."""
    span, answers = before
    pairs = answers.cells.pairs(whole.measure, sources.scope.offices)
    group = Group(whole.measure, frozenset(pairs), whole.holding)
    (figure,) = figures(answers.cells, [group])
    fields = tuple(
        (
            sources.fields[field].code,
            counts_of(answers.cells, whole, [pair for pair in pairs if pair[1] == field]),
        )
        for field in sorted({field for _, field in pairs})
    )
    return facts.Earlier(span.told, tally_of(figure), fields, crossed(answers))


def counts_of(counted: Cells, whole: Group, pairs: Collection[Pair]) -> facts.Counts:
    """The answers of those whom the target of a whole is for, about some fields of some offices."""
    each: Sequence[tuple[int, int]] = [
        counted.counts(whole.measure, pair, whole.whom) for pair in pairs
    ]
    return facts.Counts(sum(n for n, _ in each), sum(s for _, s in each))

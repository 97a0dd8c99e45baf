"""The offices of a part beside each other, each as the first page of staff has it."""

from __future__ import annotations

from collections.abc import Collection

from analysis.report import facts
from survey.cells import Pair
from survey.figures import Group, figures
from survey.reporting.answers import Answers
from survey.reporting.earlier import counts_of
from survey.reporting.sources import Sources
from survey.reporting.spans import Span
from survey.reporting.tallies import settling, tally_of
from survey.standing import groups


def beside(
    sources: Sources,
    whole: Group,
    served: Collection[Pair],
    before: tuple[Span, Answers] | None,
) -> tuple[facts.OfficeFacts, ...]:
    """The offices that serve people, in the order of their codes."""
    called = sources.offices
    ids = sorted({office for office, _ in served}, key=lambda each: called[each].code)
    told = _tallies(sources, whole.measure)
    return tuple(
        facts.OfficeFacts(
            called[each],
            told[each] if each in told else _of_nobody(sources, whole.measure, each),
            _then(whole, each, before[1]) if before else facts.Counts(),
        )
        for each in ids
    )


def _tallies(sources: Sources, measure: str) -> dict[int, facts.Tally]:
    """Of the offices with answers."""
    return {
        each.office: settling(each.main)
        for each in sources.standings
        if each.measure == measure and each.office is not None
    }


def _of_nobody(sources: Sources, measure: str, office: int) -> facts.Tally:
    """Of one about which nobody answered: the target that it is held to."""
    counted = sources.answers.cells
    (figure,) = figures(counted, groups(sources.targets, counted, measure, [office], office)[:1])
    return tally_of(figure)


def _then(whole: Group, office: int, before: Answers) -> facts.Counts:
    return counts_of(before.cells, whole, before.cells.pairs(whole.measure, [office]))

"""The answers of a measure taken apart as far as a report tells of its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from analysis.report.facts import Cell, Counts
from analysis.report.guards import EVERYBODY
from analysis.report.names import OFFICE, Thing
from survey.cells import Cells
from survey.precedence import WHOM
from survey.reporting.answers import Answers
from survey.reporting.scopes import Scope


@dataclass(frozen=True)
class Names:
    """What things in the database are called in a report."""

    fields: Mapping[int, Thing]
    offices: Mapping[int, str]
    """Their codes."""
    groups: Mapping[int, str]
    """Which fields have a target in common."""


def crossed(
    answers: Answers, measure: str, scope: Scope, names: Names, told: Collection[frozenset[str]]
) -> tuple[Cell, ...]:
    """By field and counter of an office, or by field and office; of those whose answers count in
    the figures that are told.

    Who stood at which counter is not counted. So where somebody's answers are left out there are no
    counters, and sorts of people are taken apart if some figure counts them and another does not.
    """
    counted = answers.cells
    heard = _heard(counted, measure)
    if len({whom & heard for whom in told}) > 1:
        return tuple(_by_whom(counted, measure, names))
    (whom,) = {whom & heard for whom in told}
    if scope.kind == OFFICE and whom == heard:
        return tuple(_by_counter(answers, measure, names))
    return tuple(_by_office(counted, measure, names, whom))


def _heard(counted: Cells, measure: str) -> frozenset[str]:
    """Which sorts of people answered."""
    of_measure = counted.answers.get(measure, {}).values()
    return frozenset(who for cell in of_measure for who, n in cell.items() if n.answered)


def _by_whom(counted: Cells, measure: str, names: Names) -> Iterator[Cell]:
    for pair, whom, counts in _answers(counted, measure):
        office, field = pair
        yield _cell(names, field, names.offices[office], whom, counts)


def _by_office(counted: Cells, measure: str, names: Names, whom: Collection[str]) -> Iterator[Cell]:
    for pair in sorted(counted.answers.get(measure, {})):
        answered, satisfied = counted.counts(measure, pair, whom)
        if answered:
            unit, counts = names.offices[pair[0]], Counts(answered, satisfied)
            yield _cell(names, pair[1], unit, EVERYBODY, counts)


def _by_counter(answers: Answers, measure: str, names: Names) -> Iterator[Cell]:
    for (field, counter), counts in sorted(answers.counters(measure).items()):
        if counts.answered:
            yield _cell(names, field, counter, EVERYBODY, counts)


def _answers(counted: Cells, measure: str) -> Iterator[tuple[tuple[int, int], str, Counts]]:
    for pair in sorted(counted.answers.get(measure, {})):
        for whom in WHOM:
            answered, satisfied = counted.counts(measure, pair, [whom])
            if answered:
                yield pair, whom, Counts(answered, satisfied)


def _cell(names: Names, field: int, unit: str, whom: str, counts: Counts) -> Cell:
    return Cell(names.groups[field], names.fields[field].code, unit, whom, counts)

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


def is_apart(counted: Cells, measure: str, told: Collection[frozenset[str]]) -> bool:
    """Whether some figure leaves out answers that another could count."""
    of_measure = counted.answers.get(measure, {}).values()
    heard = {who for cell in of_measure for who, counts in cell.items() if counts.answered}
    return any(heard - whom for whom in told)


def crossed(
    answers: Answers, measure: str, scope: Scope, names: Names, *, apart: bool
) -> tuple[Cell, ...]:
    """By field and counter of an office, or by field and office; by sorts of people in place of
    counters, if these are told of apart: who stood at which counter is not counted."""
    if apart:
        found = _by_whom(answers.cells, measure, names)
    elif scope.kind == OFFICE:
        found = _by_counter(answers, measure, names)
    else:
        found = _by_office(answers.cells, measure, names)
    return tuple(found)


def _by_whom(counted: Cells, measure: str, names: Names) -> Iterator[Cell]:
    for pair, whom, counts in _answers(counted, measure):
        office, field = pair
        yield _cell(names, field, names.offices[office], whom, counts)


def _by_office(counted: Cells, measure: str, names: Names) -> Iterator[Cell]:
    for pair, of_pair in sorted(counted.answers.get(measure, {}).items()):
        answered, satisfied = counted.counts(measure, pair, of_pair)
        yield _cell(names, pair[1], names.offices[pair[0]], EVERYBODY, Counts(answered, satisfied))


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

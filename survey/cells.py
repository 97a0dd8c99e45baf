"""What a figure is made of: answers by office and field, and the dossiers that they stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import tally
from survey.models import Volume
from survey.models.counts import COUNTED
from survey.periods import Period
from survey.precedence import ORGANISATIONS, PEOPLE

ORGANISATION = "organisation"
"""Of a respondent who said so. Whoever said nothing counts as one of the people."""

Pair = tuple[int, int]
"""An office and a field."""


class Counts(NamedTuple):
    """How many answered, and how many of them were satisfied."""

    answered: int
    satisfied: int

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.answered + other.answered, self.satisfied + other.satisfied)


@dataclass(frozen=True)
class Cells:
    """The answers of a period that count, and how many dossiers were settled."""

    answers: Mapping[str, Mapping[Pair, Mapping[str, Counts]]]
    """By measure, by office and field, and by whether people or organisations answered."""
    dossiers: Mapping[Pair, int]
    """Of the pairs of which the whole period is known."""

    def counts(self, measure: str, pair: Pair, whom: Collection[str]) -> Counts:
        """The answers of these people about a field in an office."""
        answered = satisfied = 0
        for name, counts in self.answers.get(measure, {}).get(pair, {}).items():
            if name in whom:
                answered += counts.answered
                satisfied += counts.satisfied
        return Counts(answered, satisfied)

    def pairs(self, measure: str, offices: Collection[int]) -> list[Pair]:
        """Where anybody answered of a measure, in some offices."""
        by_office = self._by_office.get(measure, {})
        return sorted(pair for office in offices for pair in by_office.get(office, ()))

    @cached_property
    def _by_office(self) -> Mapping[str, Mapping[int, Sequence[Pair]]]:
        """The pairs of each office: one looks for those of many, one by one."""
        found: dict[str, dict[int, list[Pair]]] = {}
        for measure, of_measure in self.answers.items():
            for pair in of_measure:
                found.setdefault(measure, {}).setdefault(pair[0], []).append(pair)
        return found


def read(session: Session, period: Period, offices: Collection[int] | None) -> Cells:
    """The cells of some offices, or of all. What was set aside does not count."""
    cells = answered(session, period, offices)
    return replace(cells, dossiers=settled(session, period, offices))


def answered(session: Session, period: Period, offices: Collection[int] | None) -> Cells:
    """The same without the dossiers."""
    return Cells(answers_of(tally.overall(session, period, offices)), {})


def answers_of(overall: pd.DataFrame) -> Mapping[str, Mapping[Pair, Mapping[str, Counts]]]:
    """What a table of `tally.overall` tells, by measure, by office and field, and by whom."""
    answers: dict[str, dict[Pair, dict[str, Counts]]] = {}
    columns = ["measure", "office_id", "field_id", "respondent", "answered", "satisfied"]
    counted = overall[overall["standing"] == COUNTED]
    rows = zip(*(counted[column].tolist() for column in columns), strict=True)
    for measure, office, field, who, answered, satisfied in rows:
        of_pair = answers.setdefault(measure, {}).setdefault((office, field), {})
        whom = ORGANISATIONS if who == ORGANISATION else PEOPLE
        of_pair[whom] = of_pair.get(whom, Counts(0, 0)).plus(Counts(answered, satisfied))
    return answers


def settled(session: Session, period: Period, offices: Collection[int] | None) -> dict[Pair, int]:
    """How many dossiers were settled, where the numbers cover every day of the period and no
    other."""
    columns = (
        Volume.office_id,
        Volume.field_id,
        Volume.starts,
        Volume.ends,
        Volume.settled,
    )
    inside = select(*columns).where(Volume.starts >= period.start, Volume.ends <= period.end)
    if offices is not None:
        inside = inside.where(Volume.office_id.in_(offices))
    days: dict[Pair, timedelta] = {}
    numbers: dict[Pair, int] = {}
    for office, field, starts, ends, number in session.execute(inside):
        days[office, field] = days.get((office, field), timedelta()) + (ends - starts)
        numbers[office, field] = numbers.get((office, field), 0) + number
    whole = period.end - period.start
    return {pair: number for pair, number in numbers.items() if days[pair] == whole}

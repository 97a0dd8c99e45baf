"""Figures: a rate, its interval, the target, and the two readings of it.

From the counts of `tally` through the methods of `analysis`, for pages and reports alike.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from math import ceil
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.estimates import Proportion, proportions
from analysis.rounding import half_up
from analysis.settling import Course, answers_to_settle
from analysis.stratified import exact_share, stratified
from analysis.targets import Target
from analysis.verdicts import FEWEST, Official, Status, verdicts, verdicts_on_wholes
from survey.cells import Cells, Pair
from survey.precedence import ORGANISATIONS, WHOM, Holding

LEVEL = 0.95
FEW_STRATA = 20
OF_PEOPLE = frozenset({"service", "sipas"})
"""Measures of services to people: every dossier there is somebody's visit or schooling."""
LIKELY = 0.8
"""With which probability so many answers are to settle a verdict."""


@dataclass(frozen=True)
class Group:
    """Offices and fields that are to be told of together, and the target that they are held to."""

    measure: str
    pairs: frozenset[Pair]
    holding: Holding | None

    @property
    def whom(self) -> frozenset[str]:
        """Whose answers count: those that the target is for."""
        return self.holding.aim.whom if self.holding else frozenset(WHOM)

    @property
    def demand(self) -> Target | None:
        return self.holding.aim.demand if self.holding else None


@dataclass(frozen=True)
class Figure:
    """How such a group stands."""

    group: Group
    satisfied: int
    answered: int
    dossiers: int | None
    """Those that the answers stand for, if all of them are known."""
    is_of_some: bool = False
    """Whether it counts only people, or only organisations, whose dossiers nobody counts apart."""
    strata: tuple[tuple[int, int, int], ...] = ()
    """What is weighted: of each office and field the satisfied, the answers and the dossiers."""
    estimate: float | None = None
    worth: float | None = None
    """How many single answers those of several fields are worth: the interval is of so many."""
    low: float | None = None
    high: float | None = None
    official: Official = Official.NO_ESTIMATE
    status: Status | None = None
    """None: there is no target to be held against."""
    is_shown: bool = True
    """Whether the figure may be shown, so that nobody works out what a few people said."""

    @property
    def is_uncertain(self) -> bool:
        """Whether more answers could settle it."""
        return self.status in (Status.ABOVE, Status.BELOW)

    def answers_needed(self) -> int | None:
        """About how many more answers would settle it, if people go on answering as they have."""
        demand = self.group.demand
        if demand is None or not self.is_uncertain:
            return None
        if self.worth is None:
            so_far = Proportion(self.satisfied, self.answered, self.dossiers)
            return answers_to_settle(so_far, demand)
        return self._needed_of_worth(self.worth, demand)

    def _needed_of_worth(self, worth: float, demand: Target) -> int | None:
        """The same where answers are worth less than their number, and are to go on being so."""
        share, worth = exact_share(self.strata), max(worth, 1.0)
        if share is None:
            return None
        of_worth = Proportion(int(half_up(share * int(worth), 0)), int(worth))
        needed = Course(of_worth, share, demand, LEVEL).needed(LIKELY)
        return None if needed is None else ceil(needed * self.answered / worth)


def figures(cells: Cells, groups: Sequence[Group]) -> list[Figure]:
    """How each group stands, in the order of the groups.

    Where the dossiers of each office and field are known these are their weights; of a single one
    they are the population. Otherwise all answers count alike. Dossiers are counted of everybody
    together, so for people only, or organisations only, they are not known.
    """
    found = [_counted(cells, group) for group in groups]
    alike: dict[tuple[Target | None, Breadth], list[int]] = {}
    for number, figure in enumerate(found):
        alike.setdefault((figure.group.demand, _breadth(figure)), []).append(number)
    for (demand, breadth), numbers in alike.items():
        judge = _of_counts if breadth == Breadth.ONE else _of_wholes
        told = judge(tuple(_counts(found[number]) for number in numbers), demand)
        for row, number in zip(told, numbers, strict=True):
            found[number] = _with(found[number], row)
    return found


class Breadth(Enum):
    """How many offices and fields are weighted together. Wholes of much different breadth are not
    computed in one table: each is filled up to the broadest."""

    ONE = 1
    SOME = 2
    MANY = 3


def _breadth(figure: Figure) -> Breadth:
    strata = len(figure.strata)
    return Breadth.ONE if strata < 2 else Breadth.SOME if strata <= FEW_STRATA else Breadth.MANY


def _counted(cells: Cells, group: Group) -> Figure:
    counts = {pair: cells.counts(group.measure, pair, group.whom) for pair in group.pairs}
    heard = sorted(pair for pair, (answered, _) in counts.items() if answered)
    satisfied = sum(counts[pair].satisfied for pair in heard)
    answered = sum(counts[pair].answered for pair in heard)
    is_known = all(counts[pair].answered <= cells.dossiers.get(pair, -1) for pair in heard)
    is_of_some = _is_of_some(cells, group)
    if not (heard and is_known) or is_of_some:
        return Figure(group, satisfied, answered, None, is_of_some)
    strata = tuple(
        (counts[pair].satisfied, counts[pair].answered, cells.dossiers[pair]) for pair in heard
    )
    return Figure(group, satisfied, answered, sum(N for _, _, N in strata), strata=strata)


def _is_of_some(cells: Cells, group: Group) -> bool:
    """Whether somebody's dossiers are among those known whose answers do not count. Of a service to
    people nobody's are, unless organisations have answered all the same."""
    others = frozenset(WHOM) - group.whom
    if group.measure in OF_PEOPLE and others == {ORGANISATIONS}:
        return any(cells.counts(group.measure, pair, others).answered for pair in group.pairs)
    return bool(others)


class Counted(NamedTuple):
    """All that is known of a figure before it is judged."""

    satisfied: int
    answered: int
    dossiers: int | None
    strata: tuple[tuple[int, int, int], ...]


Judged = tuple[Mapping[Hashable, Any], ...]


def _counts(figure: Figure) -> Counted:
    return Counted(figure.satisfied, figure.answered, figure.dossiers, figure.strata)


@lru_cache(maxsize=256)
def _of_wholes(chosen: tuple[Counted, ...], demand: Target | None) -> Judged:
    """Kept for the same numbers, as those of pages that are read again are."""
    rows = [(number, *each) for number, counts in enumerate(chosen) for each in counts.strata]
    strata = pd.DataFrame(rows, columns=["whole", "satisfied", "answered", "population"])
    if demand is None:
        return _records(stratified(strata, "whole", LEVEL))
    return _records(verdicts_on_wholes(strata, "whole", demand, level=LEVEL))


@lru_cache(maxsize=256)
def _of_counts(chosen: tuple[Counted, ...], demand: Target | None) -> Judged:
    """Likewise."""
    rows = [(c.satisfied, c.answered, np.nan if c.dossiers is None else c.dossiers) for c in chosen]
    counts = pd.DataFrame(rows, columns=["satisfied", "answered", "population"])
    told = proportions(counts, LEVEL)
    return _records(told if demand is None else verdicts(told, demand))


def _records(told: pd.DataFrame) -> Judged:
    return tuple(told.to_dict("records"))


def _with(figure: Figure, told: Mapping[Hashable, Any]) -> Figure:
    if not figure.answered:
        status = Status.TOO_FEW if figure.group.demand else None
        return replace(figure, status=status)
    judged = figure.group.demand is not None
    return replace(
        figure,
        estimate=float(told["estimate"]),
        worth=float(told["worth"]) if "worth" in told else None,
        low=float(told["low"]),
        high=float(told["high"]),
        official=Official(told["official"]) if judged else Official.NO_ESTIMATE,
        status=Status(told["status"]) if judged else None,
        is_shown=figure.answered >= FEWEST,
    )

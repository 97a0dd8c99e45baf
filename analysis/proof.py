"""How few answers can prove that a target is met."""

from __future__ import annotations

from bisect import bisect_left
from math import inf

from analysis.counts import check_integer
from analysis.intervals import too_rare
from analysis.tails import chance_if_missed
from analysis.targets import Target

MOST = 10**9
"""Nobody collects more answers."""


def smallest_proof(
    target: Target, *, dissatisfied: int = 0, population: int | None = None, level: float = 0.95
) -> int | None:
    """How many answers it takes to prove a target when only so many of them are dissatisfied.

    With everybody satisfied, 36 answers prove "at least 90 %" and 72 "at least 95 %". Fewer cannot,
    whatever they say. Of a population of known size a smaller number may do, at the most all of
    it. Nothing is returned where no number does: one dissatisfied person in ten is too many for
    95 %, and no sample proves 100 %.
    """

    for count in (dissatisfied, *([] if population is None else [population])):
        check_integer(count)
    of_all = inf if population is None else population

    def proves(answered: int) -> bool:
        satisfied = max(answered - dissatisfied, 0)
        chance = chance_if_missed(target, satisfied=satisfied, answered=answered, population=of_all)
        passes = target.passed_counts(satisfied=satisfied, answered=answered)
        return bool(passes & (chance < too_rare(level)))

    most = MOST if population is None else population
    enough = dissatisfied + 1
    while enough < most and not proves(enough):
        enough *= 2
    enough = min(enough, most)
    if not proves(enough):
        return None
    return bisect_left(range(enough), x=True, lo=min(dissatisfied, enough), key=proves)

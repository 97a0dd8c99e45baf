"""How rarely chance alone would bring such counts to an office on the edge of a target."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import numpy as np
import pytest

from analysis.intervals import exact_bounds, too_rare
from analysis.tails import chance_if_met, chance_if_missed
from analysis.targets import Target

# R 4.2.2, binom.test(95, 100, 0.9, "greater")$p.value and (85, 100, 0.9, "less")$p.value
AT_LEAST_90 = Target(Decimal(90))


def test_p_values_agree_with_r():
    assert chance_if_missed(AT_LEAST_90, satisfied=95, answered=100) == pytest.approx(
        0.0575768864870338, rel=1e-12
    )
    assert chance_if_met(AT_LEAST_90, satisfied=85, answered=100) == pytest.approx(
        0.0725729652648807, rel=1e-12
    )


def test_they_decide_as_the_interval_does():
    answered = np.repeat(np.arange(1, 121), np.arange(1, 121) + 1)
    satisfied = np.concatenate([np.arange(n + 1) for n in range(1, 121)])
    low, high = exact_bounds(satisfied, answered)
    counts = {"satisfied": satisfied, "answered": answered}
    met = chance_if_missed(AT_LEAST_90, **counts) < too_rare(0.95)
    missed = chance_if_met(AT_LEAST_90, **counts) < too_rare(0.95)
    assert (met == (low > 0.9)).all()
    assert (missed == (high < 0.9)).all()


@pytest.mark.parametrize("comparator", [">=", ">"])
@pytest.mark.parametrize("population", [12, 40])
def test_of_a_population_they_are_shares_of_all_possible_samples(population, comparator):
    """Counted with whole numbers: the ways to draw so many of those satisfied, over all ways."""
    target = Target(Decimal(90), comparator)
    failing = target.most_that_fails(population)
    for answered in (1, 7, population):
        for satisfied in range(answered + 1):
            counts = {"satisfied": satisfied, "answered": answered, "population": population}
            many = _share_of_samples(population, failing, answered, range(satisfied, answered + 1))
            few = _share_of_samples(population, failing + 1, answered, range(satisfied + 1))
            assert chance_if_missed(target, **counts) == pytest.approx(float(many), abs=1e-12)
            assert chance_if_met(target, **counts) == pytest.approx(float(few), abs=1e-12)


def _share_of_samples(population, satisfied, answered, counts):
    ways = sum(comb(satisfied, k) * comb(population - satisfied, answered - k) for k in counts)
    return Fraction(ways, comb(population, answered))


def test_many_offices_of_different_size_at_once():
    populations = np.array([40, 12, 40, 10**9])
    chances = chance_if_missed(
        AT_LEAST_90, satisfied=[20, 9, 20, 20], answered=[20, 12, 20, 20], population=populations
    )
    assert chances[0] == chances[2] < chances[3]
    assert chances[1] == 1  # Of twelve, nine satisfied is what missing by less than a hair shows.
    assert chances[3] == pytest.approx(0.9**20, rel=1e-6)


def test_nobody_is_no_evidence():
    assert chance_if_missed(AT_LEAST_90, satisfied=0, answered=0) == 1
    assert chance_if_met(AT_LEAST_90, satisfied=0, answered=0, population=9) == 1

"""What those who did not answer could change."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from analysis.estimates import Proportion
from analysis.intervals import Interval
from analysis.nonresponse import TippingPoint, tipping_point, worst_case, worst_cases
from analysis.targets import Target


# By hand: of 400 dossiers 90 % are 360, and 100 answered. With 95 satisfied, 265 of the other 300.
def test_below_which_share_of_the_silent_a_pass_would_turn():
    rate, target = Proportion(95, 100, 400), Target(Decimal(90))
    tipping = tipping_point(rate, target)
    assert (tipping.proportion, tipping.target) == (rate, target)
    assert (tipping.silent, tipping.needed, tipping.share) == (300, 265, Fraction(265, 300))
    assert tipping.can_turn


@pytest.mark.parametrize("comparator", [">=", ">"])
@pytest.mark.parametrize("threshold", ["85", "90", "33.3"])
@pytest.mark.parametrize("satisfied, answered, population", [(17, 20, 60), (18, 20, 21), (0, 5, 9)])
def test_with_one_satisfied_person_fewer_the_whole_does_not_pass(
    satisfied, answered, population, threshold, comparator
):
    target = Target(Decimal(threshold), comparator)
    tipping = tipping_point(Proportion(satisfied, answered, population), target)
    everybody = satisfied + tipping.needed
    passed = target.passed_counts(satisfied=[everybody - 1, everybody], answered=[population] * 2)
    assert passed.tolist() == [False, True]


@pytest.mark.parametrize("satisfied, population", [(95, 101), (80, 101)])
def test_too_few_are_silent_to_turn_it(satisfied, population):
    tipping = tipping_point(Proportion(satisfied, 100, population), Target(Decimal(90)))
    assert not tipping.can_turn


def test_at_the_ends_one_person_turns_it():
    """Of ten, nine are needed: 8 of 9 answers need the last person, 9 of 9 nobody."""
    needed = [tipping_point(Proportion(s, 9, 10), Target(Decimal(90))) for s in (7, 8, 9)]
    assert [(tip.needed, tip.can_turn) for tip in needed] == [(2, False), (1, True), (0, False)]


@pytest.mark.parametrize("proportion", [Proportion(9, 10), Proportion(9, 10, 10)])
def test_without_silent_people_there_is_nothing_to_turn(proportion):
    assert tipping_point(proportion, Target(Decimal(90))) is None
    with pytest.raises(ValueError, match="satisfied=9, answered=10"):
        TippingPoint(proportion, Target(Decimal(90)))


# By hand: 95 of 400, and 95 + 300 of 400.
def test_worst_cases_are_the_same_for_one_office_and_for_a_table():
    assert worst_case(Proportion(95, 100, 400)) == Interval(0.2375, 0.9875)
    assert worst_case(Proportion(0, 0, 7)) == Interval(0, 1)
    assert worst_case(Proportion(7, 9, 9)) == Interval(7 / 9, 7 / 9)
    assert worst_case(Proportion(0, 0, 0)) is worst_case(Proportion(9, 10)) is None
    rows = [(95, 100, 400), (0, 0, 7), (7, 9, 9), (0, 0, 0), (9, 10, None)]
    counts = pd.DataFrame(rows, columns=["satisfied", "answered", "population"])
    np.testing.assert_array_equal(
        worst_cases(counts)[["lowest", "highest"]],
        [(0.2375, 0.9875), (0, 1), (7 / 9, 7 / 9), (np.nan, np.nan), (np.nan, np.nan)],
    )

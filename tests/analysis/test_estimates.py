"""The share of respondents who were satisfied, and how sure it is."""

import pytest

from analysis.estimates import Proportion
from analysis.intervals import Interval


# R 4.3, binom.test(x, n)$conf.int
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (18, 20, 0.6830173, 0.9876515),
        (4, 20, 0.0573340, 0.4366140),
    ],
)
def test_interval_agrees_with_r(satisfied, answered, low, high):
    interval = Proportion(satisfied, answered).confidence_interval()
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-8)


def test_nobody_answered_is_a_result_without_an_estimate():
    nobody = Proportion(0, 0)
    assert (nobody.estimate, nobody.confidence_interval()) == (None, None)


@pytest.mark.parametrize("satisfied, answered", [(-1, 3), (4, 3), (1.5, 3), (0, -1), (1, 2.0)])
def test_impossible_counts_are_refused_by_name(satisfied, answered):
    with pytest.raises(ValueError, match=f"{satisfied} satisfied of {answered}"):
        Proportion(satisfied, answered)


@pytest.mark.parametrize("level", [0, 1, 1.5, -0.1])
def test_an_impossible_level_is_refused_by_name(level):
    with pytest.raises(ValueError, match=f"{level}"):
        Proportion(1, 2).confidence_interval(level)


def test_everybody_satisfied_reaches_one_and_no_further():
    assert Proportion(36, 36).confidence_interval().high == 1.0
    assert Proportion(0, 36).confidence_interval() == Interval(
        0.0, Proportion(0, 36).confidence_interval().high
    )

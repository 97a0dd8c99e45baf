"""What a plan demands: a share to be reached, or to be exceeded."""

import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from analysis.targets import Target

# The thresholds that the plans of Hà Tĩnh, Đức Thọ and Nghệ An use.
THRESHOLDS = ["85", "90", "91", "95", "98"]


@pytest.mark.parametrize("threshold", [*THRESHOLDS, "83.94", "99.99", "0.01"])
@pytest.mark.parametrize("times", [1, 3, 7, 10_007])
def test_exactly_at_the_threshold_passes_at_least_and_fails_more(threshold, times):
    share = Fraction(threshold) / 100
    satisfied, answered = share.numerator * times, share.denominator * times
    for comparator, passes in ((">=", True), (">", False)):
        target = Target(Decimal(threshold), comparator)
        assert target.is_passed_by(Fraction(satisfied, answered)) is passes
        assert target.passed_counts(satisfied=satisfied, answered=answered) == passes


@pytest.mark.parametrize(
    "threshold, decimals", [("90", 0), ("90.00", 0), ("1E+2", 0), ("99.95", 2)]
)
def test_a_threshold_is_said_with_the_decimals_it_takes(threshold, decimals):
    assert Target(Decimal(threshold)).decimals == decimals


@pytest.mark.parametrize("comparator", [">=", ">"])
def test_one_answer_decides_whatever_the_size(comparator):
    target, answered = Target(Decimal(95), comparator), 20 * 10**18
    assert target.passed_counts(
        satisfied=[19 * 10**18 - 1, 19 * 10**18 + 1], answered=[answered, answered]
    ).tolist() == [False, True]


def test_nobody_asked_is_no_pass():
    passed = Target(Decimal(90)).passed_counts(
        satisfied=np.array([0, 9]), answered=np.array([0, 9])
    )
    assert passed.tolist() == [False, True]


# By hand: 90 % of 40 is 36; 95 % of 50 is 47.5.
@pytest.mark.parametrize(
    "threshold, comparator, population, most",
    [("90", ">=", 40, 35), ("90", ">", 40, 36), ("95", ">=", 50, 47), ("95", ">", 50, 47)],
)
def test_the_most_that_fails(threshold, comparator, population, most):
    target = Target(Decimal(threshold), comparator)
    assert target.most_that_fails(population) == most
    assert target.passed_counts(
        satisfied=[most, most + 1], answered=[population, population]
    ).tolist() == [False, True]


@pytest.mark.parametrize("threshold", [Decimal(0), Decimal("100.01"), Decimal("NaN"), 90.0, 90])
def test_an_impossible_threshold_is_refused_by_name(threshold):
    with pytest.raises(ValueError, match=re.escape(repr(threshold))):
        Target(threshold)


def test_an_unknown_comparator_is_refused_by_name():
    with pytest.raises(ValueError, match="'<'"):
        Target(Decimal(90), "<")


def test_all_is_a_target_and_more_than_all_is_none():
    passed = Target(Decimal(100)).passed_counts(satisfied=[6, 7], answered=[7, 7])
    assert passed.tolist() == [False, True]
    with pytest.raises(ValueError, match="100"):
        Target(Decimal(100), ">")

"""A weighted mean of shares, and how many answers it is worth."""

import numpy as np
import pytest

from analysis.mixes import weighted_shares


def one_group(weights, satisfied, answered):
    shares = weighted_shares(weights, satisfied, answered, np.zeros(len(weights), int), 1)
    return shares.estimate[0], shares.answered[0]


def test_one_stratum_is_worth_its_answers():
    assert one_group([7], [18], [20]) == pytest.approx((0.9, 20), abs=1e-12)


# By hand: p = 9/12 and 49/52, P = 0.25 * 9/12 + 0.75 * 49/52 = 0.8942308,
# 0.0945821 / (0.0625 * 0.1875 / 10 + 0.5625 * 0.0543639 / 50) = 53.03
def test_worth_is_that_of_the_formula():
    estimate, worth = one_group([1, 3], [8, 48], [10, 50])
    assert (estimate, worth) == pytest.approx((0.25 * 0.8 + 0.75 * 0.96, 53.03), abs=5e-3)


def test_a_mean_is_never_worth_more_than_its_answers():
    assert one_group([1, 1], [50, 0], [50, 50])[1] == 100


def test_two_answers_that_weigh_half_are_worth_little_beside_a_thousand():
    estimate, worth = one_group([1, 1], [2, 1000], [2, 1000])
    assert estimate == 1
    assert worth < 8


def test_strata_without_answers_or_weight_stay_out():
    assert one_group([1, 5, 0], [9, 0, 3], [10, 0, 9]) == pytest.approx((0.9, 10))


def test_a_group_without_answers_has_no_share():
    shares = weighted_shares([1, 1], [3, 0], [4, 0], np.array([1, 0]), 3)
    assert np.isnan(shares.estimate).tolist() == [True, False, True]
    assert shares.answered == pytest.approx([0, 4, 0])

"""A weighted mean of shares, and how many answers it is worth."""

import numpy as np
import pytest

from analysis.differences import newcombe_bounds
from analysis.intervals import exact_bounds
from analysis.mixes import weighted_shares
from analysis.weighted import weighted
from tests.analysis.test_standardised import SIMULATED
from tests.analysis.test_stratified import TRIED

DRAWS = 4000


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


def drawn(weights, satisfied, answered):
    """Many offices of the same design at once."""
    fields, offices = len(weights), np.arange(len(satisfied))
    columns = np.tile(weights, offices.size), satisfied.ravel(), np.tile(answered, offices.size)
    return weighted_shares(*columns, np.repeat(offices, fields), offices.size)


# What the docstring of weighted_shares says was simulated, here and in the next test.
def test_a_verdict_by_this_number_would_be_a_wrong_missed_too_often():
    draws, wrong = np.random.default_rng(2026), []
    for answered, population, share in TRIED:
        satisfied = np.round(np.array(population) * share).astype(int)
        s = draws.hypergeometric(
            satisfied, population - satisfied, answered, (DRAWS, len(answered))
        )
        shares = drawn(population, s, answered)
        _, high = exact_bounds(shares.satisfied, shares.answered)
        wrong.append(np.mean(high < satisfied.sum() / sum(population)))
    assert 0.06 < max(wrong) < 0.075


def test_a_comparison_by_the_number_for_verdicts_would_find_less():
    draws, here, there = np.random.default_rng(19), [], []
    for weights, answered, rates in SIMULATED:
        s = draws.binomial(answered, rates, (2, DRAWS, len(rates)))
        shares = [drawn(weights, one, answered) for one in s]
        wholes = [weighted(one, answered, np.asarray(weights) * 1e9) for one in s]
        here.append(alarms(*((one.satisfied, one.answered) for one in shares)))
        there.append(alarms(*((one.estimate * one.effective, one.effective) for one in wholes)))
    assert 0.01 < min(here) < max(here) < 0.055
    assert 0 < min(there) < 0.002
    assert (np.array(there) <= here).all()


def alarms(one, other):
    low, high = newcombe_bounds(*one, *other)
    return np.mean((low > 0) | (high < 0))

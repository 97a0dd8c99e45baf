"""The interval when the people behind the answers are counted."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from analysis.estimates import Proportion
from analysis.finite import finite_bounds
from analysis.intervals import exact_bounds


# R 4.2.2, by trying every K: K <- s:(N - n + s)
# range(K[phyper(s - 1, K, N - K, n, lower = FALSE) >= .025 & phyper(s, K, N - K, n) >= .025])
@pytest.mark.parametrize(
    "satisfied, answered, population, fewest, most",
    [
        (18, 20, 100, 71, 98),
        (18, 20, 40, 30, 38),
        (45, 50, 60, 51, 55),
        (9, 10, 10, 9, 9),
        (0, 15, 30, 0, 4),
        (15, 15, 30, 26, 30),
        (1, 1, 40, 1, 40),  # a single dossier of 40 has a probability of just 0.025
        (2, 2, 16, 3, 16),  # by hand: under K = 3, C(3, 2) / C(16, 2) = 3 / 120, just 0.025
        (1, 1, 2, 1, 2),
        (135, 150, 900, 761, 845),
        (950, 1000, 20000, 18700, 19247),
    ],
)
def test_interval_agrees_with_every_k_tried(satisfied, answered, population, fewest, most):
    found = Proportion(satisfied, answered, population).confidence_interval()
    assert (found.low, found.high) == (fewest / population, most / population)


@pytest.mark.parametrize("answered", [1, 2, 50, 1000])
def test_everybody_answered_leaves_no_doubt(answered):
    satisfied = np.arange(answered + 1)
    low, high = finite_bounds(satisfied, answered, answered, 0.999)
    assert (low == satisfied / answered).all()
    assert (high == satisfied / answered).all()


@pytest.mark.parametrize("population", [1, 2, 7, 40, 121])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.999])
def test_the_truth_is_kept_as_often_as_was_said_whatever_it_is(population, level):
    """Every outcome for every number of answers and every truth, by its probability."""
    truth = np.arange(population + 1)[:, None]
    for answered in range(1, population + 1):
        satisfied = np.arange(answered + 1)
        low, high = finite_bounds(satisfied, answered, population, level)
        probability = hypergeom.pmf(satisfied, population, truth, answered)
        below, above = (truth / population < low), (high < truth / population)
        each_side = (1 - level) / 2 * (1 + 1e-9)
        assert (probability * below).sum(axis=1).max() <= each_side
        assert (probability * above).sum(axis=1).max() <= each_side


@pytest.mark.parametrize("answered", [15, 300, 590, 599])
def test_the_truth_is_kept_also_when_nearly_all_of_many_were_asked(answered):
    truth, satisfied = np.arange(601)[:, None], np.arange(answered + 1)
    low, high = finite_bounds(satisfied, answered, 600)
    probability = hypergeom.pmf(satisfied, 600, truth, answered)
    held = (low <= truth / 600) & (truth / 600 <= high)
    assert (probability * held).sum(axis=1).min() >= 0.95 - 1e-9
    assert (probability * (high < truth / 600)).sum(axis=1).max() <= 0.025 + 1e-9


def test_an_endless_population_is_the_limit():
    satisfied = np.array([0, 1, 90, 99, 100])
    large, endless = finite_bounds(satisfied, 100, 10**12), exact_bounds(satisfied, 100)
    assert np.array(large) == pytest.approx(np.array(endless), abs=1e-10)
    assert np.array_equal(finite_bounds(satisfied, 100, np.inf), endless)


def test_known_dossiers_never_widen_the_interval_by_more_than_one_dossier():
    answered, population = np.meshgrid(np.arange(1, 60), np.array([60, 75, 100, 400, 5000]))
    for satisfied in (answered, answered - 1, answered * 9 // 10, answered // 2):
        low, high = finite_bounds(satisfied, answered, population)
        lowest, highest = exact_bounds(satisfied, answered)
        assert (low > lowest - 1 / population).all()
        assert (high < highest + 1 / population).all()


def test_no_k_of_the_population_need_give_the_share_that_answered():
    """2 of 1000 satisfied would be seen twice among 990 with a probability of 0.98."""
    assert 1 / 990 in Proportion(1, 990, 1000).confidence_interval()

"""How many times as large one share is as another, and what part of a whole that explains."""

from math import exp, inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.differences import newcombe_bounds
from analysis.ratios import attributable, attributable_bounds, ratio_bounds


# R 4.2.2, a and b being prop.test(., ., correct = FALSE)$conf.int of either share, the t with
# p1 - t * p2 = sqrt((p1 - a[1])^2 + t^2 * (b[2] - p2)^2) and
# t * p2 - p1 = sqrt((a[2] - p1)^2 + t^2 * (p2 - b[1])^2), both by uniroot
@pytest.mark.parametrize(
    "counts, low, high",
    [
        ((20, 50, 10, 150), 3.01389052, 11.64363644),
        ((7, 34, 1, 34), 1.15366869, 41.97626167),
        ((3, 40, 30, 400), 0.33118657, 2.84743361),
        ((5, 10, 0, 90), 10.38191910, inf),
        ((0, 10, 3, 30), 0.0, 3.66867354),
    ],
)
def test_ratio_bounds_agree_with_r(counts, low, high):
    assert ratio_bounds(*counts) == (
        pytest.approx(low, abs=5e-8),
        pytest.approx(high, abs=5e-8),
    )


@pytest.mark.parametrize("counts", [(0, 5, 0, 5), (0, 0, 3, 4), (3, 4, 0, 0)])
def test_without_two_shares_there_is_no_ratio(counts):
    assert np.isnan(ratio_bounds(*counts)).all()


cells = st.lists(st.integers(0, 300), min_size=4, max_size=4)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(cells)
def test_a_ratio_excludes_one_exactly_when_the_difference_excludes_none(counts):
    a, b, c, d = counts
    low, high = ratio_bounds(a, a + b, c, c + d)
    below, above = newcombe_bounds(a, a + b, c, c + d)
    if not np.isnan(low) and min(abs(below), abs(above)) > 1e-9:
        assert bool(low > 1 or high < 1) is bool(below > 0 or above < 0)


# By hand: of 200, 30 are bad overall, 0.15; where the factor is good 10 of 150, 0.0667;
# 1 - 0.0667 / 0.15
def test_the_part_explained_is_that_of_hand_arithmetic():
    assert attributable(20, 30, 10, 140) == pytest.approx(1 - (10 / 150) / 0.15)


@pytest.mark.parametrize(
    "counts, part",
    [
        ((5, 5, 0, 90), 1),  # nobody has another trouble
        ((0, 0, 5, 95), 0),  # nobody has this one
        ((10, 90, 10, 90), 0),  # as often with it as without
        ((0, 50, 10, 40), -1),  # never with it: 10 of 50 without, 10 of 100 in all
        ((0, 5000, 1, 0), -5000),  # as little as can be, and as unsure
    ],
)
def test_the_part_explained_at_its_edges(counts, part):
    low, high = attributable_bounds(*counts)
    assert attributable(*counts) == pytest.approx(part)
    assert low <= part <= high <= 1


@pytest.mark.parametrize("counts", [(0, 5, 0, 95), (5, 95, 0, 0), (5, 0, 95, 0), (0, 0, 0, 0)])
def test_without_bad_and_good_there_is_nothing_to_explain(counts):
    assert np.isnan([attributable(*counts), *attributable_bounds(*counts)]).all()


@settings(derandomize=True, deadline=None, max_examples=100)
@given(cells)
def test_the_interval_holds_the_part_explained(counts):
    low, high = attributable_bounds(*counts)
    if not np.isnan(low):
        assert low - 1e-12 <= attributable(*counts) <= high + 1e-12 <= 1 + 1e-12


# J. L. Fleiss (1979), American Journal of Epidemiology 110, 103-104: the standard error of
# log(1 - part) is sqrt((b + part (a + d)) / (n c)); with millions of answers both must agree
@pytest.mark.parametrize("counts", [(2, 3, 1, 14), (8, 2, 2, 8), (1, 3, 8, 8)])
def test_with_many_answers_it_is_the_usual_interval(counts):
    a, b, c, d = (100_000 * count for count in counts)
    part, n = attributable(a, b, c, d), a + b + c + d
    reach = exp(1.959964 * sqrt((b + part * (a + d)) / (n * c)))
    assert attributable_bounds(a, b, c, d) == (
        pytest.approx(1 - (1 - part) * reach, abs=5e-6),
        pytest.approx(1 - (1 - part) / reach, abs=5e-6),
    )


# answers, share with a bad factor, bad overall where it is good, and how often as many where bad
SIMULATED = [
    (60, 0.1, 0.1, 1),
    (60, 0.3, 0.05, 8),
    (200, 0.03, 0.05, 1),
    (200, 0.1, 0.02, 8),
    (1000, 0.1, 0.05, 3),
    (1000, 0.3, 0.02, 1),
]


@pytest.mark.parametrize("answered, exposed, risk, times", SIMULATED)
def test_the_interval_holds_the_truth_as_often_as_it_says(answered, exposed, risk, times):
    bad, good = exposed * risk * times, (1 - exposed) * risk
    chances = [bad, exposed - bad, good, 1 - exposed - good]
    tables = np.random.default_rng(11).multinomial(answered, chances, 5000).T
    low, high = attributable_bounds(*tables)
    truth = 1 - risk / (bad + good)
    known = ~np.isnan(low)
    assert known.mean() > 0.9
    assert np.mean((low <= truth)[known] & (truth <= high)[known]) >= 0.935

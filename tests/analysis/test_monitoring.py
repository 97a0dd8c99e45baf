"""Whether a period of an office is unlike the periods that it is held against."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, hypergeom

from analysis.monitoring import THREE_SIGMA, control_chart, control_limits


# R 4.2.2: least <- function(n, s0, n0) { x <- 0; while (phyper(x, n, n0, x + s0) < 0.00135)
#   x <- x + 1; x }, then least(n, s0, n0) and n - least(n, n0 - s0, n0)
@pytest.mark.parametrize(
    "answered, baseline_satisfied, baseline_answered, least, most",
    [
        (30, 30, 30, 22, 30),
        (50, 285, 300, 41, 50),
        (400, 900, 1000, 336, 379),
        (1000, 4750, 5000, 926, 971),
        (20, 0, 0, 0, 20),
    ],
)
def test_limits_agree_with_r(answered, baseline_satisfied, baseline_answered, least, most):
    low, high = control_limits(answered, baseline_satisfied, baseline_answered)
    assert (low * answered, high * answered) == (pytest.approx(least), pytest.approx(most))


def test_limits_are_where_the_tail_of_scipy_reaches_the_level():
    random = np.random.default_rng(5)
    n, n0 = random.integers(1, 3000, 400), random.integers(0, 3000, 400)
    s0 = random.binomial(n0, random.uniform(0, 1, 400))
    for level in (0.9, THREE_SIGMA):
        x = np.rint(control_limits(n, s0, n0, level)[0] * n)
        assert (hypergeom.cdf(x, n + n0, x + s0, n) >= (1 - level) / 2).all()
        below = np.where(x > 0, hypergeom.cdf(x - 1, n + n0, x - 1 + s0, n), 0)
        assert (below < (1 - level) / 2).all()


def test_without_answers_there_is_no_limit():
    assert np.isnan(control_limits([0], [3], [4])).all()


def test_an_impossible_baseline_is_refused_by_name():
    with pytest.raises(ValueError, match="5 satisfied of 4"):
        control_limits([10], [5], [4])


def chart(*rows):
    columns = ["office", "satisfied", "answered", "baseline"]
    return control_chart(pd.DataFrame(rows, columns=columns))


@pytest.mark.parametrize("satisfied", [11, -1, 2.5])
def test_an_impossible_period_is_refused_by_its_numbers(satisfied):
    with pytest.raises(ValueError, match=f"{satisfied} satisfied of 10"):
        chart(("a", 9, 10, True), ("a", satisfied, 10, False))


def test_each_office_is_held_against_its_own_periods():
    quarters = chart(
        ("north", 95, 100, True),
        ("south", 80, 100, True),
        ("north", 190, 200, True),
        ("south", 160, 200, True),
        ("north", 80, 100, False),
        ("south", 80, 100, False),
    )
    assert quarters["signal"].tolist() == [False] * 4 + [True, False]
    assert quarters["centre"].tolist() == [0.95, 0.8, 0.95, 0.8, 0.95, 0.8]
    assert quarters["low"].iloc[4] == control_limits(100, 285, 300)[0]


def test_a_period_of_the_baseline_is_held_against_the_others():
    quarters = chart(("a", 950, 1000, True), ("a", 960, 1000, True), ("a", 800, 1000, True))
    assert quarters["centre"].tolist() == [0.88, 0.875, 0.955]
    assert quarters["signal"].iloc[2]


def test_a_first_period_and_an_empty_one_raise_no_alarm():
    quarters = chart(("a", 3, 9, True), ("a", 0, 0, False), ("b", 0, 9, False))
    assert not quarters["signal"].any()
    assert np.isnan(quarters["estimate"].iloc[1])
    assert np.isnan(quarters["centre"].iloc[2])


def false_alarms(n, n0, p, limits):
    """How often an office that stays as it is lies outside, with n answers after n0."""
    s, s0 = np.meshgrid(np.arange(n + 1), np.arange(n0 + 1), indexing="ij")
    low, high = limits(n, s0, n0)
    chance = binom.pmf(s, n, p) * binom.pmf(s0, n0, p)
    return chance[(s / n < low) | (s / n > high)].sum()


def usual_limits(n, s0, n0):
    centre = s0 / n0
    reach = 3 * np.sqrt(centre * (1 - centre) / n)
    return centre - reach, centre + reach


# What the docstring of control_limits says was enumerated.
@pytest.mark.parametrize("p", [0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("n, n0", [(30, 30), (30, 120), (100, 400)])
def test_false_alarms_are_rarer_than_three_in_a_thousand(n, n0, p):
    assert false_alarms(n, n0, p, control_limits) < 0.0027
    assert false_alarms(n, n0, p, usual_limits) > 0.008

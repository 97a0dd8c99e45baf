"""What many 2 x 2 tables have in common."""

from itertools import product

import numpy as np
import pytest

from analysis.mantel_haenszel import Tables


def tables(*rows, groups=None, size=1):
    s, n, s0, n0 = np.array(rows, float).T
    groups = np.zeros(len(rows), int) if groups is None else np.array(groups)
    return Tables(s, n, s0, n0, groups, size)


# Both examples: satisfied and answered in the channel, then in the reference.
# R 4.2.2, mantelhaen.test(x, correct = FALSE) for estimate, conf.int and p.value;
# metafor 3.8, rma.mh(measure = "RD") for the difference, with which b and c are as here
COUNTERS = [(45, 50, 70, 80), (28, 30, 50, 60), (90, 100, 40, 50), (9, 10, 16, 20)]
# R's UCBAdmissions: men and women admitted in six departments
BERKELEY = [
    (512, 825, 89, 108),
    (353, 560, 17, 25),
    (120, 325, 202, 593),
    (138, 417, 131, 375),
    (53, 191, 94, 393),
    (22, 373, 24, 341),
]


@pytest.mark.parametrize(
    "rows, odds_ratio, low, high, p_value",
    [
        (COUNTERS, 1.9665608982, 1.0386858020, 3.7233220661, 0.0352589339),
        (BERKELEY, 0.9046968283, 0.7719073618, 1.0603297644, 0.2169236971),
    ],
)
def test_odds_ratio_and_test_agree_with_r(rows, odds_ratio, low, high, p_value):
    found = tables(*rows)
    bounds = found.odds_ratio_bounds(0.95)
    assert [found.odds_ratio()[0], bounds[0][0], bounds[1][0], found.p_value()[0]] == pytest.approx(
        [odds_ratio, low, high, p_value], abs=1e-10
    )


# statsmodels 0.15.0, t = StratifiedTable([[[s, n - s], [s0, n0 - s0]] of each row]):
# t.oddsratio_pooled, t.oddsratio_pooled_confint(), t.test_null_odds().pvalue
@pytest.mark.parametrize(
    "rows, odds_ratio, low, high, p_value",
    [
        (COUNTERS, 1.96656089821821, 1.03868580202898, 3.72332206606295, 0.0352589339199313),
        (BERKELEY, 0.904696828258623, 0.771907361759351, 1.06032976443666, 0.216923697055518),
    ],
)
def test_odds_ratio_and_test_agree_with_statsmodels(rows, odds_ratio, low, high, p_value):
    found = tables(*rows)
    bounds = found.odds_ratio_bounds(0.95)
    assert [found.odds_ratio()[0], bounds[0][0], bounds[1][0], found.p_value()[0]] == pytest.approx(
        [odds_ratio, low, high, p_value], abs=1e-10
    )


@pytest.mark.parametrize(
    "rows, difference", [(COUNTERS, 0.0745762711864), (BERKELEY, -0.0184251961909)]
)
def test_difference_agrees_with_metafor(rows, difference):
    assert tables(*rows).difference() == pytest.approx(difference, abs=1e-12)


# metafor 3.8, rma.mh(measure = "RD"), by Sato's variance; with thousands of answers both methods
# must all but agree
def test_difference_bounds_are_near_those_of_sato():
    low, high = tables(*BERKELEY).difference_bounds(0.95)
    assert (low[0], high[0]) == pytest.approx((-0.0474824, 0.0106320), abs=1e-3)


def test_one_table_has_the_plain_difference():
    # R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
    low, high = tables((56, 70, 48, 80)).difference_bounds(0.95)
    assert (low[0], high[0]) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_tables_with_one_side_only_say_nothing():
    alone, beside = tables(*COUNTERS), tables(*COUNTERS, (3, 90, 0, 0), (0, 0, 5, 5))
    for name in ("difference", "odds_ratio", "p_value"):
        assert getattr(beside, name)() == pytest.approx(getattr(alone, name)())


def test_everybody_satisfied_leaves_no_odds_and_an_honest_difference():
    found = tables((30, 30, 60, 60), (40, 40, 10, 10))
    low, high = found.difference_bounds(0.95)
    assert found.difference() == [0]
    assert low < -0.03 < 0.03 < high
    assert np.isnan([found.odds_ratio(), *found.odds_ratio_bounds(0.95), found.p_value()]).all()


@pytest.mark.parametrize("row", [(0, 5, 3, 5), (5, 5, 3, 5), (3, 5, 0, 5), (3, 5, 5, 5)])
def test_odds_that_are_nought_or_endless_make_no_ratio(row):
    found = tables(row)
    assert np.isnan([found.odds_ratio(), *found.odds_ratio_bounds(0.95)]).all()
    assert not np.isnan(found.p_value())


def test_groups_are_pooled_apart():
    together = tables(*COUNTERS, *BERKELEY, groups=[0] * 4 + [2] * 6, size=3)
    assert together.odds_ratio() == pytest.approx([1.9665609, np.nan, 0.9046968], nan_ok=True)
    assert together.p_value() == pytest.approx([0.0352589, np.nan, 0.2169237], nan_ok=True)
    assert np.isnan(together.difference()).tolist() == [False, True, False]


# answers in the channel and in the reference, shares in the reference: tiny strata, pairs, strata
# that fit one another badly
SIMULATED = [
    ([3] * 30, [6] * 30, [0.9] * 30),
    ([1] * 60, [1] * 60, [0.8] * 60),
    ([5, 10, 20, 40] * 5, [40, 20, 10, 5] * 5, [0.85, 0.9, 0.95, 0.99] * 5),
    ([1000, 10], [10, 1000], [0.99, 0.85]),
    ([40], [60], [0.9]),
]


@pytest.mark.parametrize("lower", [0, 0.05])
@pytest.mark.parametrize("answered, reference_answered, shares", SIMULATED)
def test_it_is_wrong_as_seldom_as_it_says(answered, reference_answered, shares, lower):
    random, repetitions = np.random.default_rng(23), 4000
    n, n0, p = (np.tile(column, repetitions) for column in (answered, reference_answered, shares))
    found = Tables(
        random.binomial(n, p - lower).astype(float),
        n.astype(float),
        random.binomial(n0, p).astype(float),
        n0.astype(float),
        np.repeat(np.arange(repetitions), len(shares)),
        repetitions,
    )
    low, high = found.difference_bounds(0.95)
    assert np.mean((low <= -lower) & (high >= -lower)) >= 0.94
    if lower == 0:
        assert np.mean(found.p_value() < 0.05) <= 0.06


def false_alarms(answered, reference_answered, share):
    """How often the interval excludes zero, and how often the test says "below 0.05", when both
    sides have this share."""
    random, repetitions = np.random.default_rng(31), 20_000
    n, n0 = (np.tile(column, repetitions) for column in (answered, reference_answered))
    found = Tables(
        random.binomial(n, share) * 1.0,
        n * 1.0,
        random.binomial(n0, share) * 1.0,
        n0 * 1.0,
        np.repeat(np.arange(repetitions), len(answered)),
        repetitions,
    )
    low, high = found.difference_bounds(0.95)
    return np.mean((low > 0) | (high < 0)), np.mean(found.p_value() < 0.05)


# What the docstring of p_value says was simulated.
@pytest.mark.parametrize(
    "answered, reference_answered, share, often",
    [
        ([5, 10, 20, 40] * 5, [40, 20, 10, 5] * 5, 0.95, 0.051),
        ([1000, 10], [10, 1000], 0.95, 0.083),
        ([29, 1], [1, 29], 0.9, 0.133),
    ],
)
def test_the_test_is_less_careful_with_few_lopsided_tables(
    answered, reference_answered, share, often
):
    _, below = false_alarms(answered, reference_answered, share)
    assert below == pytest.approx(often, abs=0.006)


FEW_ANSWERS = [([1], [300], 0.8), ([2], [300], 0.95), ([1] * 3, [300] * 3, 0.95)]
ENOUGH_ANSWERS = [
    (*answered, share)
    for answered in (
        ([30], [30]),
        ([30], [300]),
        ([30], [3000]),
        ([28, 2], [300, 300]),
        ([25, 5], [10, 500]),
        ([3] * 10, [300] * 10),
        ([1] * 30, [10] * 30),
    )
    for share in (0.8, 0.9, 0.95, 0.98)
]


# What the docstring of has_enough says was simulated.
def test_thirty_answers_on_both_sides_keep_false_alarms_near_what_the_level_says():
    assert max(false_alarms(*design)[0] for design in ENOUGH_ANSWERS) <= 0.07
    assert max(false_alarms(*design)[0] for design in FEW_ANSWERS) == pytest.approx(0.13, abs=0.01)


# and: large offices, a small channel everywhere, all near 100 %, very many tables of few answers
ODDS_SIMULATED = [
    *SIMULATED,
    ([400, 300, 200], [300, 300, 400], [0.9, 0.95, 0.97]),
    ([10] * 12, [100] * 12, [0.9] * 12),
    ([100] * 4, [100] * 4, [0.99] * 4),
    ([2] * 100, [2] * 100, [0.85] * 100),
    ([1] * 300, [1] * 300, [0.9] * 300),
]
ODDS_RATIOS = (0.5, 1, 2)
DRAWS = 4000


def simulated_odds():
    """Of each design and ratio: how often there is an interval, and how often it holds the truth,
    lies below it or above it, of those there are."""
    random, found = np.random.default_rng(29), []
    for (answered, reference_answered, shares), ratio in product(ODDS_SIMULATED, ODDS_RATIOS):
        n, n0, p0 = (np.tile(column, DRAWS) for column in (answered, reference_answered, shares))
        p = ratio * p0 / (1 - p0 + ratio * p0)
        s, s0 = random.binomial(n, p) * 1.0, random.binomial(n0, p0) * 1.0
        of_each = np.repeat(np.arange(DRAWS), len(shares))
        low, high = Tables(s, n * 1.0, s0, n0 * 1.0, of_each, DRAWS).odds_ratio_bounds(0.95)
        there = ~np.isnan(low)
        below, above = np.mean(high[there] < ratio), np.mean(low[there] > ratio)
        found.append((there.mean(), 1 - below - above, below, above))
    return np.transpose(found)


# What the docstring of odds_ratio_bounds says was simulated.
def test_the_interval_of_the_odds_ratio_holds_the_truth_as_often_as_it_says():
    there, held, below, above = simulated_odds()
    assert there.min() > 0.8
    assert held.min() >= 0.94
    assert held.mean() >= 0.95
    assert max(below.max(), above.max()) <= 0.05

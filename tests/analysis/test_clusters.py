"""Answers of the same day or counter are alike, and tell less."""

import itertools
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.stats import bernoulli, kurtosis
from scipy.stats import t as student

from analysis.clusters import Clustered, clustered, clustered_shares
from analysis.estimates import Proportion
from analysis.intervals import Interval

EVEN = [(s, 20) for s in (18, 15, 20, 12, 19, 17, 14, 20, 16, 11)]
UNEVEN = [
    *((9, 10), (20, 25), (5, 8), (31, 33), (14, 15), (12, 15)),
    *((7, 8), (25, 26), (3, 6), (16, 20), (22, 23), (10, 12)),
]


def days(counts):
    return Clustered([Proportion(*one) for one in counts])


# R 4.2.2, survey 4.1.1: d has a row for each answer, y 1 or 0, c the cluster
# deff(svymean(~y, svydesign(ids = ~c, weights = ~1, data = d), deff = "replace"))
@pytest.mark.parametrize("counts, deff", [(EVEN, 3.29008735831), (UNEVEN, 1.47282117462)])
def test_design_effect_agrees_with_r(counts, deff):
    assert days(counts).design_effect == pytest.approx(deff, abs=1e-10)


def test_interval_of_even_clusters_agrees_with_r():
    # svyciprop(~y, svydesign(ids = ~c, weights = ~1, data = d), method = "beta")
    found = days(EVEN).confidence_interval()
    assert (found.low, found.high) == pytest.approx((0.667221948967, 0.910510203605), abs=1e-10)


@pytest.mark.parametrize("counts, deff", [(EVEN, 3.29008735831), (UNEVEN, 1.47282117462)])
def test_effective_answers_are_those_that_nchs_asks_for(counts, deff):
    """p(1 - p) / variance: the answers, less one, over R's design effect; no t."""
    found = days(counts)
    assert found.effective() == pytest.approx((found.answered - 1) / deff, abs=1e-8)
    assert found.degrees == len(counts) - 1


def test_uneven_clusters_count_for_fewer_than_r_has_it():
    found = days(UNEVEN).confidence_interval()
    assert found.low < 0.787020263938
    assert found.high > 0.923433512068


# scipy.stats: the kurtosis of the days, less that of single answers; t
@pytest.mark.parametrize("usual, bad_days", [(149, (90, 110, 130)), (148, (40, 145))])
def test_a_few_bad_days_leave_few_degrees_of_freedom(usual, bad_days):
    s = np.array([*bad_days, *[usual] * 30, *[usual - 1] * 30])
    days, answered = len(s), 150 * len(s)
    p = s.sum() / answered
    heavy = kurtosis(s) / days - bernoulli.stats(p, moments="k") / answered
    effective = p * (1 - p) / (np.var(s / 150, ddof=1) / days)
    t = student.ppf(0.025, [answered - 1, 2 / (2 / (days - 1) + heavy)])
    shares = clustered_shares(s * 1.0, np.full(days, 150.0), np.zeros(days, int), 1)
    assert shares.effective == pytest.approx(effective)
    assert shares.worth == pytest.approx(effective * (t[0] / t[1]) ** 2)
    assert 1 < 2 / (2 / (days - 1) + heavy) < 10


@pytest.mark.parametrize("everybody", [0, 1])
def test_all_alike_tell_as_much_as_one_answer_a_cluster(everybody):
    alike = days([(everybody * 30, 30)] * 12)
    assert alike.design_effect is None
    assert alike.effective() == 12
    assert alike.confidence_interval() == Proportion(everybody * 12, 12).confidence_interval()


def test_one_cluster_is_one_answer():
    alone = days([(27, 30), (0, 0)])
    assert (alone.design_effect, alone.effective()) == (None, 1)


def test_single_answers_are_no_clusters():
    singles = days([(1, 1)] * 180 + [(0, 1)] * 20)
    simple = Proportion(180, 200).confidence_interval()
    found = singles.confidence_interval()
    assert singles.design_effect == pytest.approx(1)
    assert (found.low, found.high) == pytest.approx((simple.low, simple.high), abs=1e-3)


@pytest.mark.parametrize("counts", [[], [(0, 0)]])
def test_nobody_answered_is_a_result_without_an_estimate(counts):
    nobody = days(counts)
    assert (nobody.estimate, nobody.share, nobody.design_effect) == (None, None, None)
    assert (nobody.effective(), nobody.degrees) == (None, None)
    assert nobody.confidence_interval() is None


def test_a_table_says_of_each_whole_what_a_single_one_says():
    """Two offices whose days stand among each other, one where all agree, one without answers."""
    offices = {"a": EVEN, "b": UNEVEN, "c": [(5, 5), (3, 3), (0, 0)], "d": [(0, 0)], "e": [(2, 3)]}
    rows = [(name, *day) for name, counts in offices.items() for day in counts]
    table = pd.DataFrame(rows[::2] + rows[1::2], columns=["office", "satisfied", "answered"])
    expected = []
    for one in map(days, offices.values()):
        bounds = one.confidence_interval(0.9)
        known = [one.estimate, bounds and bounds.low, bounds and bounds.high, one.effective(0.9)]
        counts = [one.satisfied, one.answered]
        expected.append([*counts, *known, one.degrees, one.design_effect])
    told = clustered(table, "office", 0.9)
    assert list(told.index) == list(offices)
    assert told.drop(columns="worth").to_numpy() == pytest.approx(
        np.array(expected, float), rel=1e-12, nan_ok=True
    )
    assert (told["worth"].dropna() <= told["effective"].dropna()).all()


def test_a_whole_may_have_several_names_and_no_clusters_are_no_wholes():
    table = pd.DataFrame(
        [("a", "land", 9, 10), ("a", "civil", 8, 10)],
        columns=["office", "field", "satisfied", "answered"],
    )
    assert clustered(table, ["office", "field"]).index.tolist() == [("a", "civil"), ("a", "land")]
    assert clustered(table.iloc[:0], "office").empty


def test_estimate_is_of_all_answers():
    assert days(EVEN).share == Fraction(162, 200)
    assert isinstance(days(EVEN).confidence_interval(0.8), Interval)


DRAWS = 4000


@cache
def simulated():
    """Of each design how often the interval holds the truth, lies below it, and lies above it.

    Shares of days follow a beta distribution with this intraclass correlation.
    """
    draws, kept = np.random.default_rng(7), []
    for share, alike in itertools.product((0.8, 0.9, 0.95, 0.99), (0.001, 0.02, 0.1, 0.2)):
        for days, answers in ((2, 30), (10, 8), (30, 20), (60, 5)):
            n = draws.integers(1, 2 * answers, (DRAWS, days))
            kept.append(held(n, beta(share, alike, n.shape, draws), share, draws))
    draws = np.random.default_rng(202)
    for share, alike, sizes in FURTHER:
        n = np.broadcast_to(np.asarray(sizes, int), (DRAWS, len(sizes)))
        kept.append(held(n, beta(share, alike, n.shape, draws), share, draws))
    draws = np.random.default_rng(60)
    for days, answers, alike, share in QUARTERS:
        n = np.full((DRAWS, days), answers)
        kept.append(held(n, beta(share, alike, n.shape, draws), share, draws))
    return kept


# Days, answers on each, how much alike, share: quarters of large centres where nearly everybody is
# satisfied. With one degree of freedom a day 90.9 to 94 of 100 hold the truth.
QUARTERS = [
    (60, 150, 0.2, 0.98),
    (60, 150, 0.1, 0.99),
    (120, 150, 0.2, 0.99),
    (90, 150, 0.3, 0.98),
    (90, 150, 0.2, 0.99),
    (65, 150, 0.05, 0.99),
    (65, 150, 0.02, 0.99),
    (120, 60, 0.3, 0.98),
    (60, 100, 0.2, 0.98),
    (120, 150, 0.3, 0.99),
    (90, 100, 0.1, 0.95),
    (60, 60, 0.02, 0.8),
]

# Tried later, to break it: three days; days much alike; one day, or two, with most of the answers;
# many small days and nearly everybody satisfied; few even days; days that agree, or one long
FURTHER = [
    (0.9, 0.05, [5, 30, 60]),
    (0.95, 0.3, [20, 90, 200]),
    (0.9, 0.5, range(1, 40, 4)),
    (0.95, 0.1, [300, *range(1, 20)]),
    (0.9, 0.2, [150, 150, *[5] * 18]),
    (0.99, 0.05, [1, 2, 3, 4] * 25),
    (0.8, 0.3, [30] * 9),
    (0.8, 0.2, [50] * 8),
    (0.5, 0.9, [25] * 10),
    (0.7, 0.3, [200, *[8] * 9]),
    (0.95, 0.4, range(1, 80, 2)),
]


def beta(share, alike, shape, draws):
    spread = (1 - alike) / alike
    return draws.beta(share * spread, (1 - share) * spread, shape)


def held(n, p, share, draws):
    s, wholes = draws.binomial(n, p) * 1.0, np.repeat(np.arange(len(n)), n.shape[1])
    found = clustered_shares(s.ravel(), n.ravel() * 1.0, wholes, len(n))
    inside = (found.low <= share) & (share <= found.high)
    return np.mean(inside), np.mean(found.high < share), np.mean(found.low > share)


def test_the_truth_is_kept_as_often_as_was_said():
    kept, below, above = np.transpose(simulated())
    assert min(kept) >= 0.935
    assert np.mean(kept) >= 0.95
    assert max(below) <= 0.03
    assert max(above) <= 0.055


VERY_UNEVEN = np.geomspace(1, 150, 40).astype(int)
"""Forty days with 1 to 150 answers, which tell as much as 15 even ones."""


def beyond():
    """The same of very uneven days, and of two designs with rare very bad days, which it does not
    bear: on these 60 % are satisfied; one day in ten among uneven ones, one in fifty among even."""
    draws = np.random.default_rng(5)
    n = np.broadcast_to(VERY_UNEVEN, (20_000, len(VERY_UNEVEN)))
    even = np.full((20_000, 60), 60)
    uneven = held(n, beta(0.9, 0.2, n.shape, draws), 0.9, draws)
    return uneven, with_bad_days(n, 0.1, 0.95, draws), with_bad_days(even, 0.02, 0.99, draws)


def with_bad_days(n, rare, usual, draws):
    p = np.where(draws.random(n.shape) < rare, 0.6, usual)
    return held(n, p, rare * 0.6 + (1 - rare) * usual, draws)


# What the docstring of clustered_shares says was simulated.
def test_very_uneven_days_are_borne_and_rare_bad_ones_are_not():
    uneven, one_in_ten, one_in_fifty = beyond()
    assert uneven == pytest.approx((0.938, 0.006, 0.056), abs=0.005)
    assert one_in_ten == pytest.approx((0.82, 0.003, 0.18), abs=0.01)
    assert one_in_fifty == pytest.approx((0.71, 0.003, 0.29), abs=0.01)


def test_clusters_that_come_only_once_are_looked_at_as_often_as_needed():
    days = [Proportion(8, 10), Proportion(9, 10)]
    once = Clustered(day for day in days)
    assert (once.satisfied, once.answered) == (17, 20)
    assert once == Clustered(days)


def test_counts_may_come_from_a_table():
    days = Clustered([Proportion(np.int64(8), np.int64(10)), Proportion(np.int64(9), np.int64(10))])
    assert (days.share, type(days.share.numerator)) == (Fraction(17, 20), int)

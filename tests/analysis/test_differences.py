"""How far two shares lie apart, and when that is called real."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from analysis.differences import (
    ENOUGH,
    Difference,
    differences,
    newcombe_bounds,
    wilson_bounds,
)
from analysis.estimates import Proportion

COLUMNS = ["satisfied", "answered", "reference_satisfied", "reference_answered"]


def difference(satisfied, answered, reference_satisfied, reference_answered):
    return Difference(
        share=Proportion(satisfied, answered),
        reference=Proportion(reference_satisfied, reference_answered),
    )


# R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize("satisfied, answered, satisfied_0, answered_0, low, high", NEWCOMBE)
def test_interval_is_the_published_one(satisfied, answered, satisfied_0, answered_0, low, high):
    interval = difference(satisfied, answered, satisfied_0, answered_0).confidence_interval()
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


# R 4.2.2, a and b being prop.test(., ., correct = FALSE)$conf.int of either share:
# t - sqrt((a/m - a[1])^2 + (b[2] - b/n)^2), t + sqrt((a[2] - a/m)^2 + (b/n - b[1])^2)
@pytest.mark.parametrize(
    "counts, low, high",
    [
        ((285, 300, 270, 300), 0.0076259, 0.0937382),
        ((120, 120, 57, 60), 0.0048188, 0.1370052),
        ((0, 1, 1, 1), -1.0, 0.1221087),
    ],
)
def test_interval_agrees_with_r(counts, low, high):
    interval = difference(*counts).confidence_interval()
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-8)


# statsmodels 0.15.0, confint_proportions_2indep(*counts, method="newcomb", compare="diff")
@pytest.mark.parametrize(
    "counts, low, high",
    [
        ((285, 300, 270, 300), 0.00762591428187349, 0.0937381846023683),
        ((56, 70, 48, 80), 0.052431472402365, 0.333872654036906),
        ((9, 10, 3, 10), 0.170522723934503, 0.809017973535488),
        ((599, 600, 580, 600), 0.0176922204985428, 0.0493108809299459),
    ],
)
def test_interval_agrees_with_statsmodels(counts, low, high):
    interval = difference(*counts).confidence_interval()
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-10)


# statsmodels 0.15.0, proportion_confint(x, n, method="wilson")
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (285, 300, 0.919152966527256, 0.969468359370653),
        (1, 29, 0.00611321429276266, 0.171755218793203),
        (599, 600, 0.990620439523861, 0.999705731799151),
    ],
)
def test_wilson_agrees_with_statsmodels(satisfied, answered, low, high):
    assert wilson_bounds(satisfied, answered) == (
        pytest.approx(low, abs=1e-10),
        pytest.approx(high, abs=1e-10),
    )


def test_wilson_agrees_with_scipy():
    for answered in (1, 15, 36, 600):
        for satisfied in {0, 1, answered * 9 // 10, answered}:
            for level in (0.8, 0.95, 0.99):
                theirs = binomtest(satisfied, answered).proportion_ci(level, method="wilson")
                ours = [float(bound) for bound in wilson_bounds(satisfied, answered, level)]
                assert ours == pytest.approx([theirs.low, theirs.high], abs=1e-10)


def test_wilsons_expected_length_agrees_with_rs_binom():
    """binom.length(p = 0.01, n = 40), method wilson, as printed on R-help on 2 October 2018."""
    low, high = wilson_bounds(np.arange(41), 40)
    length = (binom.pmf(np.arange(41), 40, 0.01) * (high - low)).sum()
    assert length == pytest.approx(0.10159667, abs=5e-9)


# R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_the_published_one(satisfied, answered, low, high):
    assert wilson_bounds(satisfied, answered) == (
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )


@pytest.mark.parametrize(
    "counts, real",
    [
        ((285, 300, 270, 300), True),
        ((270, 300, 285, 300), True),
        ((28, 30, 27, 30), False),
        ((30, 30, 30, 30), False),
        ((0, 0, 27, 30), False),
    ],
)
def test_a_change_is_real_only_when_the_interval_excludes_none(counts, real):
    assert difference(*counts).is_real() is real


def test_a_change_may_be_real_at_one_level_and_not_at_a_higher_one():
    change = difference(285, 300, 270, 300)
    assert (change.is_real(0.95), change.is_real(0.99)) == (True, False)


@pytest.mark.parametrize(
    "answered, enough", [((30, 30), True), ((29, 900), False), ((9, 9), False)]
)
def test_a_change_is_real_only_with_thirty_answers_on_both_sides(answered, enough):
    n, n0 = answered
    for one, other in ((n, n0), (n0, n)):
        change = difference(one, one, 0, other)
        assert 0 not in change.confidence_interval()
        assert (change.is_real(), change.has_enough) == (enough, enough)
        frame = pd.DataFrame([(one, one, 0, other)], columns=COLUMNS)
        assert differences(frame)[["real", "enough"]].values.tolist() == [[enough, enough]]


@pytest.mark.parametrize("counts", [(0, 0, 3, 4), (3, 4, 0, 0), (0, 0, 0, 0)])
def test_without_answers_on_one_side_there_is_no_difference_to_speak_of(counts):
    nothing = difference(*counts)
    assert (nothing.estimate, nothing.confidence_interval()) == (None, None)


def test_many_differences_are_the_single_ones():
    rows = [row[:4] for row in NEWCOMBE] + [(0, 0, 3, 4)]
    frame = differences(pd.DataFrame(rows, columns=COLUMNS, index=[f"o{i}" for i in range(9)]))
    assert list(frame.index) == [f"o{i}" for i in range(9)]
    singles = [difference(*row) for row in rows[:-1]]
    intervals = [single.confidence_interval() for single in singles]
    assert frame["difference"].tolist()[:-1] == [single.estimate for single in singles]
    assert frame["low"].tolist()[:-1] == [interval.low for interval in intervals]
    assert frame["high"].tolist()[:-1] == [interval.high for interval in intervals]
    assert frame["real"].tolist() == [single.is_real() for single in singles] + [False]
    assert frame.iloc[-1][["difference", "low", "high"]].isna().all()


def test_impossible_counts_in_a_table_are_refused_by_name():
    with pytest.raises(ValueError, match="5 satisfied of 4"):
        newcombe_bounds([1, 5], [4, 4], 1, 4)


@pytest.mark.parametrize(
    "row, said",
    [
        ((5, 4, 1, 4), "5 satisfied of 4"),
        ((1, 4, -1, 4), "-1 satisfied of 4"),
        ((1.5, 4, 1, 4), r"1\.5 satisfied of 4"),
        ((None, 4, 1, 4), "nan satisfied of 4"),
    ],
)
def test_an_impossible_row_is_refused_by_its_numbers(row, said):
    with pytest.raises(ValueError, match=said):
        differences(pd.DataFrame([(1, 2, 1, 2), row], columns=COLUMNS))


counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(counts, counts)
def test_interval_holds_the_estimate_and_mirrors(one, other):
    change = difference(*one, *other)
    interval, back = change.confidence_interval(), difference(*other, *one).confidence_interval()
    assert change.estimate in interval
    assert -1 <= interval.low <= interval.high <= 1
    assert (back.low, back.high) == pytest.approx((-interval.high, -interval.low), abs=1e-12)
    dissatisfied = difference(one[1] - one[0], one[1], other[1] - other[0], other[1])
    assert dissatisfied.confidence_interval().high == pytest.approx(-interval.low, abs=1e-12)


SHARES = np.arange(800, 991)[:, None] / 1000
SIZES = (ENOUGH, 32, 40, 60, 120, 1000)
"""Of all pairs from 30 to 140, and of these against up to 1,000, 32 against 1,000 is the worst."""


def false_alarms(n, m):
    """How often two offices that are equally good are called different, for each of the shares."""
    s, s0 = np.meshgrid(np.arange(n + 1), np.arange(m + 1), indexing="ij")
    low, high = newcombe_bounds(s, n, s0, m)
    one = binom.pmf(np.arange(n + 1), n, SHARES)
    other = binom.pmf(np.arange(m + 1), m, SHARES)
    return (one @ ((low > 0) | (high < 0)) * other).sum(axis=1)


def false_alarms_against_all(n):
    """The same against so many answers that their share is known: Wilson's interval misses it."""
    low, high = wilson_bounds(np.arange(n + 1), n)
    return (binom.pmf(np.arange(n + 1), n, SHARES) * ((low > SHARES) | (high < SHARES))).sum(axis=1)


# What the docstring of newcombe_bounds says was enumerated.
def test_two_equal_offices_are_seldom_called_different():
    wrong = np.array([false_alarms(n, m) for n in SIZES for m in SIZES if n <= m])
    assert wrong.max() == pytest.approx(0.059, abs=5e-4)
    assert wrong.mean() == pytest.approx(0.038, abs=5e-4)


def test_a_few_held_against_very_many_are_called_different_more_often():
    assert false_alarms(5, 1000).max() == pytest.approx(0.122, abs=5e-4)
    assert false_alarms_against_all(ENOUGH).max() == pytest.approx(0.101, abs=5e-4)

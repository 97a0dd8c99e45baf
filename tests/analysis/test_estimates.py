"""The share of respondents who were satisfied, and how sure it is."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, binomtest

from analysis.clusters import Clustered
from analysis.differences import Difference, wilson_bounds
from analysis.estimates import Proportion, proportions
from analysis.intervals import Interval, exact_bounds
from analysis.stratified import Stratified, Stratum


def interval(*counts, level=0.95):
    found = Proportion(*counts).confidence_interval(level)
    return found.low, found.high


# R 4.2.2, binom.test(x, n)$conf.int
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (18, 20, 0.683017285981, 0.987651472830),
        (4, 20, 0.057333997050, 0.436614002997),
        (0, 15, 0, 0.218019360911),
        (15, 15, 0.781980639089, 1),
        (1, 1, 0.025, 1),
        (0, 1, 0, 0.975),
        (999_999, 1_000_000, 0.999994428369, 0.999999974682),
        # qbeta(.025, 5e11, 5e11 + 1), qbeta(.975, 5e11 + 1, 5e11)
        (500_000_000_000, 1_000_000_000_000, 0.499999020018, 0.500000979982),
    ],
)
def test_interval_agrees_with_r(satisfied, answered, low, high):
    assert interval(satisfied, answered) == pytest.approx((low, high), abs=1e-12)


# statsmodels 0.15.0, proportion_confint(x, n, method="beta")
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (90, 100, 0.823777402259977, 0.950995310778514),
        (1, 29, 0.000872646883579922, 0.177644295488723),
        (285, 300, 0.918872642829236, 0.971748798031504),
        (599, 600, 0.990749227720625, 0.999957804543613),
    ],
)
def test_interval_agrees_with_statsmodels(satisfied, answered, low, high):
    assert interval(satisfied, answered) == pytest.approx((low, high), abs=1e-10)


# PropCIs on CRAN, exactci(x, n, 0.95), in R 4.2.2
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (15, 112, 0.0769385949832525, 0.211258269445887),
        (46, 50, 0.807657216404037, 0.977772036345070),
        (0, 30, 0, 0.115703308222028),
    ],
)
def test_interval_agrees_with_propcis(satisfied, answered, low, high):
    assert interval(satisfied, answered) == pytest.approx((low, high), abs=1e-12)


def test_expected_length_agrees_with_rs_binom():
    """binom.length(p = 0.01, n = 40), method exact, as printed on R-help on 2 October 2018."""
    low, high = exact_bounds(np.arange(41), 40)
    length = (binom.pmf(np.arange(41), 40, 0.01) * (high - low)).sum()
    assert length == pytest.approx(0.10443801, abs=5e-9)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
@pytest.mark.parametrize("answered", [1, 2, 15, 36, 100, 600])
def test_interval_agrees_with_scipy(answered, level):
    for satisfied in {0, 1, answered // 2, answered * 9 // 10, answered - 1, answered}:
        theirs = binomtest(satisfied, answered).proportion_ci(level, method="exact")
        assert interval(satisfied, answered, level=level) == pytest.approx(
            (theirs.low, theirs.high), abs=1e-10
        )


# R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 5
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_interval_agrees_with_newcombes_table(satisfied, answered, low, high):
    assert interval(satisfied, answered) == pytest.approx((low, high), abs=5e-5)


def test_another_level_is_another_interval():
    # R 4.2.2, binom.test(18, 20, conf.level = 0.8)$conf.int
    assert interval(18, 20, level=0.8) == pytest.approx((0.755234682871, 0.973085867386), abs=1e-12)


def test_everybody_satisfied_reaches_one_and_no_further():
    # by hand: p ** 36 = 0.025
    assert interval(36, 36) == (pytest.approx(0.025 ** (1 / 36), abs=1e-12), 1.0)


@pytest.mark.parametrize("population", [None, 0, 12])
def test_nobody_answered_is_a_result_without_an_estimate(population):
    nobody = Proportion(0, 0, population)
    assert (nobody.estimate, nobody.confidence_interval()) == (None, None)


@pytest.mark.parametrize("satisfied, answered", [(-1, 3), (4, 3), (1.5, 3), (0, -1), (1, 2.0)])
def test_impossible_counts_are_refused_by_name(satisfied, answered):
    with pytest.raises(ValueError, match=f"{satisfied} satisfied of {answered}"):
        Proportion(satisfied, answered)


@pytest.mark.parametrize("population", [19, 0, -1, 20.0])
def test_more_answers_than_dossiers_are_refused_by_name(population):
    with pytest.raises(ValueError, match=rf"20 who answered out of {population} cannot be"):
        Proportion(18, 20, population)


@pytest.mark.parametrize("level", [0, 1, 1.5, -0.1, float("nan"), "0.95", None])
@pytest.mark.parametrize("counts", [(1, 2), (0, 0), (1, 2, 2)])
def test_an_impossible_level_is_refused_by_name(level, counts):
    with pytest.raises(ValueError, match=f"{level}"):
        Proportion(*counts).confidence_interval(level)


@pytest.mark.parametrize("satisfied, answered", [(3, 2), (-1, 2), (float("nan"), 2)])
def test_bounds_of_impossible_shares_are_refused_by_name(satisfied, answered):
    with pytest.raises(ValueError, match=f"{satisfied} satisfied of {answered}"):
        exact_bounds(satisfied, answered)


def test_a_table_says_of_each_row_what_a_single_share_says():
    table = pd.DataFrame(
        {
            "satisfied": [18, 0, 18, 18, 0],
            "answered": [20, 0, 20, 20, 15],
            "population": [None, 50, 40, None, 30],
        },
        index=list("abcde"),
    )
    single = [interval(18, 20), (np.nan, np.nan), interval(18, 20, 40), interval(18, 20)]
    expected = table.assign(
        estimate=[0.9, np.nan, 0.9, 0.9, 0.0],
        low=[low for low, _ in [*single, interval(0, 15, 30)]],
        high=[high for _, high in [*single, interval(0, 15, 30)]],
    )
    pd.testing.assert_frame_equal(proportions(table), expected, check_exact=True)


def test_a_table_without_rows_or_populations_is_a_table():
    empty = pd.DataFrame({"satisfied": [], "answered": []}, dtype=int)
    assert list(proportions(empty)) == ["satisfied", "answered", "estimate", "low", "high"]


@pytest.mark.parametrize(
    "satisfied, answered, population, said",
    [
        (3, 2, 9, "3 satisfied of 2 who answered"),
        (1.5, 2, 9, "1.5 satisfied of 2 who answered"),
        (None, 2, 9, "nan satisfied of 2 who answered"),
        (1, 2, 1, "2 who answered out of 1 cannot be"),
        (1, 2, 8.5, "2 who answered out of 8.5 cannot be"),
    ],
)
def test_the_impossible_row_of_a_table_is_named(satisfied, answered, population, said):
    table = pd.DataFrame(
        {
            "satisfied": [1, satisfied],
            "answered": [1, answered],
            "population": [1, population],
        }
    )
    with pytest.raises(ValueError, match=said):
        proportions(table)


def test_no_office_exactly_on_target_is_called_missed_more_than_25_times_in_1000():
    """Every outcome of 15 to 600 answers, for a true share of 80, 81 … 99 %, by its probability."""
    p = np.arange(80, 100)[:, None] / 100
    for answered in range(15, 601):
        satisfied = np.arange(answered + 1)
        low, high = exact_bounds(satisfied, answered)
        probability = binom.pmf(satisfied, answered, p)
        assert (probability * (high < p)).sum(axis=1).max() <= 0.025
        assert (probability * ((low <= p) & (p <= high))).sum(axis=1).min() >= 0.95


# What the docstring of Proportion.confidence_interval says was enumerated.
def test_wilsons_interval_would_call_an_office_on_target_missed_far_more_often():
    satisfied = np.arange(18)
    wrong = binom.pmf(satisfied, 17, 0.99)[wilson_bounds(satisfied, 17)[1] < 0.99].sum()
    assert wrong == pytest.approx(0.157, abs=5e-4)


# L. D. Brown, T. T. Cai, A. DasGupta (2001), Statistical Science 16, 101-133, section 4.1.1 (where
# Wilson's coverage goes as n grows, p being so much over n) and 4.2.1 (this one's is never below)
@pytest.mark.parametrize("level, over_n, wilsons", [(0.95, 0.1765, 0.838), (0.99, 0.1174, 0.889)])
def test_wilsons_interval_fails_where_brown_cai_and_dasgupta_say_and_this_one_holds(
    level, over_n, wilsons
):
    satisfied, n = np.arange(5001), 5000
    p, chance = over_n / n, binom.pmf(satisfied, n, over_n / n)
    held = [
        chance[(low <= p) & (p <= high)].sum()
        for low, high in (wilson_bounds(satisfied, n, level), exact_bounds(satisfied, n, level))
    ]
    assert held[0] == pytest.approx(wilsons, abs=5e-4)
    assert held[1] >= level


def test_an_interval_knows_its_width_and_what_is_in_it():
    between = Interval(0.25, 0.75)
    assert (between.width, 0.25 in between, 0.75 in between, 0.76 in between) == (
        0.5,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    "counts, said",
    [
        ((10**15 + 1, 10**15), f"{10**15 + 1} satisfied of {10**15} who"),
        ((2**53 + 1, 2**53 + 1), f"{2**53 + 1} who answered cannot be"),
        ((10**400, 10**400), "0 who answered cannot be"),
        ((1, 2, 10**400), "2 who answered out of 10"),
    ],
)
def test_counts_are_compared_as_whole_numbers_and_endless_ones_refused(counts, said):
    with pytest.raises(ValueError, match=said):
        Proportion(*counts)


@pytest.mark.parametrize(
    "measured",
    [
        Proportion(9, 10),
        Proportion(9, 10, 20),
        Clustered([Proportion(9, 10), Proportion(8, 10)] * 6),
        Stratified({"land": Stratum(9, 10, 40), "civil": Stratum(10, 10, 50)}),
        Difference(share=Proportion(9, 10), reference=Proportion(3, 10)),
    ],
)
def test_a_level_may_be_any_real_number(measured):
    exactly = measured.confidence_interval(Fraction(19, 20))
    assert exactly == measured.confidence_interval(0.95)

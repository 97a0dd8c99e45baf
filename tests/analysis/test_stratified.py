"""The share of a whole, from strata weighted by their dossiers."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from analysis.estimates import Proportion
from analysis.intervals import Interval
from analysis.stratified import Stratified, Stratum, stratified
from analysis.weighted import weighted


def whole(*strata):
    return Stratified({f"field {at}": Stratum(*counts) for at, counts in enumerate(strata)})


# R 4.2.2, survey 4.1.1: d has a row for each answer, y 1 or 0, h the stratum, N its dossiers
# x <- svydesign(ids = ~1, strata = ~h, fpc = ~N, weights = ~w, data = d)
# svyciprop(~y, x, method = "beta")
@pytest.mark.parametrize(
    "strata, estimate, low, high",
    [
        (
            [(45, 50, 900), (80, 90, 2000), (38, 40, 600)],
            0.902222222222,
            0.848905728511,
            0.941546518097,
        ),
        ([(90, 100, 5000), (60, 80, 1000)], 0.875, 0.813787493732, 0.92181772992),
    ],
)
def test_interval_agrees_with_r(strata, estimate, low, high):
    found = whole(*strata).confidence_interval()
    assert whole(*strata).estimate == pytest.approx(estimate, abs=1e-11)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


def test_a_single_answer_makes_the_interval_wider_than_r_has_it():
    """With options(survey.lonely.psu = "adjust"), whose degrees of freedom are of all answers."""
    found = whole((45, 50, 900), (80, 90, 2000), (0, 1, 60)).confidence_interval()
    assert 0.79 < found.low < 0.7996049822
    assert 0.928673201121 < found.high < 0.94


# R 4.2.2, survey 4.1.1: p <- coef(m); p * (1 - p) / vcov(m), with m <- svymean(~y, x) of
# five fields, c(7, 6, 6, 7, 5) satisfied of 8 each, for c(100, 200, 400, 300, 900) dossiers
def test_effective_answers_are_those_that_nchs_asks_for():
    strata = [(7, 8, 100), (6, 8, 200), (6, 8, 400), (7, 8, 300), (5, 8, 900)]
    assert whole(*strata).effective() == pytest.approx(21.782631788607, abs=1e-8)
    assert whole(*strata).degrees == 35


def test_more_effective_answers_than_answers_are_not_counted():
    """R has 308.8 of 305 here and (0.8268, 0.9050); NCHS stops at the number of answers."""
    of_whole = whole((180, 200, 4000), (50, 60, 1500), (29, 45, 300))
    assert of_whole.effective() == 305
    assert of_whole.confidence_interval().low < 0.826783554764


def test_strata_add_up_exactly_where_a_float_would_not():
    # by hand: (0.7 * 300 + 0.9 * 300 + 0.8 * 300) / 900 = 0.8
    assert whole((7, 10, 300), (9, 10, 300), (8, 10, 300)).share == Fraction(4, 5)


def test_strata_without_answers_are_named_and_their_dossiers_are_missing():
    of_whole = Stratified(
        {"land": Stratum(9, 10, 600), "births": Stratum(0, 0, 400), "fire": Stratum(0, 0, 0)}
    )
    assert (of_whole.unanswered, of_whole.covered, of_whole.estimate) == (("births",), 0.6, 0.9)
    assert of_whole.confidence_interval() == whole((9, 10, 600)).confidence_interval()


@pytest.mark.parametrize("strata", [[], [(0, 0, 0)], [(0, 0, 5), (0, 0, 9)]])
def test_nobody_answered_is_a_result_without_an_estimate(strata):
    nobody = whole(*strata)
    assert (nobody.estimate, nobody.share, nobody.confidence_interval(), nobody.effective()) == (
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("everybody", [0, 1])
def test_all_alike_and_spread_like_the_dossiers_tell_as_much_as_one_sample(everybody):
    found = whole((everybody * 20, 20, 400), (everybody * 30, 30, 600)).confidence_interval()
    one = Proportion(everybody * 50, 50).confidence_interval()
    assert (found.low, found.high) == pytest.approx((one.low, one.high), abs=1e-12)


def test_all_satisfied_is_as_unsure_as_the_field_of_which_least_is_known():
    # by hand: 5 of 5 answers for half of all dossiers, the least p with p ** 5 = 0.025, and nearly
    # 1 for the other half: 0.5 * 0.025 ** (1 / 5) + 0.5
    found = whole((5, 5, 10**7), (10**6, 10**6, 10**7)).confidence_interval()
    assert found.low == pytest.approx(0.5 * 0.025**0.2 + 0.5, abs=1e-5)
    assert found.high == 1


def test_a_single_answer_for_many_dossiers_is_not_trusted():
    """Without it 97 % are satisfied for sure; it stands for a tenth of the dossiers."""
    trusted = whole((970, 1000, 9000), (97, 100, 1000)).confidence_interval()
    doubted = whole((970, 1000, 9000), (1, 1, 1000)).confidence_interval()
    assert doubted.width > 3 * trusted.width


def test_single_answers_everywhere_are_one_sample():
    strata = [(1, 1, 100)] * 9 + [(0, 1, 100)]
    found, one = whole(*strata).confidence_interval(), Proportion(9, 10).confidence_interval()
    assert found.low == pytest.approx(one.low, abs=0.01)
    assert found.high == pytest.approx(one.high, abs=0.01)


def test_every_dossier_judged_leaves_no_doubt():
    assert whole((9, 10, 10), (6, 10, 10)).confidence_interval() == Interval(0.75, 0.75)


@pytest.mark.parametrize("counts", [(4, 3, 9), (1, 2, 1), (1, 2, 2.5), (1, 2, None)])
def test_an_impossible_stratum_is_refused(counts):
    with pytest.raises(ValueError, match=r"cannot be|dossiers"):
        Stratum(*counts)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_an_impossible_level_is_refused(level):
    with pytest.raises(ValueError, match=f"{level}"):
        whole((1, 2, 9)).confidence_interval(level)


def test_a_table_says_of_each_whole_what_a_single_one_says():
    table = pd.DataFrame(
        {
            "office": ["B", "A", "B", "A", "C", "B"],
            "satisfied": [9, 45, 30, 80, 0, 0],
            "answered": [10, 50, 31, 90, 0, 0],
            "population": [100, 900, 400, 2000, 50, 500],
        }
    )
    a, b = whole((45, 50, 900), (80, 90, 2000)), whole((9, 10, 100), (30, 31, 400), (0, 0, 500))
    expected = [
        [
            *(one.answered, one.covered, one.estimate),
            *(found.low, found.high, one.effective(), one.degrees),
        ]
        for one in (a, b)
        for found in [one.confidence_interval()]
    ]
    rows = stratified(table, "office")
    assert list(rows.index) == ["A", "B", "C"]
    assert rows.drop(columns="worth").iloc[:2].to_numpy() == pytest.approx(
        np.array(expected), abs=1e-12
    )
    assert rows.loc["C"].tolist() == pytest.approx([0, 0, *[np.nan] * 6], nan_ok=True)


def test_a_table_without_rows_is_a_table_and_an_impossible_row_is_named():
    columns = {"office": ["A"], "satisfied": [3], "answered": [2], "population": [9]}
    assert stratified(pd.DataFrame(columns).iloc[:0], "office").empty
    with pytest.raises(ValueError, match="3 satisfied of 2"):
        stratified(pd.DataFrame(columns), "office")


# answers, dossiers and true shares of the strata: alike; one answer each; steep; all work in one
# field; most dossiers asked; the smallest fields the worst; five answers for half of all dossiers
TRIED = [
    ([50] * 4, [1000] * 4, [0.8, 0.9, 0.95, 0.99]),
    ([5] * 20, [100] * 20, [0.9] * 20),
    ([2] * 20, [100] * 20, [0.99] * 20),
    ([1] * 10, [100] * 10, [0.9] * 10),
    ([30] * 5, [8000, 4000, 2000, 1000, 500], [0.8] * 5),
    ([200, 50, 10, 3, 1], [8000, 4000, 2000, 1000, 500], [0.95] * 5),
    ([30, 20, 10], [40, 25, 12], [0.9] * 3),
    (
        [120, 60, 30, 15, 8, 4, 2, 1],
        [3000, 1500, 900, 700, 300, 200, 100, 80],
        [0.97, 0.95, 0.92, 0.9, 0.85, 0.8, 0.7, 0.6],
    ),
    ([5, 500], [5000, 5000], [0.95, 0.95]),
    ([5, 500], [5000, 5000], [0.6, 0.99]),
    ([10, 500], [5000, 5000], [0.5, 0.99]),
    ([1, 970], [300, 9700], [0.5, 0.99]),
    ([1, 970], [300, 9700], [0.9, 0.99]),
]

# Tried later, to break it: few answers, or one, in the heaviest field; nearly everybody asked, but
# for one field; hundreds of small offices; shares far apart; nearly everybody satisfied
FURTHER = [
    ([1, 50, 50, 50], [5000, 2000, 2000, 1000], [0.9, 0.9, 0.95, 0.8]),
    ([1, 100], [7000, 3000], [0.85, 0.99]),
    ([3, 300], [9000, 1000], [0.9, 0.9]),
    ([8, 200, 200], [20000, 1000, 1000], [0.7, 0.98, 0.98]),
    ([95, 48, 190], [100, 50, 200], [0.9, 0.8, 0.95]),
    ([99, 199, 2], [100, 200, 300], [0.9, 0.95, 0.8]),
    ([3, 5, 1, 4], [4, 7, 204, 38], [0.75, 0.857, 0.936, 0.921]),
    ([3] * 300, range(10, 310), [0.92] * 300),
    ([1] * 50, [int(20 * 1.1**at) for at in range(50)], [0.85] * 50),
    ([20] * 6, [500, 100, 900, 50, 3000, 20], [0.99, 0.3, 0.8, 0.5, 0.95, 0.1]),
    ([15] * 8, [1000, 2000, 300, 400, 500, 100, 900, 80], [0.995] * 8),
    ([40, 10, 10], [8000, 200, 200], [0.9, 0.5, 0.5]),
]


DRAWS = 4000


def simulated():
    """Of each design how often the interval holds the truth, and how often it lies below it."""
    draws = np.random.default_rng(2026)
    later = np.random.default_rng(101)
    return [kept(*one, draws) for one in TRIED] + [kept(*one, later) for one in FURTHER]


def kept(answered, population, share, draws):
    n, dossiers = np.tile(answered, (DRAWS, 1)), np.tile(population, (DRAWS, 1))
    satisfied = np.round(dossiers * share).astype(int)
    s = draws.hypergeometric(satisfied, dossiers - satisfied, n)
    found = weighted(s, n, dossiers, 0.95)
    truth = satisfied[0].sum() / sum(population)
    held = (found.low <= truth + 1e-12) & (truth - 1e-12 <= found.high)
    return np.mean(held), np.mean(found.high < truth - 1e-12)


def test_the_truth_is_kept_as_often_as_was_said():
    held, _ = np.transpose(simulated())
    assert min(held) >= 0.935
    assert np.mean(held) >= 0.95


def test_a_small_field_with_one_answer_does_not_drown_a_thousand():
    """If everybody agreed, its 3 % of the dossiers could hide 0.03 * (1 - 0.025) of the whole,
    like a simple sample of log(0.025) / log(1 - 0.02925) = 124 answers. They do not, so it is
    0.03 * 0.975 / 1.96 beside the standard error of the others:
    0.9498 * 0.0502 / (0.0149 ** 2 + 0.97 ** 2 * 0.9495 * 0.0505 / 969) = 177, less fpc and t.
    """
    whole_office = whole((921, 970, 9700), (1, 1, 300))
    assert whole_office.effective() == pytest.approx(176, abs=2)


@pytest.mark.parametrize("dossiers, answered", [(10, 1), (10, 10), (60, 50), (400, 20), (400, 390)])
def test_one_field_alone_is_told_no_less_exactly_by_its_own_interval(dossiers, answered):
    for satisfied in range(answered + 1):
        one = Stratum(satisfied, answered, dossiers)
        own, whole = one.confidence_interval(), Stratified({"land": one}).confidence_interval()
        assert whole.low <= own.low + 1e-12
        assert own.high <= whole.high + 1e-12


def test_one_field_of_which_nearly_all_answered_is_an_example():
    one = Stratum(46, 50, 60)
    bounds = [
        100 * end
        for found in (one.confidence_interval(), Stratified({"land": one}).confidence_interval())
        for end in (found.low, found.high)
    ]
    assert bounds == pytest.approx([88.3, 93.3, 80.8, 97.8], abs=0.05)

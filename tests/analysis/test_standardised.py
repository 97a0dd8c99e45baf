"""Shares levelled out for the work that came in."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.differences import Difference, newcombe_bounds
from analysis.estimates import Proportion
from analysis.intervals import exact_bounds
from analysis.mixes import weighted_shares
from analysis.standardised import Standardised, StandardisedDifference, standardise

PROVINCE = {"land": 500, "civil": 400, "construction": 100}


def fields(**counts):
    return {name: Proportion(*pair) for name, pair in counts.items()}


# By hand: 0.5 * 64/80 + 0.4 * 19/20 + 0.1 * 9/10. So says R 4.2.2, survey 4.1.1, d having a row for
# each answer, y 1 or 0, f the field: svymean(~y, svystandardize(svydesign(ids = ~1, weights = ~1,
#   data = d), by = ~f, over = ~1, population = c(500, 400, 100)))
def test_every_field_counts_as_much_as_in_the_province():
    office = fields(land=(64, 80), civil=(19, 20), construction=(9, 10))
    assert Standardised(office, PROVINCE).estimate == pytest.approx(0.87)


def test_harder_work_alone_is_no_disadvantage():
    mostly_land = fields(land=(640, 800), civil=(95, 100))
    mostly_civil = fields(land=(80, 100), civil=(760, 800))
    gap = StandardisedDifference(share=mostly_land, reference=mostly_civil, weights=PROVINCE)
    plain = Difference(share=Proportion(735, 900), reference=Proportion(840, 900))
    assert plain.is_real()
    assert gap.estimate == pytest.approx(0)
    assert not gap.is_real()


def test_one_field_is_the_plain_exact_interval():
    plain = Proportion(18, 20)
    levelled = Standardised({"land": plain}, {"land": 3}).confidence_interval()
    assert vars(levelled) == pytest.approx(vars(plain.confidence_interval()), abs=1e-12)


def test_one_field_is_the_plain_difference():
    one, other = Proportion(56, 70), Proportion(48, 80)
    levelled = StandardisedDifference(
        share={"land": one}, reference={"land": other}, weights={"land": 3}
    )
    plain = Difference(share=one, reference=other).confidence_interval()
    assert vars(levelled.confidence_interval()) == pytest.approx(vars(plain), abs=1e-12)
    assert levelled.is_real()


def test_everybody_satisfied_is_not_known_without_doubt():
    interval = Standardised(fields(land=(30, 30), civil=(5, 5)), PROVINCE).confidence_interval()
    assert interval.high == 1
    assert 0.5 < interval.low < Proportion(35, 35).confidence_interval().low


def test_a_known_number_of_dossiers_narrows_no_comparison():
    some, all_of_them = {"land": Proportion(64, 80)}, {"land": Proportion(64, 80, 80)}
    one, other = (
        Standardised(each, PROVINCE).confidence_interval() for each in (some, all_of_them)
    )
    assert one == other
    change = Difference(share=Proportion(79, 80, 80), reference=Proportion(78, 80, 80))
    assert not change.is_real()


def test_fields_without_answers_are_named_and_the_rest_speaks_for_them():
    office = Standardised(fields(land=(64, 80), civil=(0, 0)), PROVINCE)
    assert office.without_answers == ("civil", "construction")
    assert (office.estimate, office.covered) == (0.8, 0.5)


def test_a_difference_speaks_of_the_fields_that_both_have():
    gap = StandardisedDifference(
        share=fields(land=(64, 80), civil=(19, 20)),
        reference=fields(land=(56, 80), construction=(9, 9)),
        weights=PROVINCE,
    )
    assert gap.without_answers == ("civil", "construction")
    assert (gap.estimate, gap.covered) == (pytest.approx(0.1), 0.5)


@pytest.mark.parametrize(
    "land, civil, reference, levelled, real",
    [
        ((25, 25), (5, 5), (5, 25), True, True),
        ((26, 26), (4, 4), (5, 25), False, False),
        ((30, 30), (0, 0), (5, 25), True, False),  # Land alone, with 25 in the reference.
        ((24, 24), (5, 5), (5, 25), True, False),
        ((100, 100), (5, 5), (4, 24), True, False),
    ],
)
def test_a_page_relies_on_five_answers_in_each_field_and_thirty_in_all(
    land, civil, reference, levelled, real
):
    office, other = fields(land=land, civil=civil), fields(land=reference, civil=(0, 5))
    gap = StandardisedDifference(share=office, reference=other, weights=PROVINCE)
    assert 0 not in gap.confidence_interval()
    assert Standardised(office, PROVINCE).has_enough is levelled
    assert (gap.has_enough, gap.is_real()) == (real, real)
    rows = [("north", name, rate.satisfied, rate.answered) for name, rate in office.items()]
    columns = ["office", "field", "satisfied", "answered"]
    assert standardise(pd.DataFrame(rows, columns=columns), PROVINCE)["enough"].all() == levelled


def test_nothing_in_common_is_a_result_without_an_estimate():
    nobody = Standardised(fields(land=(0, 0)), PROVINCE)
    apart = StandardisedDifference(
        share=fields(land=(3, 4)), reference=fields(civil=(3, 4)), weights=PROVINCE
    )
    for result in (nobody, apart):
        assert (result.estimate, result.confidence_interval(), result.covered) == (None, None, 0)
        assert not result.has_enough
    assert not apart.is_real()


@pytest.mark.parametrize("weights", [{"land": -1, "civil": 2}, {"land": 0}, {}])
def test_impossible_weights_are_refused_by_name(weights):
    with pytest.raises(ValueError, match="weights are 0 or more"):
        Standardised({}, weights)


def test_a_field_without_a_weight_is_refused_by_name():
    with pytest.raises(ValueError, match="without a weight: health"):
        Standardised(fields(health=(3, 4)), PROVINCE)


def test_a_table_of_offices_is_the_single_ones():
    rows = [
        ("north", "land", 60, 75),
        ("north", "land", 4, 5),
        ("north", "civil", 19, 20),
        ("south", "land", 30, 30),
        ("south", "construction", 0, 0),
        ("west", "civil", 0, 0),
    ]
    columns = ["office", "field", "satisfied", "answered"]
    frame = standardise(pd.DataFrame(rows, columns=columns), PROVINCE)
    north = Standardised(fields(land=(64, 80), civil=(19, 20)), PROVINCE)
    south = Standardised(fields(land=(30, 30)), PROVINCE)
    for name, single in (("north", north), ("south", south)):
        interval = single.confidence_interval()
        assert frame.loc[name, ["estimate", "low", "high", "covered"]].tolist() == pytest.approx(
            [single.estimate, interval.low, interval.high, single.covered]
        )
    # By hand: P = 5/9 * 65/82 + 4/9 * 20/22 = 0.84442,
    # P(1 - P) / (25/81 * 65/82 * 17/82 / 80 + 16/81 * 20/22 * 2/22 / 20) = 90.587
    worth = {"north": 90.587, "south": 30, "west": 0}
    assert frame["answered"].to_dict() == pytest.approx(worth, abs=5e-4)
    assert frame["satisfied"].to_list() == pytest.approx(
        (frame["estimate"].fillna(0) * frame["answered"]).to_list()
    )
    assert frame.loc["west", ["estimate", "low", "high"]].isna().all()
    assert frame.loc["west", "covered"] == 0
    assert frame["enough"].to_dict() == {"north": True, "south": True, "west": False}


# weights, answers and true rates of the fields: many small fields, weights that fit the answers
# badly, two answers that weigh half, fields that are far apart
SIMULATED = [
    (np.ones(20), np.full(20, 5), np.full(20, 0.9)),
    (np.ones(60), np.ones(60, int), np.full(60, 0.8)),
    (np.arange(1, 21), np.full(20, 5), np.full(20, 0.95)),
    (np.array([5, 4, 3, 2, 1]), np.array([5, 20, 40, 80, 300]), np.full(5, 0.9)),
    (np.ones(2), np.array([2, 1000]), np.full(2, 0.8)),
    (np.ones(5), np.array([1000, 1000, 1000, 1000, 10]), np.array([0.99, 0.99, 0.99, 0.99, 0.8])),
    (np.array([3, 1, 1, 5, 2]), np.array([30, 100, 50, 10, 40]), np.linspace(0.8, 0.99, 5)),
    (np.ones(20), np.full(20, 2), np.linspace(0.8, 0.99, 20)),
]


def test_the_interval_holds_the_truth_as_often_as_it_says():
    coverage = [covered(*case, random=np.random.default_rng(19)) for case in SIMULATED]
    assert min(coverage) >= 0.95


def covered(weights, answered, rates, *, random, repetitions=4000):
    fields_of_each = np.repeat(np.arange(repetitions), len(weights))
    shares = weighted_shares(
        np.tile(weights, repetitions),
        random.binomial(answered, rates, (repetitions, len(rates))).ravel(),
        np.tile(answered, repetitions),
        fields_of_each,
        repetitions,
    )
    low, high = exact_bounds(shares.satisfied, shares.answered)
    truth = np.average(rates, weights=weights)
    return np.mean((low <= truth) & (truth <= high))


def held(answered, weight, shares):
    """How often the interval of two fields holds the truth, from every outcome."""
    s = np.stack(np.meshgrid(*(np.arange(n + 1) for n in answered), indexing="ij"), axis=-1)
    of_each = of_two_fields(s.reshape(-1, 2), answered, weight)
    low, high = exact_bounds(of_each.satisfied, of_each.answered)
    truth = weight * shares[0] + (1 - weight) * shares[1]
    one, other = (binom.pmf(np.arange(n + 1), n, p) for n, p in zip(answered, shares, strict=True))
    return (np.outer(one, other).ravel() * ((low <= truth) & (truth <= high))).sum()


def called_different(answered, weight, shares):
    """How often an office is, from one that is as good and has 200 answers in each field."""
    random, draws = np.random.default_rng(8), 20_000
    one, other = (
        of_two_fields(random.binomial(n, shares, (draws, 2)), n, weight)
        for n in (answered, (200, 200))
    )
    low, high = newcombe_bounds(one.satisfied, one.answered, other.satisfied, other.answered)
    return np.mean((low > 0) | (high < 0))


def of_two_fields(s, n, weight):
    groups = np.repeat(np.arange(len(s)), 2)
    weights, answered = (np.tile(pair, len(s)) for pair in ([weight, 1 - weight], n))
    return weighted_shares(weights, s.ravel(), answered, groups, len(s))


ONE_ANSWER = ((1, 30), 0.2, (0.85, 0.99))
"""The worst found of fields with single answers."""


# What the docstring of confidence_interval says was enumerated.
@pytest.mark.parametrize(
    "answered, weight, shares, often",
    [
        ((15, 300), 0.5, (0.85, 0.8), 0.935),  # the least with two answers and more
        (*ONE_ANSWER, 0.85),
        ((1, 100), 0.1, (0.9, 0.99), 0.90),
    ],
)
def test_a_single_answer_of_weight_draws_the_interval_after_it(answered, weight, shares, often):
    assert held(answered, weight, shares) == pytest.approx(often, abs=0.005)


FALSE_DIFFERENCES = {
    1: ((1, 100), 0.7, (0.8, 0.95)),
    2: ((2, 100), 0.5, (0.9, 0.97)),
    5: ((5, 30), 0.7, (0.9, 0.97)),
}
"""The worst found of fields with so many answers."""


# What the docstring of is_real says was simulated.
@pytest.mark.parametrize("fewest, often", [(1, 0.2), (2, 0.11), (5, 0.07)])
def test_few_answers_in_a_field_of_weight_make_false_differences(fewest, often):
    assert called_different(*FALSE_DIFFERENCES[fewest]) == pytest.approx(often, abs=0.01)

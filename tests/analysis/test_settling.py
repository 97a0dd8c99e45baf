"""How many answers it probably takes until a verdict is no longer uncertain."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, hypergeom

from analysis.estimates import Proportion, proportions
from analysis.rounding import half_up
from analysis.settling import answers_to_settle
from analysis.targets import Target
from analysis.verdicts import verdicts


def test_all_satisfied_so_far_lack_what_the_smallest_proof_lacks():
    assert answers_to_settle(Proportion(20, 20), Target(Decimal(90))) == 16
    assert answers_to_settle(Proportion(35, 35), Target(Decimal(90))) == 1


def test_a_verdict_that_is_clear_needs_no_more():
    assert answers_to_settle(Proportion(36, 36), Target(Decimal(90))) == 0
    assert answers_to_settle(Proportion(50, 100), Target(Decimal(90))) == 0


# R 4.2.2, of 46 of 50: m <- 0:4000; met <- sapply(m, function(m) { k <- 0:m
#   sum(dbinom(k, m, .92)[pbinom(46 + k - 1, 50 + m, .9, lower.tail = FALSE) < .025]) })
# max(which(met < .8)); and with pbinom(46 + k, 50 + m, .95) < .025 for the higher target
@pytest.mark.parametrize("threshold, more", [(90, 1644), (95, 496)])
def test_answers_to_settle_agree_with_r(threshold, more):
    assert answers_to_settle(Proportion(46, 50), Target(Decimal(threshold))) == more


def chances(proportion, target, more):
    """The probability of the true verdict after each number, every outcome judged and weighed."""
    share, population = proportion.satisfied / proportion.answered, proportion.population
    for m in more:
        k = np.arange(m + 1)
        outcomes = pd.DataFrame(
            {"satisfied": proportion.satisfied + k, "answered": proportion.answered + m}
        )
        chance = binom.pmf(k, m, share)
        if population is not None:
            everybody = float(half_up(Decimal(share * population), 0))
            outcomes["population"] = population
            rest = population - proportion.answered, everybody - proportion.satisfied, m
            chance = hypergeom.pmf(k, *rest)
            share = everybody / population
        told = verdicts(proportions(outcomes), target, fewest=1)["evidence"]
        yield chance[told == ("met" if share >= float(target.share) else "missed")].sum()


@pytest.mark.parametrize(
    "satisfied, answered, population, threshold",
    [
        (97, 100, None, 90),
        (50, 60, None, 90),
        (19, 20, None, 80),
        (57, 60, None, 98),
        (0, 1, None, 90),
        (96, 100, 400, 90),
        (33, 40, 160, 90),
        (9, 10, 45, 80),
    ],
)
@pytest.mark.parametrize("probability", [0.5, 0.8])
def test_from_the_number_on_and_not_before_the_verdict_is_probably_clear(
    satisfied, answered, population, threshold, probability
):
    proportion, target = Proportion(satisfied, answered, population), Target(Decimal(threshold))
    needed = answers_to_settle(proportion, target, probability=probability)
    last = needed + 40 if population is None else min(needed + 40, population - answered)
    clear = np.array(list(chances(proportion, target, range(max(needed - 1, 0), last + 1))))
    assert (clear[1 if needed else 0 :] >= probability).all()
    assert needed == 0 or clear[0] < probability


def test_on_the_threshold_only_a_census_settles_it():
    target = Target(Decimal(95))
    assert answers_to_settle(Proportion(95, 100), target) is None
    assert answers_to_settle(Proportion(95_001, 100_000), target) is None
    assert answers_to_settle(Proportion(95, 100, 2_000), target) <= 1_900
    assert answers_to_settle(Proportion(19, 20, 20), target) == 0


def test_nobody_has_given_a_hint_yet():
    assert answers_to_settle(Proportion(0, 0), Target(Decimal(95))) is None


@pytest.mark.parametrize("probability", [0, 1, 1.2])
def test_an_impossible_probability_is_refused_by_name(probability):
    with pytest.raises(ValueError, match=f"{probability}"):
        answers_to_settle(Proportion(19, 20), Target(Decimal(90)), probability=probability)


@pytest.mark.parametrize("so_far", [(0, 0), (19, 20)])
@pytest.mark.parametrize("impossible", [{"probability": 7}, {"level": 9}])
def test_the_impossible_is_refused_whether_or_not_anybody_has_answered(so_far, impossible):
    with pytest.raises(ValueError, match=f"{next(iter(impossible.values()))}"):
        answers_to_settle(Proportion(*so_far), Target(Decimal(90)), **impossible)

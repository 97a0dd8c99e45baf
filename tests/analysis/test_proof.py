"""How few answers can prove that a target is met."""

from decimal import Decimal

import numpy as np
import pytest

from analysis.estimates import Proportion
from analysis.intervals import exact_bounds
from analysis.proof import smallest_proof
from analysis.targets import Target
from analysis.verdicts import Evidence, judge


# By hand: ln 0.025 / ln 0.90 = 35.01, ln 0.025 / ln 0.95 = 71.9, rounded up.
@pytest.mark.parametrize("threshold, answers", [(90, 36), (95, 72), (85, 23), (98, 183)])
def test_with_everybody_satisfied(threshold, answers):
    target = Target(Decimal(threshold))
    assert smallest_proof(target) == answers
    assert judge(Proportion(answers, answers), target).evidence == Evidence.MET
    assert judge(Proportion(answers - 1, answers - 1), target).evidence == Evidence.UNCERTAIN


# R 4.2.2: n <- (d + 1):5000; min(n[pbinom(n - d - 1, n, p, lower.tail = FALSE) < .025])
@pytest.mark.parametrize(
    "threshold, dissatisfied, answers", [(90, 1, 54), (90, 2, 70), (95, 1, 110), (95, 2, 142)]
)
def test_with_some_dissatisfied_it_agrees_with_r(threshold, dissatisfied, answers):
    assert smallest_proof(Target(Decimal(threshold)), dissatisfied=dissatisfied) == answers


@pytest.mark.parametrize("dissatisfied", [1, 2, 7, 40])
@pytest.mark.parametrize("threshold", [85, 95])
def test_with_some_dissatisfied_it_is_the_first_size_that_the_interval_proves(
    threshold, dissatisfied
):
    answered = np.arange(dissatisfied + 1, 2000)
    low, _ = exact_bounds(answered - dissatisfied, answered)
    first = answered[np.argmax(low > threshold / 100)]
    assert smallest_proof(Target(Decimal(threshold)), dissatisfied=dissatisfied) == first


@pytest.mark.parametrize("comparator", [">=", ">"])
@pytest.mark.parametrize("population", [1, 5, 19, 20, 40, 100, 200])
@pytest.mark.parametrize("dissatisfied", [0, 1, 3])
def test_of_a_small_population_it_is_the_first_size_that_is_judged_so(
    population, dissatisfied, comparator
):
    target = Target(Decimal(90), comparator)

    def proves(answered):
        proportion = Proportion(answered - dissatisfied, answered, population)
        return judge(proportion, target, fewest=1).evidence == Evidence.MET

    first = next(filter(proves, range(dissatisfied + 1, population + 1)), None)
    assert smallest_proof(target, dissatisfied=dissatisfied, population=population) == first


def test_an_endless_population_is_the_limit():
    assert smallest_proof(Target(Decimal(95)), population=10**7) == 72


def test_no_sample_proves_that_all_are_satisfied_and_a_census_does():
    everybody = Target(Decimal(100))
    assert smallest_proof(everybody) is None
    assert smallest_proof(everybody, population=50) == 49  # One unheard in fifty: 1/50 < 1/40.
    assert smallest_proof(everybody, population=0) is None


def test_a_higher_level_asks_for_more():
    assert smallest_proof(Target(Decimal(90)), level=0.99) == 51  # ln 0.005 / ln 0.9 = 50.3


@pytest.mark.parametrize("dissatisfied", [-1, -2, 2.5, 2.0])
def test_an_impossible_number_of_dissatisfied_people_is_refused(dissatisfied):
    with pytest.raises(ValueError, match=f"{dissatisfied} cannot be a count"):
        smallest_proof(Target(Decimal(90)), dissatisfied=dissatisfied)


@pytest.mark.parametrize("population", [-4, 40.0, float("inf")])
def test_an_impossible_population_is_refused(population):
    with pytest.raises(ValueError, match=f"{population} cannot be a count"):
        smallest_proof(Target(Decimal(90)), population=population)

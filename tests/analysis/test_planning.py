"""How many answers are needed, before any is asked for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.estimates import Proportion
from analysis.planning import answers_to_confirm, answers_within, ministry_sample
from analysis.targets import Target

MARGIN = Decimal("0.1")


# The table of the ministry's guidance, e = 5 %. 500/2.25 = 222.2 and 5,000/13.5 = 370.4 are rounded
# up in it, which half up would not do; 100/1.25 is 80 and stays.
@pytest.mark.parametrize(
    "population, sample", [(100, 80), (500, 223), (1_000, 286), (5_000, 371), (10_000, 385)]
)
def test_the_ministrys_table(population, sample):
    assert ministry_sample(population) == sample


def test_the_ministrys_formula_elsewhere():
    assert [ministry_sample(population) for population in (0, 1, 10**9)] == [0, 1, 400]
    assert ministry_sample(10_000, Decimal("0.1")) == 100  # 10,000/101 = 99.01


# R 4.2.2: n <- 1:6000; s <- floor(n * p + .5); low <- qbeta(.025, s, n - s + 1);
# high <- qbeta(.975, s + 1, n - s); max(which(pmax(s/n - low, high - s/n) > e)) + 1
@pytest.mark.parametrize(
    "margin, share, answers",
    [
        ("0.05", "0.5", 402),
        ("0.05", "0.95", 141),
        ("0.05", "0.9", 201),
        ("0.03", "0.5", 1098),
        ("0.02", "0.95", 636),
        ("0.05", "1", 72),
    ],
)
def test_answers_for_a_margin_agree_with_r(margin, share, answers):
    assert answers_within(Decimal(margin), share=Decimal(share)) == answers


@pytest.mark.parametrize("population", [1, 40, 200])
@pytest.mark.parametrize("share", ["0.5", "0.9"])
def test_of_a_small_population_as_many_as_its_interval_asks_for(population, share):
    def is_within(n):
        interval = Proportion(int(n * Fraction(share) + Fraction(1, 2)), n, population)
        p, bounds = interval.estimate, interval.confidence_interval()
        return max(p - bounds.low, bounds.high - p) <= 0.05 + 1e-12  # It may be 2 of 40.

    last_short = max((n for n in range(1, population + 1) if not is_within(n)), default=0)
    needed = answers_within(Decimal("0.05"), share=Decimal(share), population=population)
    assert needed == last_short + 1


def test_a_large_population_is_as_good_as_endless_and_none_needs_none():
    assert answers_within(Decimal("0.05"), share=Decimal("0.5"), population=10**8) == 402
    assert answers_within(Decimal("0.05"), share=Decimal("0.5"), population=0) == 0


# R 4.2.2: n <- 1:5000; k <- qbinom(.025, n, target, lower.tail = FALSE) + 1
# max(which(pbinom(k - 1, n, share, lower.tail = FALSE) < power)) + 1; below the target
# k <- qbinom(.025, n, target) - 1; max(which(pbinom(k, n, share) < power)) + 1
@pytest.mark.parametrize(
    "threshold, share, power, answers",
    [
        ("90", "0.95", 0.8, 255),
        ("90", "0.97", 0.8, 114),
        ("95", "0.97", 0.8, 851),
        ("90", "0.85", 0.8, 362),
        ("90", "0.95", 0.9, 316),
        ("95", "1", 0.8, 72),
    ],
)
def test_answers_to_confirm_a_target_agree_with_r(threshold, share, power, answers):
    target = Target(Decimal(threshold))
    assert answers_to_confirm(target, share=Decimal(share), power=power) == answers


def test_of_a_small_population_fewer_confirm_it():
    target, share = Target(Decimal(90)), Decimal("0.95")
    assert answers_to_confirm(target, share=share, population=300) < 255
    assert answers_to_confirm(target, share=share, population=10**7) == 255
    assert answers_to_confirm(target, share=Decimal("0.9"), population=100) == 100
    assert answers_to_confirm(target, share=share, population=0) == 0


def test_on_the_threshold_no_sample_confirms_anything():
    assert answers_to_confirm(Target(Decimal(90)), share=Decimal("0.9")) is None


@pytest.mark.parametrize(
    "plan, words",
    [
        (lambda: ministry_sample(-1), "-1 cannot be a count"),
        (lambda: ministry_sample(9.5), "9.5 cannot be a count"),
        (lambda: ministry_sample(9, Decimal(1)), "within 1"),
        (lambda: answers_within(Decimal(0), share=Decimal(1)), "within 0"),
        (lambda: answers_within(Decimal("0.1"), share=Decimal("1.1")), r"1\.1"),
        (lambda: answers_within(MARGIN, share=Decimal(1), population=-3), "-3 cannot be a count"),
        (lambda: answers_within(MARGIN, share=Decimal(1), population=9.5), "9.5 cannot be a"),
        (lambda: answers_to_confirm(Target(Decimal(90)), share=Decimal(95)), "95"),
    ],
)
def test_impossible_plans_are_refused_by_name(plan, words):
    with pytest.raises(ValueError, match=words):
        plan()

"""How far from a target an office may lie by chance alone."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.funnel import Position, funnel, funnel_limits, positions
from analysis.targets import Target

NINETY = Target(Decimal(90))


# R 4.2.2: lim <- function(n, p, a) { r <- qbinom(a, n, p)
#   max(0, (r - (pbinom(r, n, p) - a) / dbinom(r, n, p)) / n) }
# lim(n, p, a) and 1 - lim(n, 1 - p, a), with a = 0.025 for 0.95 and 0.001 for 0.998
@pytest.mark.parametrize(
    "answered, target, level, low, high",
    [
        (20, 90, 0.95, 0.72153239, 1.0),
        (20, 90, 0.998, 0.61482818, 1.0),
        (100, 90, 0.95, 0.83228139, 0.95961940),
        (100, 90, 0.998, 0.79164328, 0.98582113),
        (100, 95, 0.998, 0.86536150, 1.0),
        (1000, 95, 0.95, 0.93555351, 0.96359565),
        (1000, 95, 0.998, 0.92698332, 0.97049665),
    ],
)
def test_limits_agree_with_r(answered, target, level, low, high):
    assert funnel_limits(answered, Target(Decimal(target)), level) == (
        pytest.approx(low, abs=5e-9),
        pytest.approx(high, abs=5e-9),
    )


# R 4.2.2, pbinom(s, 100, 0.9) and pbinom(s - 1, 100, 0.9, lower.tail = FALSE):
# 84: 0.040, 83: 0.021, 80: 0.0020, 79: 0.0008; 95: 0.058, 96: 0.024, 98: 0.0019, 99: 0.0003
@pytest.mark.parametrize(
    "satisfied, position",
    [
        (79, Position.FAR_BELOW),
        (80, Position.BELOW),
        (83, Position.BELOW),
        (84, Position.INSIDE),
        (95, Position.INSIDE),
        (96, Position.ABOVE),
        (98, Position.ABOVE),
        (99, Position.FAR_ABOVE),
    ],
)
def test_a_position_is_decided_by_the_tails(satisfied, position):
    assert positions([satisfied], [100], NINETY).tolist() == [position]


def test_one_dissatisfied_person_alone_puts_no_office_to_shame():
    assert positions([0, 1, 4], [1, 2, 5], NINETY).tolist() == [Position.INSIDE] * 3


@pytest.mark.parametrize("target", [80, 85, 90, 95])
def test_an_office_at_the_target_is_seldom_outside(target):
    n = np.repeat(np.arange(1, 400), 400)
    s = np.tile(np.arange(400), 399)
    s, n = s[s <= n], n[s <= n]
    chance, found = binom.pmf(s, n, target / 100), positions(s, n, Target(Decimal(target)))
    for outside, most in (
        ((Position.FAR_BELOW,), 0.001),
        ((Position.FAR_BELOW, Position.BELOW), 0.025),
        ((Position.FAR_ABOVE, Position.ABOVE), 0.025),
        ((Position.FAR_ABOVE,), 0.001),
    ):
        often = np.bincount(n, chance * np.isin(found, outside))
        assert often.max() <= most


@pytest.mark.parametrize("target", [80, 90, 95, 100])
def test_the_drawn_limits_and_the_words_never_contradict(target):
    n = np.repeat(np.arange(1, 200), 200)
    s = np.tile(np.arange(200), 199)
    frame = pd.DataFrame({"satisfied": s[s <= n], "answered": n[s <= n]})
    drawn = funnel(frame, Target(Decimal(target)))
    for low, high, inside in (
        ("low_95", "high_95", [Position.INSIDE]),
        ("low_998", "high_998", [Position.INSIDE, Position.BELOW, Position.ABOVE]),
    ):
        between = drawn["estimate"].ge(drawn[low]) & drawn["estimate"].le(drawn[high])
        assert between.equals(drawn["position"].isin(inside))


def test_an_office_without_answers_has_no_position():
    drawn = funnel(
        pd.DataFrame({"satisfied": [0, 9], "answered": [0, 10]}, index=["a", "b"]), NINETY
    )
    assert drawn.loc["b", "position"] == Position.INSIDE
    assert drawn.loc["a", ["estimate", "low_95", "high_998", "position"]].isna().all()


@pytest.mark.parametrize("satisfied", [11, -1, 2.5])
def test_an_impossible_row_is_refused_by_its_numbers(satisfied):
    with pytest.raises(ValueError, match=f"{satisfied} satisfied of 10"):
        funnel(pd.DataFrame({"satisfied": [9, satisfied], "answered": [10, 10]}), NINETY)


def test_around_a_hundred_percent_chance_leaves_nothing():
    """An office where truly everybody is satisfied has no dissatisfied answer at all."""
    assert positions([40, 39], [40, 40], Target(Decimal(100))).tolist() == [
        Position.INSIDE,
        Position.FAR_BELOW,
    ]

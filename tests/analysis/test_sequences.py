"""A share that is looked at every day, and an interval that bears it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.estimates import Proportion
from analysis.intervals import exact_bounds
from analysis.sequences import WatchedShare, fallen, sequence_bounds


def interval(satisfied, answered, level=0.95):
    return WatchedShare(Proportion(satisfied, answered)).confidence_interval(level)


# By hand, all satisfied: (n + 1) p^n = 0.05, so p = (0.05 / (n + 1))^(1/n)
@pytest.mark.parametrize("answered", [1, 10, 36, 1000])
def test_everybody_satisfied_has_a_bound_that_can_be_worked_out(answered):
    bounds = vars(interval(answered, answered))
    assert bounds == pytest.approx({"low": (0.05 / (answered + 1)) ** (1 / answered), "high": 1})


# R 4.2.2, with b <- function(p, s, n) (n + 1) * dbinom(s, n, p) - 0.05:
# uniroot(b, c(0, s/n), s, n, tol = 1e-13)$root, uniroot(b, c(s/n, 1), s, n, tol = 1e-13)$root
@pytest.mark.parametrize(
    "satisfied, answered, low, high",
    [
        (9, 10, 0.4548817473, 0.9995435831),
        (90, 100, 0.7717290804, 0.9711580019),
        (9500, 10000, 0.9406758200, 0.9583403213),
    ],
)
def test_bounds_agree_with_r(satisfied, answered, low, high):
    bounds = vars(interval(satisfied, answered))
    assert bounds == pytest.approx({"low": low, "high": high}, abs=1e-9)


def test_before_the_first_answer_there_is_nothing_to_see():
    nobody = WatchedShare(Proportion(0, 0))
    assert (nobody.estimate, nobody.confidence_interval()) == (None, None)


counts = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(counts)
def test_it_holds_the_estimate_and_the_exact_interval_and_mirrors(pair):
    satisfied, answered = pair
    watched, mirrored = interval(*pair), interval(answered - satisfied, answered)
    once = Proportion(*pair).confidence_interval()
    assert satisfied / answered in watched
    assert 0 <= watched.low <= once.low + 1e-12
    assert once.high - 1e-12 <= watched.high <= 1
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - watched.high, 1 - watched.low))


def ever_excluded(bounds, p, *, looks=500, repetitions=2000):
    """How often somebody who looks after every answer sees the true share excluded, ever."""
    answers = np.random.default_rng(41).random((repetitions, looks)) < p
    satisfied, answered = answers.cumsum(axis=1), np.arange(looks) + 1
    pairs, place = np.unique(satisfied * 1000 + answered, return_inverse=True)
    low, high = bounds(pairs // 1000, pairs % 1000)
    return ((p < low) | (p > high))[place].any(axis=1).mean()


@pytest.mark.parametrize("p", [0.8, 0.9, 0.95])
def test_who_looks_every_day_is_misled_by_the_fixed_interval_and_not_by_this_one(p):
    assert ever_excluded(exact_bounds, p) > 0.25
    assert ever_excluded(sequence_bounds, p) < 0.05


# By hand: the exact interval of 50 of 50 at 97.5 % begins at 0.0125^(1/50) = 0.9161; with none of n
# satisfied the sequence at 97.5 % ends at 1 - (0.025 / (n + 1))^(1/n): 0.9875, 0.9087, 0.8158.
def test_a_share_has_fallen_once_it_lies_below_all_that_it_may_have_been_before():
    assert fallen([0, 0, 0], [1, 2, 3], 50, 50).tolist() == [False, True, True]
    assert not fallen(0, 2, 50, 50, level=0.99)


def test_nothing_has_fallen_that_nobody_answered_about_or_that_has_risen():
    assert fallen([0, 0, 90], [0, 50, 90], [50, 0, 40], [50, 0, 90]).tolist() == [False] * 3


def ever_fallen(p, *, before=200, looks=300, repetitions=1000):
    """How often somebody who looks after every answer ever sees a share fall that stays."""
    chance = np.random.default_rng(43)
    answers = chance.random((repetitions, looks)) < p
    satisfied, answered = answers.cumsum(axis=1), np.arange(looks) + 1
    satisfied_before = chance.binomial(before, p, size=(repetitions, 1))
    given = np.broadcast_arrays(satisfied, answered, satisfied_before, before)
    return fallen(*given).any(axis=1).mean()


@pytest.mark.parametrize("p", [0.8, 0.9, 0.95])
def test_who_looks_every_day_rarely_sees_a_share_fall_that_stays(p):
    """At most 5 in 100, by Ville's inequality and Bonferroni's."""
    assert ever_fallen(p) < 0.05

"""What is known of people who each answered several items."""

from dataclasses import astuple

import numpy as np
import pytest

from analysis.intervals import exact_bounds
from analysis.moments import Moments, effective_answers


def of(s, m):
    """The moments of respondents with so many items satisfied, and answered."""
    s, m = np.asarray(s), np.asarray(m)
    sums = (s.size, s.sum(), m.sum(), (s**2).sum(), (m**2).sum(), (s * m).sum())
    return Moments(*(int(total) for total in sums))


# R 4.2.2, survey 4.1.1: set.seed(7); K <- 6; y <- t(sapply(1:60, function(i)
#   rbinom(K, 1, rbeta(1, 4, 1)))); its rows have 1, 3, 4, 5 and 6 satisfied 4, 4, 8, 10, 34 times
# d <- data.frame(r = rep(1:60, K), y = as.vector(y))
# V <- SE(svymean(~y, svydesign(ids = ~r, data = d, weights = ~1)))^2; p <- mean(d$y)
# p * (1 - p) / V * (qt(.025, 359) / qt(.025, 59))^2
ALIKE = of(np.repeat([1, 3, 4, 5, 6], [4, 4, 8, 10, 34]), np.full(60, 6))


def test_the_effective_number_agrees_with_r():
    variance, p = 0.00095679012345679, 302 / 360
    assert Moments(60, 302, 360, 1642, 2160, 1812) == ALIKE
    t = 1.9665939377682 / 2.0009953780883  # qt(.025, 359), qt(.025, 59)
    assert ALIKE.effective_answers() == pytest.approx(p * (1 - p) / variance, rel=1e-12)
    assert ALIKE.worth() == pytest.approx(p * (1 - p) / variance * t**2, rel=1e-12)


def test_people_who_always_or_never_agree_count_once_and_mixed_ones_for_each_answer():
    rng = np.random.default_rng(20240717)
    everything = np.repeat([0, 10], [200, 800])
    assert of(everything, np.full(1000, 10)).effective_answers() == pytest.approx(1000, rel=0.01)
    unrelated = rng.binomial(10, 0.8, 1000)
    assert of(unrelated, np.full(1000, 10)).effective_answers() == pytest.approx(1e4, rel=0.1)


@pytest.mark.parametrize(
    "s, m, worth", [([4] * 30, [4] * 30, 30), ([0], [39], 1), ([4, 1], [4, 1], 25 / 17)]
)
def test_when_all_agree_a_person_counts_as_one_answer(s, m, worth):
    """Of four answers and one, by Kish: (4 + 1)² / (16 + 1)."""
    assert of(s, m).effective_answers() == pytest.approx(worth)


def test_a_few_dissatisfied_people_do_not_show_how_much_people_differ():
    """Seven with one dissatisfied item each are no more than sixty answers, eight are believed."""
    for few, believed in ((7, False), (8, True)):
        worth = of(np.repeat([5, 6], [few, 60 - few]), np.full(60, 6)).effective_answers()
        assert (worth > 60) is believed


def test_nobody_has_no_effective_number():
    assert Moments(0, 0, 0, 0, 0, 0).effective_answers() is None
    assert Moments(0, 0, 0, 0, 0, 0).worth() is None
    assert np.isnan(effective_answers(0, 0, 0, 0, 0, 0, level=0.95)).all()


def test_it_never_exceeds_the_answers():
    """Here every person is exactly as satisfied as the others, so no variance is seen."""
    assert of([3] * 40, [4] * 40).effective_answers() == 160


def test_moments_add_up_however_they_are_split():
    s, m = np.array([1, 3, 0, 7]), np.array([2, 3, 5, 9])
    assert of(s[:1], m[:1]) + of(s[1:], m[1:]) == of(s, m)


@pytest.mark.parametrize(
    "changed, by",
    [
        (0, -61),
        (0, 301),
        (1, 59),
        (2, 101),
        (2, -59),
        (3, 171),
        (3, -123),
        (4, -1),
        (5, 349),
        (5, 72),
    ],
)
def test_moments_that_no_answers_have_are_refused_by_their_numbers(changed, by):
    """For instance 60 people with 360 answers have squares of 60 × 6² at the least."""
    moments = list(astuple(ALIKE))
    moments[changed] += by
    with pytest.raises(ValueError, match=f"{moments[changed]}"):
        Moments(*moments)


def test_moments_are_counted():
    with pytest.raises(ValueError, match=r"60\.0"):
        Moments(60.0, *astuple(ALIKE)[1:])


# What the docstring of effective_answers says was simulated; these are among the least.
@pytest.mark.parametrize("people, alike, share", [(300, 0.3, 0.98), (300, 0.1, 0.8)])
def test_without_heavy_tails_an_index_still_holds_the_truth(people, alike, share):
    draws, items, spread = np.random.default_rng(39), 39, (1 - alike) / alike
    own = draws.beta(share * spread, (1 - share) * spread, (6000, people))
    s = draws.binomial(items, own)
    total, m = s.sum(axis=1), items * people
    worth = effective_answers(
        people, total, m, (s**2).sum(axis=1), items * m, items * total, level=0.95
    ).worth
    low, high = exact_bounds(total / m * worth, worth)
    assert np.mean((low <= share) & (share <= high)) >= 0.94

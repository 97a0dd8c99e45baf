"""Which place an office may claim, and which offices can honestly be told apart."""

import numpy as np
import pandas as pd
import pytest

from analysis.intervals import exact_bounds
from analysis.ranks import rank

PLACES = ["rank", "best_rank", "worst_rank", "best_tier", "worst_tier"]


def places(*counts, level=0.95):
    frame = pd.DataFrame(counts, columns=["satisfied", "answered"])
    return rank(frame, level)[PLACES].to_numpy().tolist()


# R 4.2.2, binom.test(x, n, conf.level = 0.99)$conf.int, 0.99 being 1 - 0.05 / 5:
# 0.9647 to 0.9938, 0.8873 to 0.9650, 0.7420 to 0.9778, 0.7742 to 0.9085, 0.4557 to 0.9995.
# So the first is proven above the fourth, and nothing else is.
def test_places_follow_from_intervals_that_hold_together():
    assert places((590, 600), (280, 300), (45, 50), (170, 200), (9, 10)) == [
        [1, 1, 4, 1, 1],
        [2, 1, 5, 1, 2],
        [3, 1, 5, 1, 2],
        [5, 2, 5, 2, 2],
        [3, 1, 5, 1, 2],
    ]


def test_a_lower_confidence_tells_more_offices_apart():
    # R 4.2.2, conf.level = 0.96: 590 of 600 from 0.9688, 280 of 300 up to 0.9598
    assert places((590, 600), (280, 300), level=0.92)[1] == [2, 2, 2, 2, 2]


def test_offices_far_apart_have_one_place_and_one_tier_each():
    assert places((800, 1000), (990, 1000), (900, 1000)) == [
        [3, 3, 3, 3, 3],
        [1, 1, 1, 1, 1],
        [2, 2, 2, 2, 2],
    ]


def test_a_few_answers_may_be_of_any_tier():
    assert places((990, 1000), (3, 4), (900, 1000), (800, 1000))[1] == [4, 1, 4, 1, 3]


def test_without_answers_there_is_no_place_and_none_is_taken():
    first, nobody, second = places((990, 1000), (0, 0), (800, 1000))
    assert (first, second) == ([1, 1, 1, 1, 1], [2, 2, 2, 2, 2])
    assert np.isnan(nobody).all()


@pytest.mark.parametrize("counts", [[], [(0, 0)]])
def test_nobody_anywhere_is_a_table_without_places(counts):
    assert np.isnan(places(*counts)).all()


def test_one_office_is_the_first_and_the_last():
    assert places((3, 4)) == [[1, 1, 1, 1, 1]]


def test_the_table_keeps_its_rows_and_columns():
    frame = pd.DataFrame({"satisfied": [3, 9], "answered": [4, 9]}, index=["north", "south"])
    assert rank(frame).drop(columns=PLACES).equals(frame)


def offices(random, count):
    """True shares, many of them equal, and numbers of answers, some of them small."""
    return random.choice(np.arange(80, 100), count) / 100, random.integers(5, 3000, count)


def test_two_in_one_tier_are_never_proven_to_differ():
    random = np.random.default_rng(7)
    shares, answered = offices(random, 300)
    frame = pd.DataFrame({"satisfied": random.binomial(answered, shares), "answered": answered})
    ranked = rank(frame)
    low, high = exact_bounds(frame["satisfied"], answered, 1 - 0.05 / 300)
    proven_above = pd.DataFrame(low[:, None] > high)
    assert ranked["best_tier"].max() == ranked["worst_tier"].max() >= 3
    for tier in ("best_tier", "worst_tier"):
        for _, members in ranked.groupby(tier):
            assert not proven_above.loc[members.index, members.index].any(axis=None)
    for tier in range(2, int(ranked["best_tier"].max()) + 1):
        here = ranked.index[ranked["best_tier"] == tier]
        before = ranked.index[ranked["best_tier"] == tier - 1]
        assert proven_above.loc[before, here].any().all()


def test_all_true_places_lie_in_their_intervals_at_once():
    random = np.random.default_rng(7)
    right = []
    for _ in range(200):
        shares, answered = offices(random, 40)
        frame = pd.DataFrame({"satisfied": random.binomial(answered, shares), "answered": answered})
        ranked = rank(frame)
        first = 1 + (shares > shares[:, None]).sum(axis=1)
        last = 40 - (shares < shares[:, None]).sum(axis=1)
        right.append(((ranked["best_rank"] <= first) & (ranked["worst_rank"] >= last)).all())
    assert np.mean(right) >= 0.95

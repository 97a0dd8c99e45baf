"""How the answers that can be collected are best spread over offices."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis.allocation import in_proportion, neyman


def offices(*rows):
    return pd.DataFrame(rows, columns=["satisfied", "answered", "population"])


# By hand: 1,000 dossiers, 100 answers, one in ten.
def test_in_proportion_to_dossiers():
    told = in_proportion(offices((0, 0, 500), (0, 0, 300), (0, 0, 200)), total=100, minimum=5)
    assert told["answers"].tolist() == [50, 30, 20]


# By hand: shares of 1/2 and 1/10 after Laplace's rule, deviations 0.5 and 0.3, so 5 : 3.
def test_neyman_asks_more_where_people_disagree_more():
    told = neyman(offices((48, 98, 1000), (0, 8, 1000)), total=80, minimum=1)
    assert told["answers"].tolist() == [50, 30]


def test_each_office_has_the_minimum_or_all_that_it_has():
    rows = offices((0, 0, 10_000), (0, 0, 40), (0, 0, 7), (0, 0, 0))
    assert in_proportion(rows, total=100, minimum=30)["answers"].tolist() == [63, 30, 7, 0]
    assert in_proportion(rows, total=10_047, minimum=30)["answers"].tolist() == [10_000, 40, 7, 0]


@pytest.mark.parametrize("rows", [[(18, 20, 12), (5, 5, 30), (0, 0, 4)], [(0, 0, 10), (0, 0, 25)]])
@pytest.mark.parametrize("minimum", [1, 3])
def test_no_other_allocation_knows_the_whole_more_exactly(rows, minimum):
    """All allocations are tried; what counts is the sum of N² S² / n."""
    rows = offices(*rows)
    p = (rows["satisfied"] + 1) / (rows["answered"] + 2)
    worth = (rows["population"] ** 2 * p * (1 - p)).to_numpy()
    choices = list(product(*(range(min(minimum, N), N + 1) for N in rows["population"])))
    for total in range(9, 30):
        told = neyman(rows, total=total, minimum=minimum)["answers"]
        best = min((worth / n).sum() for n in choices if sum(n) == total)
        assert told.sum() == total
        assert (worth / told).sum() == pytest.approx(best, rel=1e-12)


def test_three_hundred_offices_keep_their_order_and_the_total():
    population = np.arange(1, 301) * 7
    rows = offices(*((0, 0, N) for N in population)).set_index(population[::-1])
    told = in_proportion(rows, total=20_000, minimum=5)
    assert told["answers"].sum() == 20_000
    assert told["answers"].is_monotonic_increasing
    pd.testing.assert_frame_equal(told[rows.columns], rows)


@pytest.mark.parametrize("total", [9, 301])
def test_a_total_that_cannot_be_is_refused_by_name(total):
    with pytest.raises(ValueError, match=f"{total} answers"):
        in_proportion(offices((0, 0, 100), (0, 0, 200)), total=total, minimum=5)


def test_offices_are_asked_for_something():
    with pytest.raises(ValueError, match="0"):
        in_proportion(offices((0, 0, 100)), total=9, minimum=0)


def test_no_offices_are_asked_for_nothing():
    assert in_proportion(offices(), total=0, minimum=5).empty


@pytest.mark.parametrize("spread", [neyman, in_proportion])
@pytest.mark.parametrize("wanted", [{"total": 300.5, "minimum": 5}, {"total": 9, "minimum": 2.5}])
def test_parts_of_answers_are_not_asked_for(spread, wanted):
    with pytest.raises(ValueError, match=r"(300|2)\.5 cannot be a count"):
        spread(offices((9, 9, 400)), **wanted)

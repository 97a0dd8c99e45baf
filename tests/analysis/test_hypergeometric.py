"""How many of a sample are satisfied, when so many of a counted population are."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from analysis.hypergeometric import at_least, at_most


def test_every_outcome_of_small_populations_agrees_with_scipy():
    of_all, k, n, x = np.array(
        [
            (of_all, k, n, x)
            for of_all in range(1, 13)
            for k in range(of_all + 1)
            for n in range(of_all + 1)
            for x in range(n + 1)
        ]
    ).T
    assert at_least(x, k, n, of_all) == pytest.approx(hypergeom.sf(x - 1, of_all, k, n), abs=1e-12)
    assert at_most(x, k, n, of_all) == pytest.approx(hypergeom.cdf(x, of_all, k, n), abs=1e-12)


# R 4.2.2, N <- of_all: phyper(x - 1, k, N - k, n, lower.tail = FALSE), phyper(x, k, N - k, n)
@pytest.mark.parametrize(
    "x, k, n, of_all, more, fewer",
    [
        (95, 900, 100, 1000, 0.04880743761363, 0.9811342846962),
        (1, 900, 600, 1000, 1, 0),
        (600, 900, 600, 1000, 3.511099165723e-44, 1),
        (950, 18000, 1000, 20000, 2.872625400045e-09, 0.9999999987028),
        (4990, 999000, 5000, 1000000, 0.9865757837503, 0.03139315757579),
        (300, 180000, 400, 200000, 1, 5.658728817333e-18),
    ],
)
def test_tails_agree_with_r_also_where_they_are_all_or_next_to_nothing(
    x, k, n, of_all, more, fewer
):
    assert at_least(x, k, n, of_all) == pytest.approx(more, rel=1e-10)
    assert at_most(x, k, n, of_all) == pytest.approx(fewer, rel=1e-10)


def test_tables_keep_their_shape():
    x = np.arange(4)[:, None]
    tails = at_least(x, np.array([2, 5]), 3, 9)
    assert tails.shape == (4, 2)
    assert tails == pytest.approx(hypergeom.sf(x - 1, 9, np.array([2, 5]), 3))

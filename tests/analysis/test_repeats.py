"""Rows with the same counts are computed a single time."""

import numpy as np

from analysis.repeats import once


def test_each_row_is_found_once_and_stands_where_it_was():
    seen = []

    def both(a, b):
        seen.extend(zip(a, b, strict=True))
        return a + b, a - b

    total, rest = once(both, [[3, 1, 3], [1, 3, 2]], 1)
    assert total.tolist() == [[4, 2, 4], [2, 4, 3]]
    assert rest.tolist() == [[2, 0, 2], [0, 2, 1]]
    assert sorted(seen) == [(1, 1), (2, 1), (3, 1)]


def test_what_is_missing_or_endless_is_equal_to_itself():
    (twice,) = once(lambda a, b: (a * 2 + b * 0,), [np.nan, 1, np.nan, np.inf], [0, 0, 0, 0])
    assert np.array_equal(twice, [np.nan, 2, np.nan, np.inf], equal_nan=True)


def test_a_single_number_and_none_stay_so():
    (one,), (none,) = once(lambda a: (a + 1,), 4), once(lambda a: (a + 1,), [])
    assert (one.shape, one.item(), none.shape) == ((), 5, (0,))

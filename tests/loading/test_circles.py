"""Circles are found once each, whatever leads into them."""

import pytest

from survey.loading.circles import circles


@pytest.mark.parametrize(
    ("followed_by", "found"),
    [
        ({}, []),
        ({"a": None, "b": "a", "c": "a"}, []),
        ({"a": "elsewhere"}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "a"}, [("a", "b")]),
        ({"x": "a", "a": "b", "b": "c", "c": "a", "y": "b"}, [("a", "b", "c")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("a", "b"), ("c", "d")]),
    ],
)
def test_circles(followed_by, found):
    assert list(circles(followed_by)) == found


def test_a_long_chain_is_no_circle_and_a_long_circle_is_one():
    chain = {str(number): str(number + 1) for number in range(10_000)}
    assert list(circles(chain)) == []
    assert [len(circle) for circle in circles(chain | {"10000": "0"})] == [10_001]

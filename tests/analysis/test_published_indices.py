"""The whole of the satisfaction index from its parts, as the ministry publishes them."""

from decimal import Decimal

import pytest

from analysis.published_indices import whole_of_published

POLICY, SERVICE = Decimal("83.84"), Decimal("84.09")


def test_the_published_blocks_of_2024_give_the_published_whole():
    """By hand: (23 × 83.84 + 16 × 84.09) / 39 = 3,273.76 / 39 = 83.9426; the mean is 83.965."""
    assert whole_of_published([(23, POLICY), (16, SERVICE)]) == Decimal("83.94")
    assert whole_of_published([(1, POLICY), (1, SERVICE)]) == Decimal("83.97")


@pytest.mark.parametrize(
    "parts, words",
    [
        ([(-23, POLICY), (25, SERVICE)], "-23 cannot be a count"),
        ([(23.0, POLICY)], r"23\.0 cannot be a count"),
        ([(23, Decimal("838.4"))], "0 to 100.*838.4"),
        ([(23, -POLICY)], "0 to 100.*-83.84"),
        ([(23, 83.84)], r"Decimal .* 83\.84"),
        ([(23, Decimal("NaN"))], "0 to 100.*NaN"),
        ([(23, Decimal("Infinity"))], "0 to 100.*Infinity"),
        ([], "no items"),
        ([(0, POLICY)], "no items"),
    ],
)
def test_what_cannot_have_been_published_is_refused(parts, words):
    with pytest.raises(ValueError, match=words):
        whole_of_published(parts)

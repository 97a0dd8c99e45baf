"""Rounding as Vietnamese documents do it: half up."""

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.rounding import half_up


@pytest.mark.parametrize(
    "value, places, rounded",
    [
        (Fraction(1300, 72), 2, "18.06"),  # 18.0555…: a province's report cut it to 18.05.
        (Fraction(9, 4), 1, "2.3"),
        (Fraction(29, 20), 1, "1.5"),  # As a float 1.45 lies below 1.45.
        (Decimal("1.25"), 1, "1.3"),  # Half to even would give 1.2.
        (Fraction(149, 100), 0, "1"),
        (Fraction(-1, 4), 1, "-0.3"),
        (Fraction(0), 1, "0.0"),
        (7, 2, "7.00"),
    ],
)
def test_a_half_goes_up(value, places, rounded):
    assert str(half_up(value, places)) == rounded


def test_a_float_is_refused_as_it_no_longer_knows_its_half():
    with pytest.raises(TypeError, match=r"1\.45"):
        half_up(1.45, 1)

"""Numbers as Vietnamese and English write them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.words import Words, count, decimal, percent


@pytest.mark.parametrize(
    "share, vietnamese, english",
    [
        (0.924, "92,4\u00a0%", "92.4%"),
        (Fraction(13, 72), "18,1\u00a0%", "18.1%"),
        (Fraction(1, 16), "6,3\u00a0%", "6.3%"),  # 6.25: half up, not to the even digit
        (0.0625, "6,3\u00a0%", "6.3%"),
        (Decimal("0.90"), "90,0\u00a0%", "90.0%"),
        (Fraction(1, 16) - Fraction(1, 10**40), "6,2\u00a0%", "6.2%"),  # not quite a half
        (0, "0,0\u00a0%", "0.0%"),
        (-0.0001, "0,0\u00a0%", "0.0%"),  # no minus before a nought
        (-0.031, "−3,1\u00a0%", "−3.1%"),
    ],
)
def test_a_share_in_per_cent(share, vietnamese, english):
    assert (percent(share, "vi"), percent(share, "en")) == (vietnamese, english)


def test_the_shares_of_the_documents_to_two_places():
    assert percent(Fraction(13, 72), "vi", 2) == "18,06\u00a0%"


def test_thousands_are_set_apart():
    assert (count(1234567, "vi"), count(1234567, "en")) == ("1.234.567", "1,234,567")
    assert (decimal(1234.5, "vi"), decimal(1234.5, "en")) == ("1.234,5", "1,234.5")


def test_words_take_their_values():
    assert Words("còn {n}", "{n} left").said("vi", n="5") == "còn 5"

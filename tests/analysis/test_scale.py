"""Where an axis begins, and where words are broken."""

import pytest

from analysis.charts.lettering import width_of, wrapped
from analysis.charts.scale import Scale, share_scale


@pytest.mark.parametrize(
    "values, low",
    [
        ([], 0.6),
        ([0.99, 0.97], 0.6),  # small differences are not made large
        ([0.71], 0.6),
        ([0.60], 0.5),  # what lies on the edge would not be seen
        ([0.42, 0.9], 0.4),
        ([0.0], 0.0),
    ],
)
def test_an_axis_shows_everything_and_thirty_points_at_least(values, low):
    scale = share_scale(values, 0, 100)
    assert (scale.low, scale.high) == (pytest.approx(low), 1.0)


def test_values_lie_between_the_ends():
    scale = Scale(0.5, 1.0, 200, 0)
    assert [scale.at(v) for v in (0.5, 0.75, 1.0, 0.1)] == [200, 100, 0, 200]


def test_ticks_are_round_and_apart():
    assert Scale(0.6, 1, 0, 200).ticks(apart=45) == [0.6, 0.7, 0.8, 0.9, 1.0]
    assert Scale(0.6, 1, 0, 200).ticks(apart=60) == [0.6, 0.8, 1.0]
    assert Scale(-0.04, 0.41, 0, 200).ticks(apart=40) == [0.0, 0.1, 0.2, 0.3, 0.4]


@pytest.mark.parametrize("width", [1, 40, 130, 300])
def test_words_are_broken_and_never_lost(width):
    text = "Trung tâm Phục vụ hành chính công tỉnh Nghiêng-rất-dài-không-có-dấu-cách"
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= width or len(line) == 1 for line in lines)


def test_lines_are_of_much_the_same_length():
    name = "Trung tâm Phục vụ hành chính công tỉnh"
    assert wrapped(name, width_of(name) - 10) == ["Trung tâm Phục vụ", "hành chính công tỉnh"]

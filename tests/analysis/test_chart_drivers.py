"""What drives dissatisfaction, as a picture."""

from xml.etree import ElementTree as ET

import pytest

from analysis.charts import Driver, drivers
from analysis.charts.markup import SVG
from tests.analysis.pictures import driver, words_of

NOBODY_ELSE = Driver("Thái độ", 900, 0.1, (4.48, float("inf"), float("inf")), (0.72, 1.0, 1.0))


def test_a_factor_is_never_shown_without_its_intervals_and_its_answers():
    said = words_of(drivers([driver("Thời gian chờ")], "Yếu tố").svg())
    assert {"33,0\u00a0%", "24,0 – 41,0", "14,2\u00a0%", "1.210 lượt", "4,2", "3,1 – 5,8"} <= set(
        said
    )


def test_what_is_infinitely_many_times_is_at_least_so_many():
    chart = drivers([NOBODY_ELSE], "Yếu tố")
    assert "≥ 4,5" in words_of(chart.svg())
    assert chart.description == (
        "Thái độ: giải thích 100,0\u00a0% (từ 72,0\u00a0% đến 100,0\u00a0%); "
        "không hài lòng 10,0\u00a0%; gấp ít nhất 4,5 lần."
    )
    assert "at least 4.5 times as often" in drivers([NOBODY_ELSE], "x", language="en").description


@pytest.mark.parametrize(
    "explained, is_hollow",
    [((0.1, 0.2, 0.3), False), ((-0.2, -0.15, -0.1), False), ((-0.1, 0.1, 0.3), True)],
)
def test_an_interval_that_holds_nought_is_hollow_and_said_to_prove_nothing(explained, is_hollow):
    svg = drivers([driver("Thời gian chờ", explained)], "Yếu tố").svg()
    assert ("Khoảng chứa số 0: chưa đủ bằng chứng" in words_of(svg)) == is_hollow


def test_what_goes_on_beyond_the_axis_has_an_arrow():
    def arrows(low):
        svg = drivers([driver("Thời gian chờ", (low, -0.9, 0.1))], "Yếu tố").svg()
        paths = [path.get("d").split() for path in ET.fromstring(svg).iter(f"{SVG}path")]
        return len([path for path in paths if len(path) == 9 and "z" not in path])

    assert (arrows(-0.95), arrows(-1.5)) == (0, 1)


def test_a_factor_that_cannot_be_worked_out_says_so():
    chart = drivers([Driver("Nộp trực tuyến", 1, 1.0, None, None)], "Yếu tố")
    assert {"–", "100,0\u00a0%", "1 lượt", "Chưa đủ số liệu"} <= set(words_of(chart.svg()))
    assert chart.description == "Nộp trực tuyến: chưa đủ số liệu."

"""Charts: what they say, and in which words."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from analysis.charts import Levels, Period, Share, intervals, levels, trend
from analysis.charts.markup import SVG
from analysis.charts.shares import places, target_words
from analysis.targets import MORE_THAN, Target
from tests.analysis.pictures import (
    HOSTILE,
    KINDS,
    LONG,
    NINETY,
    OFFICES,
    picture,
    quarter,
    share,
    upright_lines,
    where,
    words_of,
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_is_cut_and_none_is_mathematics(kind):
    said = "".join(words_of(picture(kind, OFFICES).svg())).replace(" ", "")
    names = [LONG, HOSTILE] if kind != "trend" else []
    assert [name for name in names if name.replace(" ", "") not in said] == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_anything_to_show_a_chart_says_so(kind):
    chart = picture(kind, [])
    assert words_of(chart.svg()) == ["Chưa có số liệu trong kỳ này"]
    assert chart.description == "Chưa có số liệu trong kỳ này"


def test_an_office_is_never_shown_without_its_interval_and_its_answers():
    said = words_of(intervals([share()], "Theo cơ quan", target=NINETY).svg())
    assert {"95,6\u00a0%", "94,3 – 96,7", "1.234", "Chỉ tiêu ≥ 90\u00a0%", "Đạt"} <= set(said)
    said = words_of(
        intervals([share()], "By office", target=Target(Decimal(95)), language="en").svg()
    )
    assert {"95.6%", "94.3 – 96.7", "1,234", "Target ≥ 95%", "Met"} <= set(said)


def test_a_share_is_never_rounded_to_the_target_that_it_missed():
    """2249 / 2500 is 89.96 %; 2250 / 2500 is 90 %."""
    missed, reached = share("A", 2249, 2500), share("B", 2250, 2500)
    chart = intervals([missed, reached], "Theo cơ quan", target=NINETY)
    assert {"89,96\u00a0%", "90,0\u00a0%"} <= set(words_of(chart.svg()))
    assert "A: 89,96\u00a0% (từ" in chart.description
    over_time = trend(
        [Period(2024, missed, None, NINETY), Period(2025, reached, None, Target(Decimal(95)))],
        "Năm",
    )
    assert {"89,96\u00a0%", "90,0\u00a0%"} <= set(words_of(over_time.svg()))


@pytest.mark.parametrize(
    "value, target, decimals",
    [(0.9, 90, 1), (0.8996, 90, 2), (0.90004, 90, 3), (0.9000001, 90, 4), (0.8996, None, 1),
     (0.8996, 95, 1), (0.8996, "89.95", 1)],
)  # fmt: skip
def test_as_many_decimals_are_written_as_tell_a_share_from_the_target(value, target, decimals):
    assert places(value, Target(Decimal(target)) if target else None) == decimals


@pytest.mark.parametrize(
    "threshold, said",
    [
        ("90", "≥ 90\u00a0%"),
        ("85.5", "≥ 85,5\u00a0%"),
        ("90.25", "≥ 90,25\u00a0%"),
        ("100.0", "≥ 100\u00a0%"),
    ],
)
def test_a_target_is_written_with_the_decimals_that_it_has(threshold, said):
    assert target_words(Target(Decimal(threshold)), "vi") == f"Chỉ tiêu {said}"


def test_a_target_is_said_as_it_was_set_and_may_change_with_the_years():
    """99.95 % is neither 100 % nor 99.9 %, and "more than" is not "at least"."""
    targets = [None, NINETY, Target(Decimal("99.95"), MORE_THAN)]
    years = [Period(2024 + n, share(), target=target) for n, target in enumerate(targets)]
    said = words_of(trend(years, "Theo năm").svg())
    assert {"Chỉ tiêu ≥ 90\u00a0%", "Chỉ tiêu > 99,95\u00a0%"} <= set(said)


def test_the_description_says_what_the_picture_shows():
    assert intervals(
        OFFICES[1:], "Theo cơ quan", target=Target(Decimal("85.5"))
    ).description.startswith(
        "Chỉ tiêu ≥ 85,5\u00a0%. "
        f"{LONG}: 78,3\u00a0% (từ 72,6\u00a0% đến 83,4\u00a0%; 240 lượt) – Chưa đạt. "
    )
    told = intervals(OFFICES, "Theo cơ quan").description
    assert told.endswith("UBND xã Đức Thịnh: chưa có lượt trả lời. UBND xã Hà Linh: không công bố.")


def test_three_hundred_offices_are_all_there_and_counted_in_words():
    many = [share(f"UBND xã số {n}", 80 + n % 20, 100, "met") for n in range(300)]
    chart = intervals(many, "Ba trăm", target=NINETY)
    assert {s.name for s in many} <= set(words_of(chart.svg()))
    assert chart.description == "Chỉ tiêu ≥ 90\u00a0%. Số dòng: 300. Đạt: 300."


def test_each_status_has_a_shape_of_its_own_without_its_colour():
    shapes = set()
    for status in ("met", "above, not proven", "below, not proven", "missed", "too few"):
        svg = intervals([share(status=status)], "Một", target=NINETY).svg()
        paths = list(ET.fromstring(svg).iter(f"{SVG}path"))
        shapes.add(tuple((p.get("d"), p.get("fill") in {"#ffffff", "none"}) for p in paths))
    assert len(shapes) == 5


def test_a_line_is_not_drawn_over_a_change_of_method_nor_over_a_gap():
    def joins(*periods):
        paths = ET.fromstring(trend(periods, "Theo quý").svg()).iter(f"{SVG}path")
        looks = [(path.get("stroke"), path.get("stroke-width")) for path in paths]
        return looks.count(("#8b98a5", "1.5"))

    same = quarter(2021, 4), quarter(2022, 1), quarter(2022, 2)
    assert joins(*same) == 2
    assert joins(quarter(2021, 4, "cũ"), *same[1:]) == 1
    assert joins(same[0], same[2]) == 0
    assert joins(*same[:2], quarter(2022, 2, satisfied=2, answered=3, status="too few")) == 1


def test_a_change_of_method_is_named():
    svg = trend([quarter(2021, 4, "cũ"), quarter(2022, 1, "mới")], "Theo quý").svg()
    assert "Đổi phương pháp" in words_of(svg)
    assert "Số liệu trước và sau khi đổi phương pháp không so sánh được với nhau." in words_of(svg)


def test_a_change_of_method_stands_right_before_the_first_period_of_the_new_one():
    """As published: 2017 by the old method, 2022 to 2024 by the new one; nothing between."""
    years = [2017, 2022, 2023, 2024]
    periods = [Period(year, share(str(year)), method=f"{year > 2017}") for year in years]
    root = ET.fromstring(trend(periods, "Theo năm").svg())
    at = {e.text: sum(where(e)[::2]) - where(e)[2] / 2 for e in root.iter(f"{SVG}text")}
    slot = at["2023"] - at["2022"]
    breaks = [x for x, top, bottom in upright_lines(root) if bottom - top > 200]
    assert sum(breaks) / len(breaks) == pytest.approx(at["2022"] - slot / 2, abs=1)


@pytest.mark.parametrize(
    "periods",
    [
        [Period(2021, share()), quarter(2022, 1)],
        [quarter(2022, 2), quarter(2022, 1)],
        [quarter(2022, 1), quarter(2022, 1)],
    ],
)
def test_a_trend_has_one_kind_of_period_in_the_order_of_time(periods):
    with pytest.raises(ValueError, match=r"quarters or years|order of time"):
        trend(periods, "Theo quý")


@pytest.mark.parametrize(
    "low, estimate, high", [(0.9, 0.8, 0.95), (0.7, 0.8, 1.2), (0.9, 0.95, 0.8)]
)
def test_an_impossible_share_is_refused_by_name(low, estimate, high):
    with pytest.raises(ValueError, match="Sở Nội vụ"):
        Share("Sở Nội vụ", estimate, low, high, 20)


def test_the_levels_of_a_hidden_cell_are_hidden():
    hidden = Levels((1, 2, 3, 4, 5), Share("UBND xã Hà Linh", None, None, None, None))
    chart = levels([hidden], "Năm mức")
    assert "Không công bố" in words_of(chart.svg())
    assert not {"33", "7", "13", "20", "27"} & set(words_of(chart.svg()))
    assert chart.description == "UBND xã Hà Linh: không công bố."


def test_a_trend_explains_its_signs_as_other_charts_do():
    few = quarter(2024, 1, satisfied=3, answered=4, status="too few")
    dashed, arrow = "Khoảng tin cậy khi chưa đủ số lượt trả lời", "Khoảng còn kéo dài ra ngoài trục"
    assert {dashed, arrow} <= set(words_of(trend([few, quarter(2024, 2)], "Theo quý").svg()))
    assert not {dashed, arrow} & set(words_of(trend([quarter(2024, 2)], "Theo quý").svg()))


# Of the whole country, as the Ministry of Home Affairs published it.
SIPAS = [
    Period(year, Share(str(year), index, None, None, None))
    for year, index in ((2022, 0.8008), (2023, 0.8266), (2024, 0.8394))
]


@pytest.mark.parametrize("width", [328, 760])
def test_published_figures_stand_as_they_were_published_with_no_empty_row_under_them(width):
    chart = trend(SIPAS, "SIPAS", width=width)
    said = words_of(chart.svg())
    assert {"80,08\u00a0%", "82,66\u00a0%", "83,94\u00a0%"} <= set(said)
    assert [line for line in said if line.startswith(("Khoảng", "Số lượt"))] == []
    assert "2024: 83,94\u00a0% (số đã công bố)" in chart.description
    measured = [*SIPAS, Period(2025, share("2025"))]
    said = words_of(trend(measured, "SIPAS", width=width).svg())
    assert [line for line in said if line.startswith(("Khoảng", "Số lượt"))] != []


def test_impossible_levels_are_refused_by_name():
    with pytest.raises(ValueError, match="Sở Nội vụ"):
        Levels((1, 2, -3, 4, 5), share())
    with pytest.raises(ValueError, match=r"\(1, 2, 3, 4, 5\) are not 1234 answers"):
        Levels((1, 2, 3, 4, 5), share())


@pytest.mark.parametrize(
    "language, dashed, arrow",
    [
        ("vi", "Khoảng tin cậy khi chưa đủ số lượt trả lời", "Khoảng còn kéo dài ra ngoài trục"),
        ("en", "The interval where there are too few answers", "The interval goes on beyond the"),
    ],
)
def test_whatever_an_interval_looks_like_is_told_under_the_picture(language, dashed, arrow):
    """3 of 4 reach down to 19 %; four of four to 40 %, and both beyond an axis from 60 %."""

    def told(*shares):
        svg = intervals(shares, "Theo cơ quan", target=NINETY, language=language).svg()
        said = " ".join(words_of(svg))
        return dashed in said, arrow in said

    assert told(share()) == (False, False)
    assert told(share(), share("Sở Y tế", 3, 4, "too few")) == (True, True)
    assert told(share(), share("Sở Y tế", 1180, 1234, "too few")) == (True, False)
    assert told(share("Sở Y tế", 0, 0, "too few")) == (False, False)

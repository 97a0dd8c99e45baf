"""Tables that are longer than a sheet of paper."""

from functools import cache
from xml.etree import ElementTree as ET

import pytest

from analysis.charts import drivers
from analysis.charts.markup import SVG
from tests.analysis.pictures import KINDS, driver, picture, share, where

TALLEST = 950
MANY = [share(f"UBND xã số {n}", 700 + n, 1000 + n, "missed") for n in range(300)]
ENDS = "UBND xã số 0", "UBND xã số 39"
TABLES = ["intervals", "levels"]


@cache
def sheets(kind):
    """The titles of the sheets, and their SVG."""
    made = picture(kind, MANY, width=643).sheets(TALLEST)
    return [(sheet.title, ET.fromstring(sheet.svg())) for sheet in made]


def said_on(root):
    return [element.text for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", TABLES)
def test_three_hundred_offices_are_on_sheets_once_each_and_in_order(kind):
    titles, roots = zip(*sheets(kind), strict=True)
    named = [[said for said in said_on(root) if said.startswith("UBND")] for root in roots]
    assert [name for names in named for name in names] == [office.name for office in MANY]
    assert min(len(names) for names in named[:-1]) > 10
    numbers = [title.rpartition(" ")[2] for title in titles]
    assert numbers == [f"({n}/{len(titles)})" for n in range(1, len(titles) + 1)]


@pytest.mark.parametrize("kind", TABLES)
def test_numbers_stay_with_their_offices(kind):
    for _, root in sheets(kind):
        level = {}
        for element in root.iter(f"{SVG}text"):
            level.setdefault(where(element)[1], []).append(element.text)
        for said in level.values():
            name = next((each for each in said if each.startswith("UBND")), None)
            assert name is None or f"1.{int(name.split()[-1]):03}" in said


@pytest.mark.parametrize("kind", TABLES)
def test_no_sheet_is_taller_and_all_have_one_axis(kind):
    axes = set()
    for _, root in sheets(kind):
        assert float(root.get("height")) <= TALLEST
        said = [e for e in root.iter(f"{SVG}text") if e.text.endswith("\u00a0%")]
        axes.add(tuple((e.text, where(e)[0]) for e in said if e.get("text-anchor") == "middle"))
    assert len(axes) == 1


def test_a_sheet_tells_its_own_rows():
    first, last = picture("levels", MANY[:40]).sheets(TALLEST)
    found = [(f"{name}:" in first.description, f"{name}:" in last.description) for name in ENDS]
    assert found == [(True, False), (False, True)]


def test_a_sheet_explains_its_own_signs_and_no_others():
    few = share("Sở Y tế", 3, 4, "too few")
    first, last = picture("intervals", [*MANY[:40], few]).sheets(TALLEST)
    signs = {"Chưa đủ số lượt trả lời", "Khoảng còn kéo dài ra ngoài trục"}
    assert not signs & set(said_on(ET.fromstring(first.svg())))
    assert signs <= set(said_on(ET.fromstring(last.svg())))
    weak = driver("Thái độ", (-0.1, 0.1, 0.3))
    factors = [*(driver(f"Yếu tố {n}") for n in range(30)), weak]
    first, last = drivers(factors, "Yếu tố").sheets(TALLEST)
    assert "Khoảng chứa số 0: chưa đủ bằng chứng" not in first.svg()
    assert "Khoảng chứa số 0: chưa đủ bằng chứng" in last.svg()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_short_enough_stays_on_one_sheet(kind):
    chart = picture(kind, MANY[:6])
    assert chart.sheets(TALLEST) == [chart]


def test_a_row_that_is_taller_than_the_sheet_has_one_of_its_own():
    assert len(picture("intervals", MANY[:3]).sheets(10)) == 3

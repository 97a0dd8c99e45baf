"""Tables that are longer than a sheet of paper."""

from xml.etree import ElementTree as ET

import pytest

from analysis.charts.markup import SVG
from tests.analysis.pictures import KINDS, charts, share, where, words_of

TALLEST = 950
MANY = [share(f"UBND xã số {n}", 700 + n, 1000 + n, "missed") for n in range(300)]
TABLES = ["intervals", "levels", "drivers"]


@pytest.mark.parametrize("kind", TABLES)
def test_three_hundred_offices_are_on_sheets_once_each_and_in_order(kind):
    sheets = charts(MANY, width=643)[kind].sheets(TALLEST)
    named = [[said for said in words_of(s.svg()) if said.startswith("UBND")] for s in sheets]
    assert [name for names in named for name in names] == [office.name for office in MANY]
    assert min(len(names) for names in named[:-1]) > 10
    assert [sheet.title.rpartition(" ")[2] for sheet in sheets][:2] == [
        f"(1/{len(sheets)})",
        f"(2/{len(sheets)})",
    ]


@pytest.mark.parametrize("kind", ["intervals", "levels"])
def test_numbers_stay_with_their_offices(kind):
    for sheet in charts(MANY, width=643)[kind].sheets(TALLEST):
        level = {}
        for element in ET.fromstring(sheet.svg()).iter(f"{SVG}text"):
            level.setdefault(where(element)[1], []).append(element.text)
        for said in level.values():
            name = next((each for each in said if each.startswith("UBND")), None)
            assert name is None or f"1.{int(name.split()[-1]):03}" in said


@pytest.mark.parametrize("kind", TABLES)
def test_no_sheet_is_taller_and_all_have_one_axis(kind):
    axes = set()
    for sheet in charts(MANY, width=643)[kind].sheets(TALLEST):
        root = ET.fromstring(sheet.svg())
        assert float(root.get("height")) <= TALLEST
        said = [e for e in root.iter(f"{SVG}text") if e.text.endswith("\u00a0%")]
        axes.add(tuple((e.text, where(e)[0]) for e in said if e.get("text-anchor") == "middle"))
    assert len(axes) == 1


def test_a_sheet_tells_its_own_rows():
    sheets = charts(MANY[:40])["levels"].sheets(TALLEST)
    assert [name in sheets[0].description for name in ("UBND xã số 0:", "UBND xã số 39:")] == [
        True,
        False,
    ]
    assert "UBND xã số 39:" in sheets[-1].description


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_short_enough_stays_on_one_sheet(kind):
    chart = charts(MANY[:6])[kind]
    assert chart.sheets(TALLEST) == [chart]


def test_a_row_that_is_taller_than_the_sheet_has_one_of_its_own():
    assert len(charts(MANY[:3])["intervals"].sheets(10)) == 3

"""Charts as SVG: that a page may hold them, and a screen reader tell them."""

from xml.etree import ElementTree as ET

import pytest

from analysis.charts.markup import SVG, accessible
from tests.analysis.pictures import KINDS, OFFICES, picture


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_may_hold_a_chart_as_it_is(kind, language):
    chart = picture(kind, OFFICES, language)
    root = ET.fromstring(chart.svg())
    title, description = list(root)[:2]
    assert (title.tag, title.text) == (f"{SVG}title", chart.title)
    assert (description.tag, description.text) == (f"{SVG}desc", chart.description)
    assert (root.get("role"), root.get("lang")) == ("img", language)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert [e.tag for e in root.iter() if "style" in e.attrib or e.tag == f"{SVG}style"] == []
    assert len([e for e in root.iter() if "id" in e.attrib]) == 2
    assert "<script" not in chart.svg()


def test_no_identifier_is_there_twice_on_a_page_with_many_charts():
    pictures = [
        picture(kind, offices, **said).svg()
        for said in ({}, {"width": 620}, {"language": "en"})
        for kind in KINDS
        for offices in (OFFICES, [])
    ]
    identifiers = [
        e.get("id") for svg in pictures for e in ET.fromstring(svg).iter() if e.get("id")
    ]
    assert len(set(identifiers)) == len(identifiers) == 2 * len(pictures)


@pytest.mark.parametrize("kind", KINDS)
def test_all_words_are_in_the_faces_of_the_reader_s_system(kind):
    root = ET.fromstring(picture(kind, OFFICES).svg())
    assert root.get("font-family").startswith("system-ui, ")
    assert root.get("font-variant") == "tabular-nums"
    assert [e.tag for e in root.iter() if "font-family" in e.attrib] == [f"{SVG}svg"]


def test_places_are_said_to_a_hundredth_of_a_pixel():
    path = '<path d="M 1.004 2 \nL -0.333333 20.10 \nz"/><text x="7.999" y="1">Đạt</text>'
    drawn = f'<svg xmlns="{SVG[1:-1]}">{path}</svg>'
    elements = list(ET.fromstring(accessible(drawn, "a", "b", "vi")))[2:]
    assert elements[0].get("d") == "M 1 2 L -0.33 20.1 z"
    assert (elements[1].get("x"), elements[1].get("y")) == ("8", "1")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_numbers_are_the_same_bytes(kind):
    one, other = (picture(kind, OFFICES) for _ in range(2))
    assert one.svg() == other.svg() == one.svg()
    assert one.png() == other.png()
    assert one.png().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "style",
    [
        "font: bold 13px 'DejaVu Sans'; fill: #16202a",
        "font-size: 13px; font-weight: bold; font-family: 'DejaVu Sans'; fill: #16202a",
    ],
)
def test_styles_become_attributes_however_matplotlib_writes_them(style):
    drawn = f'<svg xmlns="{SVG[1:-1]}" width="9pt"><text style="{style}">Đạt</text></svg>'
    text = ET.fromstring(accessible(drawn, "a", "b", "vi")).find(f"{SVG}text")
    fonts = {name: text.get(name) for name in ("font-size", "font-weight", "fill")}
    assert fonts == {"font-size": "13", "font-weight": "bold", "fill": "#16202a"}
    assert "font-family" not in text.attrib

"""The list of counters: searched, narrowed, sorted, paged, and had as a file."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from survey.models import Place

NAMES = re.compile(r'<a href="/staff/counters/\d+">([^<]*)<')


@pytest.fixture
def office(make):
    return make.office(code="so-noi-vu", name="Sở Nội vụ")


@pytest.fixture
def two(make, office):
    """Two counters of an office, and one of another."""
    civil = make.field(name_vi="Hộ tịch", name_en="Civil status")
    make.counter([civil], office, name="Quầy 1", number="n-1")
    make.counter([make.field(name_vi="Đất đai")], office, name="Quầy 2", number="n-2")
    make.counter(name="Quầy 3", number="n-3")


@pytest.fixture
def names(staff):
    """The names of the counters that somebody is shown."""
    here = staff("administrator")
    return lambda **asked: NAMES.findall(here.get("/staff/counters", query_string=asked).text)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ho tich", ["Quầy 1"]),
        ("HỘ TỊCH", ["Quầy 1"]),
        ("civil", ["Quầy 1"]),
        ("dat dai", ["Quầy 2"]),
        ("đất", ["Quầy 2"]),
        ("so noi vu", ["Quầy 1", "Quầy 2"]),
        ("n-2 noi vu", ["Quầy 2"]),
        ("n-3", ["Quầy 3"]),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("\0", ["Quầy 1", "Quầy 2", "Quầy 3"]),
    ],
)
def test_a_search_needs_no_accents_and_takes_words_in_any_order(two, names, search, found):
    assert names(q=search) == found


def test_a_counter_is_found_by_its_code(make, names):
    counter = make.counter(name="Quầy 1")
    make.counter()
    assert names(q=counter.code) == ["Quầy 1"]


def test_a_list_is_narrowed_to_an_office_and_to_a_state(two, make, session, names, clock):
    gone = make.counter(name="Quầy 4")
    gone.codes[0].revoked_at = clock()
    session.commit()
    assert names(office="so-noi-vu") == ["Quầy 1", "Quầy 2"]
    assert names(state="out-of-use") == ["Quầy 4"]
    assert names(office="so-noi-vu", state="out-of-use") == []
    assert len(names(state="in-use")) == 3


def test_a_list_is_sorted_by_each_column_both_ways(make, office, names):
    """Đ sorts with D in both databases, and not after Z."""
    _one, two, _three = (make.counter(office=office, name=name) for name in ("Zoan", "Đăng", "Anh"))
    make.response(two)
    assert names(order="counter") == ["Anh", "Đăng", "Zoan"]
    assert names(order="-counter") == ["Zoan", "Đăng", "Anh"]
    assert names(order="-answers")[0] == "Đăng"
    assert names(order="answers")[2] == "Đăng"


@pytest.mark.parametrize(
    "asked",
    [
        {"order": "password"},
        {"order": "--office"},
        {"page": "-1"},
        {"page": "1e9"},
        {"page": "9999999"},
        {"page": "٢"},
        {"office": "nowhere"},
        {"state": "broken"},
        {"as": "exe"},
        {"q": "q" * 3000},
    ],
)
def test_what_makes_no_sense_is_left_out(two, staff, asked):
    page = staff("head").get("/staff/counters", query_string=asked)
    assert page.status_code == 200
    assert len(NAMES.findall(page.text)) == (0 if "q" in asked else 3)


def test_a_long_list_has_pages_that_keep_what_was_asked(make, office, staff):
    place = Place(code="tt", name="Trung tâm", office=office)
    field = make.field()
    for number in range(21):
        make.counter([field], office, place, name=f"Quầy {number:02}")
    here = staff("head")
    first = here.get("/staff/counters?q=quay&order=-counter")
    assert len(NAMES.findall(first.text)) == 20
    assert "1–20 trong 21" in first.text
    to_next = re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&")
    assert to_next == "/staff/counters?q=quay&order=-counter&page=2"
    assert NAMES.findall(here.get(to_next).text) == ["Quầy 00"]
    assert NAMES.findall(here.get(to_next.replace("=2", "=7")).text) == ["Quầy 00"]


def test_a_reader_says_how_many_rows_a_page_has(make, office, staff):
    place = Place(code="tt", name="Trung tâm", office=office)
    for number in range(51):
        make.counter([make.field()], office, place, name=f"Quầy {number:02}")
    here = staff("head")
    first = here.get("/staff/counters?q=quay&page=2")
    assert len(NAMES.findall(first.text)) == 20
    assert 'href="/staff/counters?q=quay&amp;size=50">50</a>' in first.text
    more = here.get("/staff/counters?q=quay&size=50")
    assert len(NAMES.findall(more.text)) == 50
    assert 'name="size" value="50"' in more.text
    assert 'href="/staff/counters?q=quay&amp;size=50&amp;page=2"' in more.text
    assert 'href="/staff/counters?q=quay">20</a>' in more.text
    for size in ("7", "0", "-1", "9999", "x"):
        asked = here.get("/staff/counters", query_string={"size": size})
        assert len(NAMES.findall(asked.text)) == 20


def test_answers_are_those_of_this_quarter_and_of_ones_own_part(make, office, staff, clock):
    counter = make.counter(office=office)
    make.response(counter)
    clock.pass_time(days=100)
    make.response(counter)
    make.response(make.counter())
    page = staff("head", office).get("/staff/counters")
    assert re.findall(r'data-column="Lượt trả lời">(\d+)<', page.text) == ["1"]


def rows_of(reply):
    text = reply.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


FORMULA = '=HYPERLINK("https://evil.example";"x")'


@pytest.mark.parametrize("name", [FORMULA, "+1", "-1", "@SUM(1)", "\t=1", "Quầy 1"])
def test_nobodys_name_is_a_formula_in_a_file(make, staff, name):
    make.counter(name=name)
    here = staff("head")
    kept = rows_of(here.get("/staff/counters?as=csv"))[1][1]
    assert kept == (name if name == "Quầy 1" else f"'{name}")
    book = load_workbook(io.BytesIO(here.get("/staff/counters?as=xlsx").data))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_a_file_has_what_was_searched_from_ones_own_part_only(two, make, office, staff):
    reply = staff("head", office).get("/staff/counters?as=csv&order=-counter")
    assert reply.headers["Content-Disposition"] == (
        'attachment; filename="counters-2026-10-20.csv"'
    )
    assert rows_of(reply)[0][:2] == ["Cơ quan, đơn vị", "Quầy"]
    assert [row[1] for row in rows_of(reply)[1:]] == ["Quầy 2", "Quầy 1"]
    found = rows_of(staff("head", office).get("/staff/counters?as=csv&q=n-3"))
    assert len(found) == 1


def test_who_has_no_counter_yet_is_told_how_to_get_one(staff):
    assert "/staff/uploads?kind=counters" in staff("administrator").get("/staff/counters").text


def test_a_search_that_finds_nothing_says_so_and_keeps_what_was_typed(two, staff):
    page = staff("head").get("/staff/counters?q=kh%C3%B4ng+c%C3%B3").text
    assert "Không tìm thấy mục nào." in page
    assert 'value="không có"' in page

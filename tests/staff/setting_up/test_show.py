"""The tree of offices on a day, searched, narrowed, and had as a file."""

import csv
import io
import re
from datetime import date

import pytest

from survey.history import Was, keep

NAMES = re.compile(r'<th scope="row" class="branch level-(\d)">(?:<a[^>]*>)?([^<]+)<')
JULY = date(2026, 7, 1)


@pytest.fixture
def tree(make, session):
    """A province of which one commune followed another in July 2026, and got its name then."""
    province = make.office(code="42", name="UBND tỉnh", kind="province")
    new = make.office(code="moi", name="UBND xã Hộ Độ", kind="commune", parent=province)
    before = {new.id: Was("UBND xã Cũ Kỹ", "commune", province.id)}
    keep(session, before, JULY)
    make.office(
        code="cu", name="UBND xã Đã Thôi", kind="commune", parent=province, closed=JULY,
        successor_id=new.id,
    )  # fmt: skip
    make.office(code="sau", name="UBND xã Về Sau", kind="commune", opened=date(2027, 1, 1))
    return province


@pytest.fixture
def names(staff):
    """The names that somebody is shown, each with how deep it stands."""
    here = staff("head")

    def names(**asked):
        page = here.get("/staff/offices", query_string=asked).text
        return [f"{depth} {name}" for depth, name in NAMES.findall(page)]

    return names


def test_today_shows_those_that_are_open_under_each_other(tree, names):
    assert names() == ["0 UBND tỉnh", "1 UBND xã Hộ Độ"]


def test_another_day_shows_the_tree_of_that_day(tree, names):
    assert names(on="2026-06-30") == ["0 UBND tỉnh", "1 UBND xã Cũ Kỹ", "1 UBND xã Đã Thôi"]
    assert names(on="2026-07-01") == ["0 UBND tỉnh", "1 UBND xã Hộ Độ"]
    assert "0 UBND xã Về Sau" not in names(on="2026-12-31")
    assert "0 UBND xã Về Sau" in names(on="2027-01-01")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ho do"}, ["1 UBND xã Hộ Độ"]),
        ({"q": "cu ky"}, ["1 UBND xã Hộ Độ"]),  # What it was called before.
        ({"q": "moi"}, ["1 UBND xã Hộ Độ"]),
        ({"q": "da thoi"}, []),
        ({"q": "da thoi", "state": "every"}, ["1 UBND xã Đã Thôi"]),
        ({"state": "closed"}, ["1 UBND xã Đã Thôi"]),
        ({"state": "planned"}, ["0 UBND xã Về Sau"]),
        ({"kind": "province"}, ["0 UBND tỉnh"]),
        ({"on": "yesterday"}, ["0 UBND tỉnh", "1 UBND xã Hộ Độ"]),
        ({"state": "broken"}, ["0 UBND tỉnh", "1 UBND xã Hộ Độ"]),
    ],
)
def test_the_tree_is_searched_and_narrowed(tree, names, asked, found):
    assert names(**asked) == found


def test_a_file_has_the_same_with_who_followed(tree, staff):
    here = staff("head")
    reply = here.get("/staff/offices?as=csv&on=2026-07-01&state=closed")
    rows = list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig")), delimiter=";"))
    assert reply.headers["Content-Disposition"] == 'attachment; filename="offices-2026-07-01.csv"'
    assert rows[1:] == [
        ["UBND xã Đã Thôi", "cu", "UBND xã, phường, đặc khu", "UBND tỉnh", "", "01/07/2026",
         "UBND xã Hộ Độ"],
    ]  # fmt: skip


def test_a_part_shows_nobody_above_and_no_successor_outside(tree, make, staff, session):
    old = next(each for each in session.query(type(tree)) if each.code == "cu")
    page = staff("head", old).get("/staff/offices?state=every").text
    assert NAMES.findall(page) == [("0", "UBND xã Đã Thôi")]
    assert ("UBND tỉnh<" in page, "Hộ Độ" in page) == (False, False)


def test_many_offices_have_pages_in_the_order_of_the_tree(make, names):
    top = make.office(name="A")
    for number in range(24):
        make.office(name=f"Xã {number:02}", parent=top)
    first, second = names(), names(page="2")
    assert (len(first), first[:2]) == (20, ["0 A", "1 Xã 00"])
    assert second == [f"1 Xã {number}" for number in range(19, 24)]


def test_no_office_yet_is_said(staff):
    assert "Chưa có cơ quan nào" in staff("administrator").get("/staff/offices").text

"""Offices are loaded with those above and after them, in whatever order a file has them."""

import unicodedata
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from survey.history import was
from survey.loading import Outcome
from survey.models import Office, OfficePast
from survey.models.offices import OFFICE_KINDS
from tests.loading.workbooks import workbook

HEADER = "code,name,kind,parent,opened,closed,successor,electronic_id,area_code,complaints\n"
NAMES = HEADER.strip().split(",")


def stored(session, *columns):
    return session.execute(select(*columns).order_by(Office.code)).all()


def pointers(session):
    """Every office with its parent and successor, by their codes."""
    parent, successor = aliased(Office), aliased(Office)
    pointing = (
        select(Office.code, parent.code, successor.code)
        .outerjoin(parent, parent.id == Office.parent_id)
        .outerjoin(successor, successor.id == Office.successor_id)
        .order_by(Office.code)
    )
    return session.execute(pointing).all()


def test_every_column_is_stored(session, load):
    outcome = load(
        "offices",
        HEADER
        + "42,UBND tỉnh Hà Tĩnh,province,,,,,H27,42,\n"
        + "18073,UBND phường Thành Sen,commune,42,01/07/2025,2031-01-01,42,H27.1,18073,"
        '"Gọi 0239 1022, giờ hành chính"\n',
    )
    assert outcome == Outcome(2, 0, 0)
    every = [getattr(Office, name) for name in NAMES if name not in ("parent", "successor")]
    assert stored(session, *every) == [
        (
            "18073", "UBND phường Thành Sen", "commune", date(2025, 7, 1), date(2031, 1, 1),
            "H27.1", "18073", "Gọi 0239 1022, giờ hành chính",
        ),
        ("42", "UBND tỉnh Hà Tĩnh", "province", None, None, "H27", "42", None),
    ]  # fmt: skip
    assert pointers(session) == [("18073", "42", "42"), ("42", None, None)]


def test_parents_and_successors_may_stand_later_in_the_file_or_be_stored(session, load, make):
    make.office(code="stored")
    outcome = load(
        "offices",
        HEADER
        + "a,A,commune,b,,01/07/2025,b,,,\n"
        + "b,B,district,c,,01/07/2025,a2,,,\n"
        + "a2,A2,commune,b,,,,,,\n"
        + "c,C,province,stored,,,,,,\n",
    )
    assert outcome == Outcome(4, 0, 0)
    assert pointers(session) == [
        ("a", "b", "b"),
        ("a2", "b", None),
        ("b", "c", "a2"),
        ("c", "stored", None),
        ("stored", None, None),
    ]


def test_a_second_load_changes_nothing(session, load):
    text = HEADER + "42,Tỉnh,province,,,,,,42,\nx,Xã,commune,42,,01/07/2025,42,H1,,Gọi 1022\n"
    assert load("offices", text) == Outcome(2, 0, 0)
    before = stored(session, Office.id, Office.code)
    assert load("offices", text) == Outcome(0, 0, 2)
    assert load("offices", text.replace("Xã", "Phường")) == Outcome(0, 1, 1)
    assert stored(session, Office.id, Office.code) == before


def test_columns_that_are_left_out_stay_as_they_are(session, load):
    full = "b,B,centre,,,,,,,\na,A,commune,b,1/1/2020,1/1/2025,b,H1,18073,x\n"
    load("offices", HEADER + full)
    short = "kind,name,code\ncommune,A,a\ncommune,New,n\n"
    assert load("offices", short) == Outcome(1, 0, 1)
    assert load("offices", short.replace("A", "Á")) == Outcome(0, 1, 1)
    assert load("offices", HEADER + full.replace("A", "Á")) == Outcome(0, 0, 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("code,name,kind,closed\na,A,centre,\n",
         "an office with a successor needs the day it closed (column closed)"),
        ("code,name,kind,closed\na,A,centre,1/1/2020\n",
         "closed on 01/01/2020, which is not after 01/01/2020 (column closed)"),
        ("code,name,kind\na,A,province\n",
         "'18073': the area code of a province has 2 digits (column area_code)"),
        ("code,name,kind,parent\nb,B,centre,a\n",
         "offices go round in a circle: b → a → b (column parent)"),
    ],
)  # fmt: skip
def test_a_line_may_not_contradict_what_it_leaves_as_it_is(load, mistakes, text, reason):
    load("offices", HEADER + "b,B,centre,,,,,,,\na,A,centre,b,1/1/2020,1/1/2025,b,H1,18073,x\n")
    assert mistakes("offices", text) == [f"FILE, line 2: {reason}"]


def test_an_empty_cell_empties_what_was_stored(session, load):
    load("offices", HEADER + "b,B,centre,,,,,,,\na,A,centre,b,1/1/2020,1/1/2025,b,H1,42,x\n")
    assert load("offices", HEADER + "a,A,centre,,,,,,,\n") == Outcome(0, 1, 0)
    office = session.scalar(select(Office).filter_by(code="a"))
    emptied = ("parent_id", "opened", "closed", "successor_id", "electronic_id", "area_code")
    assert [getattr(office, name) for name in emptied] == 6 * [None]


def test_two_offices_may_change_identifiers(session, load):
    load("offices", HEADER + "a,A,centre,,,,,H1,,\nb,B,centre,,,,,H2,,\n")
    swapped = HEADER + "a,A,centre,,,,,H2,,\nb,B,centre,,,,,H1,,\n"
    assert load("offices", swapped) == Outcome(0, 2, 0)
    assert stored(session, Office.code, Office.electronic_id) == [("a", "H2"), ("b", "H1")]


def test_a_new_office_may_take_an_identifier_that_another_gives_up(session, load):
    load("offices", HEADER + "a,A,centre,,,,,H1,,\n")
    assert load("offices", HEADER + "b,B,centre,,,,,H1,,\na,A,centre,,,,,,,\n") == Outcome(1, 1, 0)
    assert stored(session, Office.code, Office.electronic_id) == [("a", None), ("b", "H1")]


def test_names_are_stored_composed(session, load):
    load("offices", HEADER + unicodedata.normalize("NFD", "a,Sở Nội vụ,department,,,,,,,\n"))
    assert session.scalar(select(Office.name)) == "Sở Nội vụ"


def test_a_workbook_does_as_well(session, load):
    row = ["a", "Xã A", "commune", None, date(2025, 7, 1), None, None, None, 1234, None]
    content = workbook(NAMES, row, formats={"I2": "00000"})
    assert load("offices", content) == Outcome(1, 0, 0)
    assert stored(session, Office.opened, Office.area_code) == [(date(2025, 7, 1), "01234")]


ZEROS = "if zeros in front got lost, format the cell as text (column code)"

MISTAKES = [
    ("4,A,commune,,,,,,,", f"'4': a commune's code in digits alone has 5 of them; {ZEROS}"),
    ("1,A,province,,,,,,,", f"'1': a province's code in digits alone has 2 of them; {ZEROS}"),
    ("a,A,centre,b,,,,,,", "office 'b' is not known (column parent)"),
    ("a,A,centre,,,1/1/2025,b,,,", "office 'b' is not known (column successor)"),
    ("a,A,centre,a,,,,,,", "offices go round in a circle: a → a (column parent)"),
    ("a,A,centre,,,1/1/2025,a,,,", "offices go round in a circle: a → a (column successor)"),
    (
        "a,A,centre,,,,stored,,,",
        "an office with a successor needs the day it closed (column closed)",
    ),
    (
        "a,A,centre,,1/1/2025,1/1/2025,,,,",
        "closed on 01/01/2025, which is not after 01/01/2025 (column closed)",
    ),
    ("a,A,centre,,,,,H9,,", "'H9' belongs to the office 'stored' (column electronic_id)"),
    ("a,A,commune,,,,,,42,", "'42': the area code of a commune has 5 digits (column area_code)"),
    (
        "a,A,province,,,,,,18073,",
        "'18073': the area code of a province has 2 digits (column area_code)",
    ),
    (",A,centre,,,,,,,", "the cell is empty (column code)"),
    ("a,,centre,,,,,,,", "the cell is empty (column name)"),
    ("a,A,,,,,,,,", "the cell is empty (column kind)"),
    ("a,A,centre,,,", "the line breaks off: 6 cells of 10"),
    (
        "a,A,ward,,,,,,,",
        f"'ward' is not one of {', '.join(OFFICE_KINDS)} (column kind)",
    ),
]


@pytest.mark.parametrize(("line", "reason"), MISTAKES)
def test_a_wrong_line_is_named_and_nothing_is_stored(session, mistakes, make, line, reason):
    make.office(code="stored", electronic_id="H9")
    good = "good,Good,centre,stored,,,,,,\n"
    assert mistakes("offices", HEADER + good + line + "\n") == [f"FILE, line 3: {reason}"]
    assert stored(session, Office.code) == [("stored",)]


def test_codes_of_digits_are_the_official_ones_or_an_offices_own(session, load, make):
    make.office(code="7", kind="commune")  # It was there before.
    lines = "7,A,commune,,,,,,,\n8,B,school,,,,,,,\n00004,C,commune,,,,,,,\n01,D,province,,,,,,,\n"
    assert load("offices", HEADER + lines) == Outcome(3, 1, 0)


def test_a_workbook_whose_codes_are_numbers_is_refused_where_zeros_got_lost(mistakes):
    rows = [[code, "Phường", "commune", *7 * [None]] for code in (18229, 4)]
    assert mistakes("offices", workbook(NAMES, *rows)) == [
        f"FILE, line 3: '4': a commune's code in digits alone has 5 of them; {ZEROS}"
    ]


def test_doubled_offices_and_identifiers_are_named(mistakes):
    text = HEADER + "a,A,centre,,,,,H1,,\nb,B,centre,,,,,H1,,\na,C,centre,,,,,,,\n"
    assert mistakes("offices", text) == [
        "FILE, line 3: 'H1' is there already, in line 2 (column electronic_id)",
        "FILE, line 4: 'a' is there already, in line 2 (column code)",
    ]


def test_a_circle_is_named_at_every_line_that_is_in_it(mistakes):
    text = (
        HEADER + "a,A,centre,b,,,,,,\nb,B,centre,c,,,,,,\nc,C,centre,a,,,,,,\nd,D,centre,a,,,,,,\n"
    )
    said = "offices go round in a circle: a → b → c → a (column parent)"
    assert mistakes("offices", text) == [f"FILE, line {line}: {said}" for line in (2, 3, 4)]


def test_a_line_that_closes_a_circle_of_stored_offices_is_named(load, mistakes):
    load("offices", HEADER + "a,A,centre,,,,,,,\nb,B,centre,a,,,,,,\nc,C,centre,b,,,,,,\n")
    assert mistakes("offices", HEADER + "a,A,centre,c,,,,,,\n") == [
        "FILE, line 2: offices go round in a circle: a → c → b → a (column parent)"
    ]


def test_a_wrong_line_does_not_make_those_that_refer_to_it_wrong(mistakes):
    text = HEADER + "child,A,centre,parent,,,,,,\nparent,B,centre,,soon,,,,,\n"
    assert mistakes("offices", text) == [
        "FILE, line 3: 'soon' is not a date such as 31/12/2026 or 2026-12-31 (column opened)"
    ]


def test_what_a_file_changes_of_an_office_it_was_until_today(session, load, clock):
    rows = "p,P,province,,,,,,,\nq,Q,province,,,,,,,\na,Xã A,commune,p,,,,,,\n"
    load("offices", HEADER + rows)
    load("offices", HEADER + "a,Phường A,commune,q,,,,,,1022\nq,Q,province,,,,,,,1022\n")
    office = session.scalar(select(Office).filter_by(code="a"))
    then, now = (was(session, date(2026, 10, day))[office.id] for day in (19, 20))
    assert (then.name, now.name) == ("Xã A", "Phường A")
    assert session.get(Office, then.parent_id).code == "p"
    assert session.get(Office, now.parent_id).code == "q"
    assert session.scalars(select(OfficePast.office_id)).all() == [office.id]

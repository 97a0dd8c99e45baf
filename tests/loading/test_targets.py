"""Targets are loaded with the document that set them, and with their group of fields."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from survey.loading import Outcome
from survey.models import FieldGroup, Target
from tests.loading.workbooks import workbook

NAMES = (
    "scope,scope_name,measure,group,people,organisations,first_year,last_year,comparator,"
    "threshold,document,precedence"
)
HEADER = NAMES + "\n"
ALL = "42,Hà Tĩnh,transaction,,yes,yes,2025,2025,>=,90,Kế hoạch,\n"
LAND = '42,Hà Tĩnh,transaction,nha-dat,có,không,2025,2030,>,"92,5",Đề án,3\n'


@pytest.fixture
def group(session):
    group = FieldGroup(code="nha-dat", name_vi="Nhà đất", name_en="Land")
    session.add(group)
    session.commit()
    return group.id


def stored(session):
    columns = [column for column in Target.__table__.columns if column.name not in ("id", "folded")]
    return [tuple(row) for row in session.execute(select(*columns).order_by(Target.id))]


def test_every_column_is_stored(session, load, group):
    assert load("targets", HEADER + ALL + LAND) == Outcome(2, 0, 0)
    assert stored(session) == [
        (
            "42", "Hà Tĩnh", "transaction", None, True, True, 2025, 2025, ">=", Decimal(90),
            "Kế hoạch", 0,
        ),
        (
            "42", "Hà Tĩnh", "transaction", group, True, False, 2025, 2030, ">",
            Decimal("92.5"), "Đề án", 3,
        ),
    ]  # fmt: skip


def test_a_second_load_changes_nothing(load, group):
    assert load("targets", HEADER + ALL + LAND) == Outcome(2, 0, 0)
    assert load("targets", HEADER + ALL + LAND.replace('"92,5"', "92.50%")) == Outcome(0, 0, 2)
    assert load("targets", HEADER + ALL.replace("90", "95") + LAND) == Outcome(0, 1, 1)


def test_columns_that_are_left_out_stay_as_they_are(session, load):
    short = HEADER.replace("group,", "").replace(",precedence", "")
    line = ALL.replace("transaction,,", "transaction,").replace("Kế hoạch,", "Kế hoạch")
    assert load("targets", HEADER + ALL.replace("Kế hoạch,", "Kế hoạch,7")) == Outcome(1, 0, 0)
    assert load("targets", short + line) == Outcome(0, 0, 1)
    assert load("targets", short + line.replace("90", "95")) == Outcome(0, 1, 0)
    assert session.execute(select(Target.threshold, Target.precedence)).all() == [(95, 7)]
    assert load("targets", short + line.replace("Kế hoạch", "Đề án")) == Outcome(1, 0, 0)
    assert load("targets", HEADER + ALL) == Outcome(0, 1, 0)
    assert session.scalars(select(Target.precedence)).all() == [0, 0]


def test_another_document_makes_another_target(session, load):
    load("targets", HEADER + ALL)
    later = ALL.replace("Kế hoạch,", "Kế hoạch mới,1").replace("90", "95")
    assert load("targets", HEADER + later) == Outcome(1, 0, 0)
    assert [row[9:12] for row in map(tuple, stored(session))] == [
        (Decimal(90), "Kế hoạch", 0),
        (Decimal(95), "Kế hoạch mới", 1),
    ]


def test_only_what_is_new_is_stored_if_so_wished(session, load, group):
    load("targets", HEADER + ALL)
    assert load("targets", HEADER + ALL.replace("90", "95") + LAND, only_new=True) == Outcome(
        1, 0, 1
    )
    assert [row[8] for row in stored(session)] == [">=", ">"]
    assert stored(session)[0][9] == Decimal(90)


def test_a_workbooks_percentage_is_taken_as_it_is_shown(session, load):
    row = [42, "Hà Tĩnh", "sipas", None, True, False, 2025, 2025, "≥", 0.925, "Kế hoạch", None]
    load("targets", workbook(NAMES.split(","), row, formats={"J2": "0.0%"}))
    assert stored(session) == [
        (
            "42", "Hà Tĩnh", "sipas", None, True, False, 2025, 2025, ">=", Decimal("92.5"),
            "Kế hoạch", 0,
        )
    ]  # fmt: skip


CODE = "is not a code: at most 60 letters without accents, digits, '-', '.' and '_'"
SCOPE = (
    "is no office, nor an area code of 2 or 5 digits; "
    "if zeros in front got lost, format the cell as text"
)
PERCENTAGE = "is not a percentage above 1 and up to 100, such as 92,5"


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        (",,yes", ",dat,yes", "group 'dat' is not known (column group)"),
        ("yes,yes", "no,no", "a target holds for people, organisations or both (column people)"),
        ("2025,2025", "2026,2025", "2025 comes before 2026 (column last_year)"),
        (
            "transaction",
            "mood",
            "'mood' is not one of transaction, sipas, service (column measure)",
        ),
        (">=,90", ">,100", "nothing is above 100 %: write >= (column comparator)"),
        (">=", "<=", "'<=' is not one of >=, > (column comparator)"),
        ("90", "0.9", f"'0.9' {PERCENTAGE} (column threshold)"),
        ("Kế hoạch", "", "the cell is empty (column document)"),
        ("42", "Hà Tĩnh", f"'Hà Tĩnh' {CODE} (column scope)"),
        ("42", "1", f"'1' {SCOPE} (column scope)"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_is_stored(session, mistakes, right, wrong, reason):
    assert right in ALL
    text = HEADER + LAND.replace("nha-dat", "") + ALL.replace(right, wrong, 1)
    assert mistakes("targets", text) == [f"FILE, line 3: {reason}"]
    assert stored(session) == []


def test_a_scope_in_digits_may_be_an_office_that_is_here(load, make):
    make.office(code="1")
    assert load("targets", HEADER + "1" + ALL.removeprefix("42")) == Outcome(1, 0, 0)


def test_a_doubled_target_is_named(mistakes):
    said = "'42 transaction 2025 2025 Kế hoạch' is there already, in line 2 (column scope)"
    text = HEADER + ALL + ALL.replace("90", "95")
    assert mistakes("targets", text) == [f"FILE, line 3: {said}"]

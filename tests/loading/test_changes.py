"""What a file would change is told line by line, as the file would write it."""

from datetime import date
from decimal import Decimal

import pytest

from survey.loading.changes import Change, written

OFFICES = "code,name,kind,parent,opened,electronic_id\n"
COUNTERS = "number,name,place,place_name,office,fields,questionnaire\n"
VOLUMES = "office,field,quarter,received,settled\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (date(2026, 3, 1), "01/03/2026"),
        (Decimal("92.50"), "92,5"),
        (Decimal(90), "90"),
        (Decimal("100.00"), "100"),
        (("a", "b"), "a b"),
        ("Đất đai", "Đất đai"),
    ],
)
def test_a_value_is_written_as_it_would_be_read(value, text):
    assert written(value) == text


def test_a_new_line_says_everything_that_it_says(load):
    outcome = load("offices", f"{OFFICES}a,Sở A,centre,,01/07/2025,\n")
    assert outcome.changes == [
        Change(
            2,
            "a",
            is_new=True,
            cells={
                "code": ("", "a"),
                "name": ("", "Sở A"),
                "kind": ("", "centre"),
                "opened": ("", "01/07/2025"),
            },
        )
    ]


def test_a_changed_line_says_what_becomes_different_and_a_line_as_before_nothing(load):
    load("offices", f"{OFFICES}a,Sở A,centre,,01/07/2025,H1\nb,Sở B,centre,a,,\n")
    outcome = load("offices", f"{OFFICES}a,Sở A,centre,,,H2\nb,Sở B,centre,a,,\n")
    assert outcome.changes == [
        Change(
            2,
            "a",
            is_new=False,
            cells={"opened": ("01/07/2025", ""), "electronic_id": ("H1", "H2")},
        )
    ]


def test_identifiers_that_change_places_are_two_changes(load):
    load("offices", f"{OFFICES}a,A,centre,,,H1\nb,B,centre,,,H2\n")
    outcome = load("offices", f"{OFFICES}a,A,centre,,,H2\nb,B,centre,,,H1\n")
    assert [each.cells for each in outcome.changes] == [
        {"electronic_id": ("H1", "H2")},
        {"electronic_id": ("H2", "H1")},
    ]


def test_a_place_that_another_line_renames_is_a_change_of_each_counter_there(load, one_stop_centre):
    lines = "q1,Q1,p,{0},so-noi-vu,dat-dai,one-stop\nq2,Q2,p,,so-noi-vu,dat-dai ho-tich,one-stop\n"
    load("counters", COUNTERS + lines.format("Nơi cũ"))
    outcome = load("counters", COUNTERS + lines.format("Nơi mới"))
    renamed = {"place_name": ("Nơi cũ", "Nơi mới")}
    assert outcome.changes == [
        Change(2, "q1", is_new=False, cells=renamed),
        Change(3, "q2", is_new=False, cells=renamed),
    ]


def test_fields_and_targets_say_their_whole_key(load):
    fields = "kind,code,name_vi,name_en,groups\n"
    load("fields", f"{fields}group,g1,G1,G1,\ngroup,g2,G2,G2,\nfield,a,A,A,g2\n")
    outcome = load("fields", f"{fields}field,a,A,A,g2 g1\n")
    assert outcome.changes == [
        Change(2, "field · a", is_new=False, cells={"groups": ("g2", "g1 g2")})
    ]
    targets = (
        "scope,scope_name,measure,group,people,organisations,first_year,last_year,comparator,"
        "threshold,document,precedence\n42,T,sipas,g1,yes,no,2025,2026,{0},Kế hoạch,\n"
    )
    load("targets", targets.format(">=,90"))
    (only,) = load("targets", targets.format(">,92.5")).changes
    assert (only.key, only.cells) == (
        "42 · sipas · g1 · 2025 · 2026 · Kế hoạch",
        {"comparator": (">=", ">"), "threshold": ("90", "92,5")},
    )


def test_numbers_that_are_replaced_are_shown_with_their_periods(load, one_stop_centre):
    line = "so-noi-vu,dat-dai,{0}\n"
    load("volumes", VOLUMES + line.format("2026Q1,5,4"))
    load("volumes", VOLUMES + line.format("2026Q2,3,2"))
    days = "office,field,starts,ends,received,settled\n"
    (one,) = load("volumes", days + line.format("15/12/2025,14/06/2026,8,7"), replace=True).changes
    assert one == Change(
        2,
        "so-noi-vu · dat-dai · 15/12/2025–14/06/2026",
        is_new=False,
        cells={
            "period": (
                "15/12/2025–14/03/2026 + 15/03/2026–14/06/2026",
                "15/12/2025–14/06/2026",
            ),
            "received": ("5 + 3", "8"),
            "settled": ("4 + 2", "7"),
        },
    )

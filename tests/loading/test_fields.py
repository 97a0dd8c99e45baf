"""Fields and their groups come from one file."""

from datetime import date

import pytest
from sqlalchemy import select

from survey.loading import Outcome
from survey.models import Field, FieldGroup

HEADER = "kind,code,name_vi,name_en,groups,opened,closed\n"
LAND = "field,dat-dai,Đất đai,Land,nha-dat,01/07/2025,\n"
GROUP = "group,nha-dat,Nhà đất,Land and houses,,,\n"


def stored(session):
    fields = session.scalars(select(Field).order_by(Field.code))
    return [
        (field.code, field.name_vi, field.name_en, [group.code for group in field.groups])
        for field in fields
    ]


def test_fields_and_groups_are_stored_in_any_order(session, load):
    assert load("fields", HEADER + LAND + GROUP) == Outcome(2, 0, 0)
    assert stored(session) == [("dat-dai", "Đất đai", "Land", ["nha-dat"])]
    assert session.scalar(select(Field.opened)) == date(2025, 7, 1)
    groups = select(FieldGroup.code, FieldGroup.name_vi, FieldGroup.name_en)
    assert session.execute(groups).all() == [("nha-dat", "Nhà đất", "Land and houses")]


def test_a_second_load_changes_nothing(load):
    two = GROUP + "group,b,B,B,,,\n" + LAND.replace("nha-dat", "nha-dat b")
    assert load("fields", HEADER + two) == Outcome(3, 0, 0)
    assert load("fields", HEADER + two) == Outcome(0, 0, 3)
    assert load("fields", HEADER + two.replace("nha-dat b", "b nha-dat")) == Outcome(0, 0, 3)


def test_a_field_leaves_a_group_that_its_line_no_longer_names(session, load):
    load("fields", HEADER + GROUP + LAND)
    without = LAND.replace("nha-dat", "").replace("Land", "Land use")
    assert load("fields", HEADER + without) == Outcome(0, 1, 0)
    assert stored(session) == [("dat-dai", "Đất đai", "Land use", [])]


def test_columns_that_are_left_out_stay_as_they_are(session, load):
    load("fields", HEADER + GROUP + LAND)
    short = "code,kind,name_vi,name_en\n{}nha-dat,group,Nhà đất,Land and houses\n"
    line = "dat-dai,field,Đất đai,Land\n"
    assert load("fields", short.format(line)) == Outcome(0, 0, 2)
    assert load("fields", short.format(line.replace("Land", "Soil"))) == Outcome(0, 1, 1)
    assert stored(session) == [("dat-dai", "Đất đai", "Soil", ["nha-dat"])]
    assert session.scalar(select(Field.opened)) == date(2025, 7, 1)


def test_a_stored_group_may_be_named_or_renamed(session, load):
    load("fields", HEADER + GROUP)
    assert load("fields", HEADER + LAND) == Outcome(1, 0, 0)
    assert load("fields", HEADER + GROUP.replace("Land", "Ground")) == Outcome(0, 1, 0)
    assert session.scalar(select(FieldGroup.name_en)) == "Ground and houses"


def test_only_what_is_new_is_stored_if_so_wished(session, load):
    load("fields", HEADER + GROUP + LAND)
    text = (
        HEADER
        + GROUP
        + LAND.replace("Land,nha-dat", "Other,")
        + "field,van-hoa,Văn hóa,Culture,nha-dat,,\n"
    )
    assert load("fields", text, only_new=True) == Outcome(1, 0, 2)
    assert stored(session) == [
        ("dat-dai", "Đất đai", "Land", ["nha-dat"]),
        ("van-hoa", "Văn hóa", "Culture", ["nha-dat"]),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("field,x,X,X,y,,", "group 'y' is not known (column groups)"),
        ("area,x,X,X,,,", "'area' is not one of field, group (column kind)"),
        ("field,x,X,,,,", "the cell is empty (column name_en)"),
        (
            "group,x,X,X,nha-dat,,",
            "this stands with fields only, not with groups (column groups)",
        ),
        (
            "group,x,X,X,,,01/01/2025",
            "this stands with fields only, not with groups (column closed)",
        ),
        (
            "field,x,X,X,,02/01/2025,01/01/2025",
            "closed on 01/01/2025, which is not after 02/01/2025 (column closed)",
        ),
        ("field,dat-dai,X,X,,,", "'dat-dai field' is there already, in line 3 (column code)"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_stored(session, mistakes, line, reason):
    text = HEADER + GROUP + LAND + line + "\n"
    assert mistakes("fields", text) == [f"FILE, line 4: {reason}"]
    assert stored(session) == []


def test_a_group_and_a_field_may_have_the_same_code(load):
    assert load("fields", HEADER + "group,x,X,X,,,\nfield,x,X,X,x,,\n") == Outcome(2, 0, 0)

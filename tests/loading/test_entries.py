"""A header names the columns; a line is read whole, with all that is wrong in it."""

import pytest

from survey.loading import cells
from survey.loading.entries import (
    Column,
    Entry,
    check_header,
    doubled,
    filled_in,
    read_entries,
    unknown,
)
from survey.loading.problems import BadTable, Problem
from survey.loading.tables import Line

COLUMNS = (
    Column("code", cells.code),
    Column("name", cells.text),
    Column("opened", cells.day, optional=True),
    Column("note", cells.text, optional=True),
)


def said(header):
    with pytest.raises(BadTable) as refused:
        check_header(header, COLUMNS)
    return [problem.within("FILE") for problem in refused.value.problems]


@pytest.mark.parametrize("header", [("code", "name"), ("note", "opened", "name", "code")])
def test_columns_may_stand_in_any_order_and_some_be_left_out(header):
    assert check_header(header, COLUMNS) is None


def test_unknown_and_missing_columns_are_named_with_those_there_may_be():
    assert said(("codes", "name", "\x1b[2J")) == [
        "FILE: the column 'codes' is not known",
        "FILE: the column '\\x1b[2J' is not known",
        "FILE: the column 'code' is missing",
        "FILE: the columns are code, name; opened, note may be left out",
    ]


def test_every_cell_of_a_line_is_looked_at():
    lines = [
        Line(2, {"code": "a", "opened": "01/07/2025"}),
        Line(3, {"code": "", "opened": "soon", "note": "x"}),
    ]
    good, bad = read_entries(lines, COLUMNS)
    assert good == Entry(2, {"code": "a", "opened": cells.day("2025-07-01")})
    assert good["note"] is None
    assert bad.problems == (
        Problem(3, "the cell is empty", "code"),
        Problem(3, "'soon' is not a date such as 31/12/2026 or 2026-12-31", "opened"),
    )
    assert (bad["code"], bad["note"], bad.is_sound) == (None, "x", False)


def test_what_is_wrong_with_a_line_stands_before_what_is_wrong_in_its_cells():
    (entry,) = read_entries([Line(2, {"code": "", "opened": ""}, "one cell too many")], COLUMNS)
    assert entry.problems == (
        Problem(2, "one cell too many"),
        Problem(2, "the cell is empty", "code"),
    )


def test_of_a_line_without_cells_nothing_more_is_said():
    (entry,) = read_entries([Line(2, {}, "not CSV")], COLUMNS)
    assert entry == Entry(2, {}, (Problem(2, "not CSV"),))


def test_what_a_file_leaves_out_is_what_is_stored_but_an_empty_or_wrong_cell_is_not():
    lines = [
        Line(2, {"code": "a", "opened": ""}),
        Line(3, {"code": "b", "opened": "soon"}),
        Line(4, {"code": "new"}),
    ]
    stored = {code: {"opened": cells.day("2025-07-01"), "note": "kept"} for code in ("a", "b")}
    empty, wrong, new = filled_in(read_entries(lines, COLUMNS), stored, lambda each: each["code"])
    assert empty.values == {"code": "a", "opened": None, "note": "kept"}
    assert wrong.values == {"code": "b", "opened": None, "note": "kept"}
    assert new.values == {"code": "new"}


def test_a_line_with_an_unreadable_key_doubles_no_other():
    wrong = (Problem(3, "wrong", "year"),)
    entries = [
        Entry(2, {"code": "a", "year": None}),
        Entry(3, {"code": "a"}, wrong),
        Entry(4, {"code": None, "year": None}),
        Entry(5, {"code": None, "year": None}),
        Entry(6, {"code": "a", "year": None}),
    ]
    assert list(doubled(entries, "code", "year")) == [
        Problem(6, "'a' is there already, in line 2", "code")
    ]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("4", ", '00004' is: zeros in front may have got lost"),
        ("1", ", '01' is: zeros in front may have got lost"),
        ("5", ""),
        ("04", ", '00004' is: zeros in front may have got lost"),
        ("a", ""),
    ],
)
def test_zeros_that_got_lost_in_a_code_are_looked_for(code, hint):
    (problem,) = unknown([Entry(2, {"office": code})], "office", "office", ["00004", "01", "0000a"])
    assert problem == Problem(2, f"office '{code}' is not known{hint}", "office")


def test_each_unknown_code_in_a_cell_is_named():
    entries = [Entry(2, {"fields": ("a", "b", "c")}), Entry(3, {"fields": None})]
    assert list(unknown(entries, "fields", "field", ["b"])) == [
        Problem(2, "field 'a' is not known", "fields"),
        Problem(2, "field 'c' is not known", "fields"),
    ]

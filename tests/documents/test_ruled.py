"""Tables as the templates of paper take them."""

from survey.documents.blocks import Cell, Column, Kind, Table
from survey.documents.ruled import breakable, ruled
from tests.documents.samples import table_of

HIDDEN, DASH = Cell("Không công bố"), Cell("–")
NAME, STATUS = Cell("Xã", "xa"), Cell("Đạt", "met")


def table(*row):
    kinds = (Kind.TEXT, Kind.COUNT, Kind.NUMBER, Kind.NUMBER, Kind.STATUS)
    return Table("t", "T", tuple(Column(kind.value, "Cột", kind, "") for kind in kinds), (row,))


def spans(*row):
    (cells,) = ruled(table(*row))["rows"]
    return [(cell["text"], cell["spans"]) for cell in cells]


def test_what_is_hidden_in_a_run_of_columns_is_said_once_across_them():
    assert spans(NAME, HIDDEN, HIDDEN, HIDDEN, STATUS) == [
        ("Xã", 1),
        ("Không công bố", 3),
        ("Đạt", 1),
    ]
    assert spans(NAME, HIDDEN, DASH, HIDDEN, STATUS) == [
        ("Xã", 1),
        ("Không công bố", 1),
        ("–", 1),
        ("Không công bố", 1),
        ("Đạt", 1),
    ]


def test_what_is_not_there_and_what_is_equal_stand_in_cells_of_their_own():
    zero = Cell("0", 0)
    assert [span for _, span in spans(NAME, DASH, DASH, DASH, DASH)] == [1] * 5
    assert [span for _, span in spans(NAME, zero, zero, zero, STATUS)] == [1] * 5


def test_a_column_asks_for_its_longest_piece_and_line():
    columns = ruled(table_of(["Xã", "UBND phường Nam"], status="met"))["columns"]
    first, answered, *_ = columns
    assert (first["piece"], first["longest"]) == ("phường", "UBND phường Nam")
    assert answered["heading"] == "Số lượt trả lời\u00a0(n)"
    assert answered["heading_piece"] == "lời\u00a0(n)"


def test_hidden_words_ask_for_no_room():
    columns = ruled(table(NAME, HIDDEN, HIDDEN, HIDDEN, STATUS))["columns"]
    assert [column["longest"] for column in columns] == ["Xã", "", "", "", "Đạt"]


def test_only_pieces_that_fit_into_no_line_may_be_broken():
    assert breakable("Ủy ban nhân dân", 5) == "Ủy ban nhân dân"
    assert breakable("aaa bbbb", 3) == "aaa b\u200bb\u200bb\u200bb"
    assert breakable("≥\u00a090\u00a0%") == "≥\u00a090\u00a0%"


def test_short_tables_stay_on_one_page():
    assert ruled(table_of(["Xã"] * 12))["is_short"]
    assert not ruled(table_of(["Xã"] * 13))["is_short"]
    assert not ruled(table_of(["Xã" * 400] * 2))["is_short"]

"""A workbook's first sheet reads as a person sees it, and nothing in it is guessed."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from survey.loading.problems import BadTable
from survey.loading.rows import Row, Unreadable
from survey.loading.tables import read_table
from survey.loading.workbooks import LARGEST_UNPACKED, rows_of_workbook
from tests.loading.workbooks import saved, with_part, with_result, workbook

SHEET = "xl/worksheets/sheet1.xml"
DAMAGED = "FILE: this is not an Excel workbook, or a damaged one"


def cells(*values, formats=None):
    """What a line with these cells reads as; they stand in A2, B2 …"""
    names = [f"column {number}" for number, _ in enumerate(values)]
    content = workbook(names, list(values), formats=formats)
    return list(read_table(content).lines[0].cells.values())


def refusal(content):
    with pytest.raises(BadTable) as refused:
        read_table(content)
    return [problem.within("FILE") for problem in refused.value.problems]


def test_texts_numbers_dates_and_ticks_keep_their_kind():
    values = ["Sở", 42, 7.0, 92.5, date(2025, 7, 1), datetime(2025, 7, 2), True, None, "end"]  # noqa: DTZ001
    assert cells(*values) == [
        "Sở", 42, 7, 92.5, date(2025, 7, 1), date(2025, 7, 2), "true", "", "end",
    ]  # fmt: skip


def test_zeros_that_a_format_shows_are_kept():
    assert cells(1234, 7, 4, formats={"A2": "00000", "B2": "00"}) == ["01234", "07", 4]


def test_a_percentage_reads_as_it_is_shown():
    formats = {"A2": "0%", "B2": "0.0%", "C2": "0%"}
    assert cells(0.95, 0.925, 1, formats=formats) == ["95%", "92.5%", "100%"]


def test_times_of_day_are_not_dates():
    values = [datetime(2025, 7, 1, 9, 30), time(9, 30), timedelta(hours=30)]  # noqa: DTZ001
    assert cells(*values) == [
        Unreadable("2025-07-01 09:30:00 is a time of day"),
        Unreadable("09:30:00 is a time of day"),
        Unreadable("1 day, 6:00:00 is a time of day"),
    ]


def test_a_formula_gives_its_result_and_without_one_is_unreadable():
    content = workbook(["a", "b", "c", "d"], ["=1+1", "=1+2", '=IF(1,"")', '=A1&"x"'])
    content = with_result(content, "B2", 3)
    content = with_result(content, "C2", "", "str")
    content = with_result(content, "D2", "Sở", "str")
    line = read_table(content).lines[0]
    assert line.cells == {
        "a": Unreadable("a formula without a result; paste values"),
        "b": 3,
        "c": "",
        "d": "Sở",
    }


def test_an_error_in_a_cell_is_unreadable():
    content = with_result(workbook(["a"], ["=1/0"]), "A2", "#DIV/0!", "e")
    assert read_table(content).lines[0].cells == {
        "a": Unreadable("the cell shows the error #DIV/0!")
    }


def test_a_number_too_large_for_a_date_is_unreadable():
    assert cells(3_000_000_000, formats={"A2": "dd/mm/yyyy"}) == [
        Unreadable("the cell shows the error #VALUE!")
    ]


def test_rows_are_numbered_as_in_excel():
    book = Workbook()
    for place, value in {"A2": "code", "A4": "x", "A9": "y"}.items():
        book.active[place] = value
    table = read_table(saved(book))
    assert [(line.number, line.cells) for line in table.lines] == [
        (4, {"code": "x"}),
        (9, {"code": "y"}),
    ]


def test_the_first_sheet_is_read_even_if_another_was_looked_at_last():
    book = Workbook()
    book.active.append(["code"])
    book.active.append(["first"])
    book.create_sheet("Nháp").append(["nothing"])
    book.active = 1
    assert read_table(saved(book)).lines[0].cells == {"code": "first"}


def test_a_sheet_that_nobody_sees_is_passed_over():
    book = Workbook()
    book.active.append(["nothing"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Ẩn kỹ").sheet_state = "veryHidden"
    seen = book.create_sheet("Cơ quan")
    seen.append(["code"])
    seen.append(["seen"])
    assert read_table(saved(book)).lines[0].cells == {"code": "seen"}


def test_hidden_rows_and_columns_are_read_too():
    book = Workbook()
    book.active.append(["code", "name"])
    book.active.append(["a", "A"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    assert read_table(saved(book)).lines[0].cells == {"code": "a", "name": "A"}


def merged(*areas, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in areas:
        book.active.merge_cells(area)
    return saved(book)


def test_a_merged_cell_is_not_read_as_empty():
    rows = [
        ["code", "parent", "note"],
        ["a", "x", "n"],
        ["b"],
        ["c", None, "m"],
        [None],
        ["d", "y"],
    ]
    content = merged("B2:B5", "B6:C6", "E2:F3", rows=rows)
    one, other = (
        Unreadable(f"the cell is merged, {area}; split it and fill in each")
        for area in ("B2:B5", "B6:C6")
    )
    assert [list(line.cells.values()) for line in read_table(content).lines] == [
        ["a", "x", "n"],
        ["b", one, ""],
        ["c", one, "m"],
        ["d", "y", other],
    ]
    assert [line.problem for line in read_table(content).lines] == 4 * [""]


def test_a_merged_title_above_the_header_is_named():
    content = merged("A1:B1", rows=[["Danh sách cơ quan"], ["code", "name"], ["a", "A"]])
    reason = "the cell is merged, A1:B1; split it and fill in each"
    assert refusal(content) == [f"FILE, line 1: the names of the columns cannot be read: {reason}"]


def test_a_wrong_note_of_the_sheets_size_hides_nothing():
    content = workbook(["code", "name"], ["a", "b"])
    short = with_part(content, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'))
    assert short != content
    assert read_table(short) == read_table(content)


def test_cells_that_are_only_coloured_are_not_there():
    content = workbook(["code"], ["a"], formats={"C1": "0", "B7": "00"})
    assert list(rows_of_workbook(content)) == [Row(1, ("code",)), Row(2, ("a",))]


def test_an_empty_workbook_is_an_empty_file():
    assert refusal(workbook()) == ["FILE: the file is empty"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and nothing else",
        workbook(["code"], ["a"])[:-30],
        with_part(workbook(["code"], ["a"]), SHEET, lambda xml: xml[:-40]),
        with_part(workbook(["code"], ["a"]), SHEET, lambda xml: xml.replace(b'r="A2"', b'r="?"')),
        with_part(workbook(["code"], [1]), SHEET, lambda xml: xml.replace(b"<v>1<", b"<v>one<")),
        with_part(workbook(["code"], ["a"]), "xl/workbook.xml", lambda _: b""),
    ],
)
def test_damaged_workbooks_are_refused(content):
    assert refusal(content) == [DAMAGED]


LETTER = b"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/></Types>"""


@pytest.mark.parametrize(
    "parts",
    [{}, {"letter.txt": b"hello"}, {"[Content_Types].xml": LETTER, "word/document.xml": b""}],
)
def test_a_zip_file_of_another_kind_is_refused(parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(file.getvalue()) == [DAMAGED]


# In the directory of a ZIP file: bytes 8 and 9 are flags, 1 for "encrypted"; 10 and 11 the method.
@pytest.mark.parametrize(("place", "value"), [(8, 1), (10, 99)])
def test_a_workbook_packed_in_an_unusual_way_is_refused(place, value):
    content = bytearray(workbook(["code"], ["a"]))
    entry = content.index(b"PK\x01\x02")
    while entry >= 0:
        content[entry + place] = value
        entry = content.find(b"PK\x01\x02", entry + 1)
    assert refusal(bytes(content)) == [DAMAGED]


def test_a_workbook_that_was_cut_off_anywhere_is_refused():
    content = workbook(["code"], ["a"])
    for length in range(4, len(content), 97):
        assert refusal(content[:length]) == [DAMAGED]


def test_a_workbook_that_unpacks_to_more_than_200_mb_is_refused():
    file = BytesIO(workbook(["code"], ["a"]))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/picture.bin", "w") as picture,
    ):
        for _ in range(LARGEST_UNPACKED // 2**20):
            picture.write(bytes(2**20))
    assert len(file.getvalue()) < 2**20
    assert refusal(file.getvalue()) == ["FILE: unpacked, the workbook is larger than 200 MB"]


def test_a_row_further_down_than_excel_goes_is_refused():
    content = workbook(["code"], ["a"])
    content = with_part(
        content,
        SHEET,
        lambda xml: xml.replace(b'<row r="2"', b'<row r="999999999"').replace(
            b'r="A2"', b'r="A999999999"'
        ),
    )
    assert refusal(content) == ["FILE: more than 1048576 rows"]

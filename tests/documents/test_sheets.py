"""Workbooks: on the first sheet what everything means, then a sheet for each table."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from analysis.charts.statuses import LOOKS
from survey.documents.sheets import xlsx
from survey.documents.signs import SIGNS
from tests.documents.made import HOSTILE, LONG, large, table_of, with_tables


def is_day(row):
    return row and isinstance(row[-1], datetime)


def opened(document):
    return openpyxl.load_workbook(io.BytesIO(xlsx(document)))


@pytest.fixture
def book(told):
    return opened(told("vi"))


def test_the_first_sheet_says_of_whom_it_is_and_what_columns_mean(book, told):
    document = told("vi")
    rows = [[*filter(None, row)] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert book.sheetnames[0] == "Giải thích"
    assert [row[0] for row in rows[:4]] == [
        "BÁO CÁO", document.head.subject, "UBND xã Bình An", "Bản dự thảo, chưa ban hành",
    ]  # fmt: skip
    assert ["SHA-256 của số liệu", document.head.figures] in rows
    assert ["Từ ngày", date(2026, 9, 15)] in [
        [row[0], row[-1].date()] for row in rows if is_day(row)
    ]
    sheet = book.sheetnames[1]
    assert sheet == "1 Tỷ lệ hài lòng chung"
    means = "Tỷ lệ hài lòng, làm tròn nửa lên đến một chữ số thập phân."
    assert [sheet, "Tỷ lệ hài lòng, %", "percent", means] in rows
    notes = "Dấu –: chưa có lượt trả lời, chưa biết số liệu, hoặc không áp dụng."
    assert [sheet, notes] in rows


def test_numbers_are_numbers_that_are_shown_as_they_are_read(book):
    row = [(cell.value, cell.number_format) for cell in book.worksheets[1][2]]
    assert row[1:6] == [
        (16, "#,##0"), (20, "#,##0"), (100, "#,##0"), (78, "0.0"), (53.6, "0.0"),
    ]  # fmt: skip


def test_heads_are_frozen_and_have_filters(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


def test_a_status_holds_its_word_and_shows_its_sign(book):
    (cell,) = [c for c in book.worksheets[1][2] if c.value == "Chưa đạt, chưa đủ bằng chứng"]
    assert (cell.number_format, cell.font.color.rgb) == ('"▽ "@', "00A15C00")


def test_signs_have_the_colours_of_charts():
    assert {key: f"#{sign.colour.lower()}" for key, sign in SIGNS.items()} == {
        key: colour for key, (colour, _) in LOOKS.items()
    }


def test_what_looks_like_a_formula_is_text(told):
    sheet = opened(with_tables(told("vi"), table_of(HOSTILE))).worksheets[-1]
    rows = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in rows] == [*HOSTILE]
    assert {cell.data_type for cell in rows} == {"s"}
    assert [cell.quotePrefix for cell in rows] == [text[0] in "=+-@" for text in HOSTILE]


def test_what_is_hidden_says_so(told):
    sheet = opened(with_tables(told("vi"), table_of(["A", "B"]))).worksheets[-1]
    assert [cell.value for cell in sheet["C"]] == ["Tỷ lệ hài lòng, %", "Không công bố", 92.4]


def test_sheets_have_short_names_of_their_own(told):
    tables = [table_of(["A"], f"many-{n}") for n in range(12)]
    long = [type(each)(each.key, f"[{LONG}]: */?\\", each.columns, each.rows) for each in tables]
    names = opened(with_tables(told("vi"), *long)).sheetnames
    assert max(map(len, names)) == 31
    assert len({name.casefold() for name in names}) == len(names)
    assert not {letter for name in names for letter in name} & set("[]:*?/\\")


def test_the_same_document_is_the_same_file(told):
    assert xlsx(large(told("vi"))) == xlsx(large(told("vi")))
    properties = opened(told("vi")).properties
    assert properties.created == properties.modified
    assert properties.created.date() == date(2026, 10, 20)

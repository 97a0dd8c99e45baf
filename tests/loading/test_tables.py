"""A file is read as a person sees it, or refused with the line that cannot be read."""

import unicodedata

import pytest

from survey.loading.problems import BadTable
from survey.loading.tables import LARGEST, Line, Table, read_file, read_table


def refusal(content):
    with pytest.raises(BadTable) as refused:
        read_table(content if isinstance(content, bytes) else content.encode())
    return [problem.within("FILE") for problem in refused.value.problems]


def numbered(content):
    table = read_table(content.encode())
    return [(line.number, *line.cells.values()) for line in table.lines]


GOOD = Table(("code", "name"), (Line(2, {"code": "a", "name": "Sở"}),))


@pytest.mark.parametrize(
    "content",
    [
        "code,name\na,Sở\n".encode(),
        "code,name\na,Sở".encode(),
        "code,name\r\na,Sở\r\n".encode(),
        "\ufeffcode,name\na,Sở\n".encode(),
        "code;name\na;Sở\n".encode(),
        "\ufeffcode;name\r\na;Sở\r\n".encode(),
        "CODE, Name \n a ,\u00a0Sở \n".encode(),
        '"code","name"\n"a","Sở"\n'.encode(),
        "code,name,,\na,Sở,,\n".encode(),
        unicodedata.normalize("NFD", "code,name\na,Sở\n").encode(),
    ],
)
def test_the_same_table_may_be_written_in_many_ways(content):
    assert read_table(content) == GOOD


def test_names_of_columns_may_be_written_with_spaces():
    table = read_table("First  Year,on_time,Tên\n2026,1,a\n".encode())
    assert table.header == ("first_year", "on_time", "tên")


def test_a_comma_in_a_semicolon_file_is_part_of_the_cell():
    assert numbered("code;threshold\na;92,5\n") == [(2, "a", "92,5")]


def test_lines_are_numbered_as_an_editor_numbers_them():
    text = 'code,name\n\na,"two\nlines"\n,\nb,"three\r\n\nlines"\nc,last\n'
    assert numbered(text) == [
        (3, "a", "two\nlines"),
        (6, "b", "three\r\n\nlines"),
        (9, "c", "last"),
    ]


def test_blank_lines_may_stand_before_the_header():
    assert numbered("\n,,\ncode,name\na,Sở\n") == [(4, "a", "Sở")]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b",,\n,,\n", b"  \n"])
def test_an_empty_file_is_refused(content):
    assert refusal(content) == ["FILE: the file is empty"]


@pytest.mark.parametrize("content", ["code,name", "code,name\n\n,\n"])
def test_a_header_alone_is_refused(content):
    assert refusal(content) == ["FILE: there is a header, but no line under it"]


def test_a_doubled_column_is_refused_by_name():
    assert refusal("code,Name,x,name,X\na,b,c,d,e\n") == [
        "FILE, line 1: the column 'name' is there twice",
        "FILE, line 1: the column 'x' is there twice",
    ]


def test_a_cell_without_a_column_is_a_problem_of_its_line_alone():
    table = read_table(b"code,,name\na,b,c\na,,c,,\na,,c,d,e\na\n")
    assert [(line.number, line.problem) for line in table.lines] == [
        (2, "'b' stands under no column's name"),
        (3, ""),
        (4, "'d' stands under no column's name"),
        (5, "the line breaks off: 1 cells of 3"),
    ]
    assert [dict(line.cells) for line in table.lines[:3]] == 3 * [{"code": "a", "name": "c"}]
    assert table.lines[3].cells == {"code": "a"}


def test_windows_1258_is_refused_with_the_line_and_the_byte():
    assert refusal("code,name\na,Sở\nb,".encode() + "Hà".encode("cp1258") + b"\n") == [
        "FILE, line 3: byte 4 of the line, 0xE0, is not UTF-8; save it as 'CSV UTF-8'"
    ]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_refused_by_name(encoding, mark):
    content = f"{mark}code,name\na,Sở\n".encode(encoding)
    assert refusal(content) == ["FILE: the file is UTF-16; save it as 'CSV UTF-8'"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('c,"d"e', "a quotation mark stands inside a cell; write it twice"),
        ('"c\n\nc"c,d', "a quotation mark stands inside a cell; write it twice"),
        (
            f"c,{131_073 * 'd'}",
            "a cell has more than 131072 characters; a quotation mark may be open before it",
        ),
    ],
)
def test_a_line_that_is_not_csv_is_named_and_those_after_it_are_read(wrong, reason):
    table = read_table(f"code,name\na,b\n{wrong}\ne,f\n".encode())
    assert [(line.cells.get("code"), line.problem) for line in table.lines] == [
        ("a", ""),
        (None, reason),
        ("e", ""),
    ]
    assert [line.number for line in table.lines] == [2, 3, 4 + wrong.count("\n")]


def test_a_quotation_mark_that_nobody_closes_is_named_where_it_stands():
    table = read_table(b'code,name\na,b\nc,"open\ne,f\n')
    assert [(line.number, line.problem) for line in table.lines] == [
        (2, ""),
        (3, "a quotation mark opens a cell and none closes it"),
    ]


UNNAMED = "the names of the columns cannot be read"


def test_a_header_that_is_not_csv_is_refused():
    assert refusal('code,"na"me\na,b\n') == [
        f"FILE, line 1: {UNNAMED}: a quotation mark stands inside a cell; write it twice"
    ]


def test_old_and_protected_excel_files_are_refused():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)) == [
        "FILE: this is an old or a protected Excel file; save it as .xlsx, unprotected"
    ]


@pytest.mark.parametrize("name", ["x.xlsx", "X.XLSX", "x.xlsm", "x.xls"])
@pytest.mark.parametrize(
    "content", [b"\x8f\x03garbage\xff\x00", b"PK", b"code,name\na,b\n", b"<html><table></table>"]
)
def test_what_is_called_a_workbook_must_be_one(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadTable) as refused:
        read_file(tmp_path / name)
    assert str(refused.value) == "table: this is not an Excel workbook, or a damaged one"


def test_an_empty_file_is_empty_whatever_it_is_called(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"")
    with pytest.raises(BadTable, match="the file is empty"):
        read_file(tmp_path / "x.xlsx")


def test_a_file_of_more_than_20_mb_is_refused(tmp_path):
    content = b"code,name\n" + (b"a," + b"x" * 100_000 + b"\n") * 210
    file = tmp_path / "large.csv"
    file.write_bytes(content[:LARGEST])
    assert len(read_file(file).lines) == 210
    file.write_bytes(content[: LARGEST + 1])
    with pytest.raises(BadTable, match="the file is larger than 20 MB; split it into several"):
        read_file(file)

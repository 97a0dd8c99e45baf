"""A report as files of data: a CSV for each table, a dictionary of what is in them, and the figures
themselves.

Numbers have a point, days are written as 2026-12-14, cells are set apart by commas: programs read
them alike everywhere. With semicolons, a spreadsheet here would open them and take 12.5 for a day
of May; people have the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from analysis.words import Words
from survey.documents.archives import packed
from survey.documents.blocks import Cell, Column, Document, Kind, Table
from survey.documents.cells import UNKNOWN
from survey.documents.columns import CODE
from survey.spreadsheets import csv_file, quoted

FIGURES, DICTIONARY = "figures.json", "dictionary.csv"
HEADINGS = ("file", "column", "kind", "name", "means")
EMPTY = Words(
    "Ô trống: chưa có lượt trả lời, chưa biết số liệu, hoặc không áp dụng.",
    "An empty cell: nobody answered, the number is not known, or it does not apply.",
)
WHOLE = Words(
    "Toàn bộ số liệu của báo cáo, dạng JSON chuẩn; mã băm SHA-256 của tệp này là: {digest}",
    "All figures of the report as canonical JSON; the SHA-256 of this file is: {digest}",
)
Row = tuple[str, ...]


def csv(document: Document, canonical: bytes) -> bytes:
    """A ZIP of them: the same document is always the same bytes."""
    tables = [*document.tables()]
    files = [(f"{table.key}.csv", _file(table)) for table in tables]
    dictionary = csv_file([HEADINGS, *map(_quoted, _dictionary(document, tables))], ",")
    return packed([(DICTIONARY, dictionary), (FIGURES, canonical), *files])


def written(cell: Cell) -> str:
    """As a program reads it; what is hidden says so, and what is not known is empty."""
    match cell.value:
        case None:
            return "" if cell.text == UNKNOWN.text else cell.text
        case Decimal():
            return f"{cell.value:f}"
        case date():
            return cell.value.isoformat()
    return quoted(str(cell.value))


def _file(table: Table) -> bytes:
    rows = [[_written(n, cell, table) for n, cell in enumerate(row)] for row in table.rows]
    return csv_file([[column.key for column in table.columns], *rows], ",")


def _written(number: int, cell: Cell, table: Table) -> str:
    return quoted(cell.text) if _is_name(number, table) else written(cell)


def _is_name(number: int, table: Table) -> bool:
    """The heading of a row is written in words if its code stands beside it."""
    return number == 0 and any(column.key == CODE.key for column in table.columns)


def _dictionary(document: Document, tables: list[Table]) -> Iterator[Row]:
    digest = document.head.figures
    yield "*", "", "note", "", EMPTY.said(document.language)
    yield FIGURES, "", "file", digest, WHOLE.said(document.language, digest=digest)
    for table in tables:
        file = f"{table.key}.csv"
        yield file, "", "table", table.caption, ""
        for number, column in enumerate(table.columns):
            yield file, column.key, column.kind.value, column.heading, column.means
            yield from _values(file, number, column, table)
        yield from ((file, "", "note", "", note) for note in table.notes)


def _values(file: str, number: int, column: Column, table: Table) -> Iterator[Row]:
    """What the keys in a column are called."""
    if column.kind not in {Kind.TEXT, Kind.STATUS} or _is_name(number, table):
        return
    found = {row[number].value: row[number].text for row in table.rows}
    for value, text in found.items():
        if isinstance(value, str) and value != text:
            yield file, column.key, "value", value, text


def _quoted(row: Row) -> Row:
    return tuple(quoted(text) for text in row)

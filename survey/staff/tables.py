"""Files to fill in: a table that the loaders read, and a sheet that explains its columns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from survey.loading.changes import Said, written
from survey.spreadsheets import csv_file, text_cell
from survey.staff.exports import KINDS

FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""How a cell begins that a spreadsheet would work out, and that the loaders read as words if one
more quotation mark stands before it."""
AS_TEXT = "@"
WIDTH = 18

Rows = Iterable[Sequence[str | int]]


def attachment(content: bytes, name: str, file: str) -> Response:
    """A file to be kept by whoever asked for it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{file}"',
        "Cache-Control": "no-store",
    }
    return Response(content, content_type=KINDS[file], headers=headers)


def table(file: str, header: Sequence[str], rows: Rows, guide: Rows = ()) -> bytes:
    """A table as CSV or, with a second sheet as a guide, as XLSX."""
    harmless = [[_harmless(cell) for cell in row] for row in rows]
    rows_of_file = [header, *harmless]
    return csv_file(rows_of_file) if file == "csv" else _xlsx(rows_of_file, guide)


def lines(header: Sequence[str], things: Iterable[Said]) -> Rows:
    """What stands under a header for each thing; numbers stay numbers."""
    return ([_cell(thing.get(name)) for name in header] for thing in things)


def _cell(value: Any) -> str | int:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number else written(value)


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _xlsx(rows: Rows, guide: Rows) -> bytes:
    book = Workbook(write_only=True)
    _sheet(book, rows)
    if guide:
        _sheet(book, guide, width=3 * WIDTH)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, rows: Rows, width: int = WIDTH) -> None:
    """Columns of text: what is typed there later keeps its leading zeros."""
    sheet = book.create_sheet()
    all_rows = list(rows)
    for number in range(1, len(all_rows[0]) + 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.number_format, column.width = AS_TEXT, width
    for number, row in enumerate(all_rows):
        cells = [_in_sheet(sheet, cell) for cell in row]
        for cell in cells if number == 0 else ():
            cell.font = Font(bold=True)
        sheet.append(cells)


def _in_sheet(sheet: object, value: str | int) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = text_cell(sheet, value)
    cell.number_format = AS_TEXT
    return cell

"""Lists as files for a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from flask import Response
from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from analysis.words import Language, decimal
from survey.languages import language
from survey.periods import ZONE
from survey.spreadsheets import csv_file, quoted, text_cell
from survey.staff.lists import Cell, Shown

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(shown: Shown, name: str) -> Response | None:
    """The list as a file, if one was asked for."""
    kind = shown.wanted.file
    if not kind:
        return None
    content = _csv(shown) if kind == "csv" else _xlsx(shown)
    disposition = f'attachment; filename="{name}.{kind}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, content_type=KINDS[kind], headers=headers)


def _rows(shown: Shown) -> Iterator[list[Cell]]:
    yield [gettext(column.title) for column in shown.listing.columns]
    for row in shown.rows:
        yield [column.cell(row) for column in shown.listing.columns]


def _csv(shown: Shown) -> bytes:
    return csv_file([_as_text(cell) for cell in row] for row in _rows(shown))


def _as_text(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell.astimezone(ZONE):%d/%m/%Y %H:%M:%S}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case Decimal():
            return decimal(cell, cast("Language", language()))
        case str():
            return quoted(cell)
    return cell


def _xlsx(shown: Shown) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number, row in enumerate(_rows(shown)):
        cells = [_cell(sheet, cell) for cell in row]
        for cell in cells if number == 0 else ():
            cell.font = Font(bold=True)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: object, value: Cell) -> WriteOnlyCell:
    if isinstance(value, datetime):  # Excel knows no time zones.
        value = value.astimezone(ZONE).replace(tzinfo=None)
    return text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value=value)

"""Lists as files for a spreadsheet, which must not take what somebody typed for a formula."""

from __future__ import annotations

import csv
import io
import re
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
from survey.staff.lists import Cell, Shown

FORMULA = re.compile(r"[=+\-@\t\r\n]")
"""How a cell begins that a spreadsheet would work out. OWASP, "CSV Injection"."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no XML may have."""
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
    """With semicolons and a mark in front, as Excel opens it here by itself."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_as_text(cell) for cell in row] for row in _rows(shown))
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str | int:
    """A quotation mark in front makes words of what would be a formula."""
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
            return f"'{cell}" if FORMULA.match(cell) else cell
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
    if isinstance(value, str):
        value = UNPRINTABLE.sub("", value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # Words, also when they begin like a formula.
    return cell

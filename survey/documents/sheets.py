"""A report as a workbook: on the first sheet what it is of and what everything means, then a sheet
for each table, with numbers that are numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from analysis.words import Language
from survey.documents.archives import repacked
from survey.documents.blocks import Cell, Column, Document, Kind, Table
from survey.documents.facts import moment_of
from survey.documents.guide import FIRST, Guide, guide
from survey.documents.signs import SIGNS
from survey.spreadsheets import text_cell

COUNT, DAY = "#,##0", "dd/mm/yyyy"
MARK = {"vi": ",", "en": "."}
"""Before the decimals of what people read; the workbook shows as many, with the reader's mark."""
FACE = {"name": "Calibri", "size": 11}
"""What the other cells are in: openpyxl says nothing of a face where it is not told one."""
BOLD, LARGE = Font(**FACE, bold=True), Font(**{**FACE, "size": 14}, bold=True)
SHADE = PatternFill("solid", fgColor="EEF1F4")
LEFT = Alignment(vertical="top", horizontal="left", wrap_text=True)
RIGHT = Alignment(vertical="top", horizontal="right", wrap_text=True)
NUMBERS = {Kind.COUNT, Kind.NUMBER}
A4 = 9
NARROWEST, WIDEST = 10, 60
GUIDE_WIDTHS = (34, 70, 22, 70)
LINE = 15
"""How high a line is, in points."""


@dataclass
class Sheet:
    """A sheet that grows row by row; a row is as high as its words need."""

    made: Any
    widths: Sequence[int]
    rows: int = 0

    def __post_init__(self) -> None:
        for number, width in enumerate(self.widths, 1):
            self.made.column_dimensions[get_column_letter(number)].width = width
        _set_paper(self.made)

    def add(self, cells: Sequence[WriteOnlyCell]) -> None:
        """One more row."""
        self.rows += 1
        told = zip(cells, self.widths, strict=False)
        lines = [ceil(len(str(c.value)) / width) for c, width in told if c.alignment.wrap_text]
        if lines and max(lines) > 1:
            self.made.row_dimensions[self.rows].height = LINE * max(lines)
        self.made.append(cells)


def xlsx(document: Document) -> bytes:
    """The file: the same document is always the same bytes."""
    book = Workbook(write_only=True)
    told = guide(document)
    _guide(book, told, document.language)
    for table in document.tables():
        if table.key not in FIRST:
            _sheet(book, told.sheets[table.key], table, document.language)
    _set_properties(book, document)
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:  # Workbook.save() would look at the clock.
        ExcelWriter(book, archive).save()
    return repacked(file.getvalue())


def _set_properties(book: Workbook, document: Document) -> None:
    about, head = book.properties, document.head
    about.title, about.subject = head.subject, head.span
    about.creator, about.description = head.issuer, head.state
    about.identifier, about.language = head.figures, document.language
    about.created = about.modified = moment_of(document)


def _guide(book: Workbook, told: Guide, language: Language) -> None:
    sheet = Sheet(book.create_sheet(told.name), GUIDE_WIDTHS)
    for number, line in enumerate(told.head):
        sheet.add([_styled(text_cell(sheet.made, line), BOLD if number else LARGE)])
    for table in told.tables:
        sheet.add([])
        sheet.add([_styled(text_cell(sheet.made, table.caption), BOLD)])
        _add(sheet, table, language)


def _sheet(book: Workbook, name: str, table: Table, language: Language) -> None:
    columns = enumerate(table.columns)
    widths = [_width(column, [row[number] for row in table.rows]) for number, column in columns]
    sheet = Sheet(book.create_sheet(name), widths)
    sheet.made.freeze_panes, sheet.made.print_title_rows = "B2", "1:1"
    last = get_column_letter(len(table.columns))
    sheet.made.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    _add(sheet, table, language)


def _set_paper(sheet: Any) -> None:
    """Printed as wide as a sheet of A4 on its side."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _add(sheet: Sheet, table: Table, language: Language) -> None:
    sheet.add([_head(sheet.made, column) for column in table.columns])
    for row in table.rows:
        told = zip(row, table.columns, strict=True)
        sheet.add([_cell(sheet.made, cell, column, language) for cell, column in told])


def _head(sheet: Any, column: Column) -> WriteOnlyCell:
    cell = _styled(text_cell(sheet, column.heading), BOLD)
    cell.fill = SHADE
    return _aligned(cell, column)


def _styled(cell: WriteOnlyCell, font: Font) -> WriteOnlyCell:
    cell.font = font
    return cell


def _cell(sheet: Any, cell: Cell, column: Column, language: Language) -> WriteOnlyCell:
    """As it is read, and of the type that it has."""
    match cell.value:
        case Decimal():
            places = len(cell.text.partition(MARK[language])[2])
            return _typed(sheet, cell.value, column, f"0.{'0' * places}" if places else "0")
        case int():
            return _typed(sheet, cell.value, column, COUNT)
        case date():
            return _typed(sheet, cell.value, column, DAY)
        case str() if column.kind is Kind.STATUS:
            return _status(sheet, cell.text, cell.value)
    return _aligned(text_cell(sheet, cell.text), column)


def _typed(sheet: Any, value: object, column: Column, shown: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = shown
    return _aligned(cell, column)


def _status(sheet: Any, word: str, status: str) -> WriteOnlyCell:
    """The word alone is what the cell holds, for filters: the sign belongs to how it is shown."""
    cell, sign = text_cell(sheet, word), SIGNS[status]
    cell.number_format, cell.alignment = f'"{sign.letter} "@', LEFT
    return _styled(cell, Font(**FACE, color=sign.colour))


def _aligned(cell: WriteOnlyCell, column: Column) -> WriteOnlyCell:
    cell.alignment = RIGHT if column.kind in NUMBERS else LEFT
    return cell


def _width(column: Column, under: Sequence[Cell]) -> int:
    longest = max([len(column.heading) // 2, *(len(cell.text) for cell in under)])
    return min(WIDEST, max(NARROWEST, longest + 4))

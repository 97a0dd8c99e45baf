"""Cells of files for a spreadsheet, which must not take what somebody typed for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl.cell import WriteOnlyCell

FORMULA = re.compile(r"[=+\-@\t\r\n]")
"""How a cell begins that a spreadsheet would work out. OWASP, "CSV Injection"."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML may have."""


def csv_file(rows: Iterable[Sequence[object]], delimiter: str = ";") -> bytes:
    """Rows with a mark in front and, if nothing else is said, semicolons between the cells: so
    Excel opens them here by itself."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def quoted(text: str) -> str:
    """The text for a CSV: a quotation mark in front makes words of what would be a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def printable(text: str) -> str:
    """The text without what no XML may have."""
    return UNPRINTABLE.sub("", text)


def text_cell(sheet: object, text: str) -> WriteOnlyCell:
    """Words in a sheet, also when they begin like a formula and somebody edits them."""
    cell = WriteOnlyCell(sheet, value=printable(text))
    cell.data_type = "s"
    if FORMULA.match(text):
        cell.quotePrefix = True
    return cell

"""Rows of the first visible sheet of an XLSX workbook, as a person sees them."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from lzma import LZMAError
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from forms.web import translatable
from survey.loading.merged import with_notes
from survey.loading.problems import of_file
from survey.loading.rows import Cell, Row, Unreadable
from survey.loading.sentences import Sentence

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 1_048_576
"""More than that Excel does not make."""

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")

UNREADABLE = translatable("this is not an Excel workbook, or a damaged one")
TOO_MANY_ROWS = translatable("more than %(most)s rows")
BOMB = translatable("unpacked, the workbook is larger than 200 MB")
ERROR = translatable("the cell shows the error %(error)s")
NO_RESULT = Sentence(translatable("a formula without a result; paste values"))
TIME_OF_DAY = translatable("%(cell)s is a time of day")

NOT_A_WORKBOOK = (
    BadZipFile,
    zlib.error,
    LZMAError,
    SyntaxError,  # Of either library that may read the XML.
    LookupError,
    ValueError,
    ArithmeticError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,
)
"""What openpyxl raises over a damaged file: it does not say so in its own words."""


def rows_of_workbook(content: bytes, most: int = MOST_ROWS) -> Iterator[Row]:
    """The rows of the first visible sheet, each up to the last cell in which something stands."""
    try:
        _refuse_a_bomb(content)
        rows = _rows(content, most)
    except NOT_A_WORKBOOK as error:
        raise of_file(UNREADABLE) from error
    if rows and rows[-1].number > most:
        raise of_file(TOO_MANY_ROWS, most=most)
    return iter(rows)


def _refuse_a_bomb(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise of_file(BOMB)


def _rows(content: bytes, most: int) -> Sequence[Row]:
    with warnings.catch_warnings(), ExitStack() as open_books:
        warnings.simplefilter("ignore")  # openpyxl's, about styles and validations it does not keep
        results = _first_sheet(content, open_books, data_only=True)
        xml = _xml(results)
        # To read everything twice takes twice as long, which few workbooks need.
        formulas = _first_sheet(content, open_books) if FORMULA.search(xml) else None
        pairs = (
            zip(results.iter_rows(), formulas.iter_rows(), strict=True)
            if formulas
            else ((row, row) for row in results.iter_rows())
        )
        numbered = enumerate(islice(pairs, most + 1), 1)
        rows = (Row(number, _trimmed(map(_cell, *pair))) for number, pair in numbered)
        filled = [row for row in rows if row.cells or row.number > most]
    return with_notes(filled, xml)


def _first_sheet(content: bytes, open_books: ExitStack, *, data_only: bool = False) -> Any:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    open_books.callback(book.close)
    sheets = book.worksheets
    sheet = next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])
    sheet.reset_dimensions()  # Some programs write "A1" whatever there is.
    return sheet


def _xml(sheet: Any) -> bytes:
    """A sheet as it is written: in this way of reading, openpyxl says nothing of merged cells."""
    with sheet._get_source() as part:
        return bytes(part.read())


def _trimmed(cells: Iterator[Cell]) -> tuple[Cell, ...]:
    kept = list(cells)
    while kept and kept[-1] == "":
        kept.pop()
    return tuple(kept)


def _cell(result: Any, formula: Any) -> Cell:
    """What a cell shows, given how it reads with formulas worked out and as they are written."""
    if result.data_type == "e":
        return Unreadable(Sentence(ERROR, error=result.value))
    if result.value is None:
        # A formula whose result is an empty text is marked as text, one never worked out is not.
        never_worked_out = formula.data_type == "f" and result.data_type != "str"
        return Unreadable(NO_RESULT) if never_worked_out else ""
    return _value(result.value, result.number_format)


def _value(value: Any, shown_as: str) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(value, shown_as)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else _time_of_day(value)
    return value if isinstance(value, str | date) else _time_of_day(value)


def _time_of_day(value: object) -> Unreadable:
    return Unreadable(Sentence(TIME_OF_DAY, cell=value))


def _number(value: float, shown_as: str) -> Cell:
    if "%" in shown_as:
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    whole = int(value) if value == int(value) else value
    return f"{whole:0{len(shown_as)}d}" if set(shown_as) == {"0"} else whole

"""A table read from a CSV or XLSX file: a header, and lines that know their number."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from forms.web import translatable
from survey.loading.delimited import is_no_text, rows_of_csv
from survey.loading.problems import BadTable, Problem, of_file, quoted
from survey.loading.rows import Cell, Row, Unreadable
from survey.loading.sentences import Sentence
from survey.loading.workbooks import MOST_ROWS, TOO_MANY_ROWS, UNREADABLE, rows_of_workbook

TOO_LARGE = translatable("the file is larger than 20 MB; split it into several")
NEITHER = translatable("this is neither a CSV nor an XLSX file; save the table as one of these")
EMPTY = translatable("the file is empty")
HEADER_ALONE = translatable("there is a header, but no line under it")
OLD_OR_PROTECTED = translatable(
    "this is an old or a protected Excel file; save it as .xlsx, unprotected"
)
UNREADABLE_NAMES = translatable("the names of the columns cannot be read: %(problem)s")
COLUMN_TWICE = translatable("the column %(column)s is there twice")
STRAY = translatable("%(cell)s stands under no column's name")

LARGEST = 20 * 1024 * 1024
OF_EXCEL = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb")
"""How files are called that are to be opened with Excel alone."""
OF_TABLES = ("", ".csv", ".txt", *OF_EXCEL)
"""How names end that a table may have."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How files of Excel before 2007 begin, and those that a password protects."""


@dataclass(frozen=True)
class Line:
    """What stands under each column's name; an empty text where nothing does."""

    number: int
    cells: Mapping[str, Cell]
    problem: str = ""
    """What is wrong with the line itself, which may lack cells then."""


@dataclass(frozen=True)
class Table:
    """The lines under a header."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]


def table_of_lines(lines: Sequence[Mapping[str, Cell]]) -> Table:
    """The table that a form makes: what was typed under the name of each column that it shows."""
    tidy = [{name: _tidy(cell) for name, cell in line.items()} for line in lines]
    header = tuple(dict.fromkeys(name for line in tidy for name in line))
    return Table(header, tuple(Line(number, line) for number, line in enumerate(tidy, 1)))


def read_file(path: Path) -> Table:
    """The table in a file."""
    with path.open("rb") as file:
        return read_named(path.name, file.read(LARGEST + 1))


def read_named(name: str, content: bytes, most: int = MOST_ROWS) -> Table:
    """The table that the bytes of a file of this name hold, if it has no more rows than that."""
    if len(content) > LARGEST:
        raise of_file(TOO_LARGE)
    if Path(name).suffix.lower() not in OF_TABLES:
        raise of_file(NEITHER)
    is_excel = name.lower().endswith(OF_EXCEL)
    if is_excel and content and not content.startswith((*ZIP, OLD_OFFICE)):
        raise of_file(UNREADABLE)
    return read_table(content, most)


def read_table(content: bytes, most: int = MOST_ROWS) -> Table:
    """The table that a file's bytes hold."""
    rows = (replace(row, cells=tuple(map(_tidy, row.cells))) for row in _rows(content, most))
    filled = [row for row in rows if row.problem or any(cell != "" for cell in row.cells)]
    if not filled:
        raise of_file(EMPTY)
    header = _header(filled[0])
    if not filled[1:]:
        raise of_file(HEADER_ALONE)
    return Table(tuple(filter(None, header)), tuple(_line(row, header) for row in filled[1:]))


def _rows(content: bytes, most: int) -> Iterator[Row]:
    if content.startswith(OLD_OFFICE):
        raise of_file(OLD_OR_PROTECTED)
    if content.startswith(ZIP):
        return rows_of_workbook(content, most)
    if is_no_text(content):
        raise of_file(NEITHER)
    return _no_more_than(most, rows_of_csv(content))


def _no_more_than(most: int, rows: Iterator[Row]) -> Iterator[Row]:
    yield from islice(rows, most)
    if next(rows, None):
        raise of_file(TOO_MANY_ROWS, most=most)


def _tidy(cell: Cell) -> Cell:
    return unicodedata.normalize("NFC", cell).strip() if isinstance(cell, str) else cell


def _header(row: Row) -> tuple[str, ...]:
    """The names of the columns; an empty one is a column in which nothing may stand."""
    unreadable = (cell.reason for cell in row.cells if isinstance(cell, Unreadable))
    problem = row.problem or next(unreadable, "")
    if problem:
        raise of_file(UNREADABLE_NAMES, row.number, problem=problem)
    names = tuple("_".join(str(cell).lower().split()) for cell in row.cells)
    doubled = [name for name, times in Counter(filter(None, names)).items() if times > 1]
    if doubled:
        raise BadTable(
            Problem(row.number, Sentence(COLUMN_TWICE, column=quoted(name))) for name in doubled
        )
    return names


def _line(row: Row, header: tuple[str, ...]) -> Line:
    missing = () if row.problem else ("",) * (len(header) - len(row.cells))
    names = header + ("",) * (len(row.cells) - len(header))
    cells = list(zip(names, row.cells + missing, strict=False))
    stray = (cell for name, cell in cells if not name and cell != "")
    problem: str = next((Sentence(STRAY, cell=quoted(cell)) for cell in stray), "")
    known = {name: cell for name, cell in cells if name}
    return Line(row.number, known, row.problem or problem)

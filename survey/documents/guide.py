"""What stands on the first sheet of a workbook: of whom and when it is, and what its words and the
columns of its other sheets mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.words import Language, Words
from survey.documents.blocks import Cell, Column, Document, Kind, Table
from survey.documents.facts import ABOUT

FIRST = (ABOUT, "definitions")
"""Tables that stand on the first sheet, and have no other."""
NAME = Words("Giải thích", "Definitions")
SHEET = Words("Trang tính", "Sheet")
COLUMN = Words("Cột", "Column")
KEY = Words("Tên trong tệp CSV", "Name in CSV")
MEANS = Words("Ý nghĩa", "What it means")
NOTE = Words("Ghi chú", "Note")
COLUMNS = Words("Các cột", "Columns")
NOTES = Words("Ghi chú của các bảng", "Notes to the tables")
LONGEST = 31
"""Letters that a workbook takes for the name of a sheet."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Guide:
    """The first sheet, and the names of the others."""

    name: str
    head: tuple[str, ...]
    tables: tuple[Table, ...]
    sheets: dict[str, str]
    """What the sheet of a table is called."""


def guide(document: Document) -> Guide:
    """In the language of the document."""
    language, head = document.language, document.head
    tables = [*document.tables()]
    rest = [table for table in tables if table.key not in FIRST]
    sheets = {table.key: _name(number, table) for number, table in enumerate(rest, 1)}
    captions = {**sheets, **{table.key: table.caption for table in tables if table.key in FIRST}}
    told = [table for key in FIRST for table in tables if table.key == key]
    told += [_columns(rest, sheets, language), _notes(tables, captions, language)]
    lines = (head.title.upper(), head.subject, head.over, head.issuer, head.state)
    return Guide(NAME.said(language), tuple(filter(None, lines)), tuple(told), sheets)


def _name(number: int, table: Table) -> str:
    """With a number before it, no two are alike, however they are cut."""
    name = FORBIDDEN.sub(" ", f"{number} {table.caption}")
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _columns(tables: Sequence[Table], sheets: dict[str, str], language: Language) -> Table:
    rows = (
        (sheets[table.key], column.heading, column.key, column.means)
        for table in tables
        for column in table.columns
    )
    return _table("columns", COLUMNS, (SHEET, COLUMN, KEY, MEANS), rows, language)


def _notes(tables: Sequence[Table], captions: dict[str, str], language: Language) -> Table:
    rows = ((captions[table.key], note) for table in tables for note in table.notes)
    return _table("notes", NOTES, (SHEET, NOTE), rows, language)


def _table(
    key: str,
    caption: Words,
    headings: Sequence[Words],
    rows: Iterator[tuple[str, ...]],
    language: Language,
) -> Table:
    columns = tuple(Column(key, each.said(language), Kind.TEXT, "") for each in headings)
    written = tuple(tuple(Cell(text, text) for text in row) for row in rows)
    return Table(key, caption.said(language), columns, written)

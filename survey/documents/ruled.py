"""A table as the templates of paper take it: its cells, and how much room its columns ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from survey.documents.blocks import Cell, Column, Kind, Table

LONGEST_PIECE = 24
"""Letters without a space; a longer piece in a cell may be broken anywhere."""
LONGEST_LINE = 80
"""The same in a sentence: a SHA-256 is shorter, and stays whole."""
LONG_ROW = 900
"""Letters in a row that may be divided over two pages."""
SHORT, SHORT_LETTERS = 12, 1500
"""Rows, and their letters, of a table that is kept on one page."""
SHORT_HEADING = 10
"""Letters of a heading that stays on one line."""
WIDE = 8
"""Columns that need a sheet laid on its side, if most of them are words."""
BREAK = "\u200b"
_UNIT = re.compile(r" (?=%|\(n\))")
"""Before what says of what a number is: that does not stand on a line alone."""
_PIECES = re.compile(r"[^ \n]+")


def breakable(text: str, longest: int = LONGEST_LINE) -> str:
    """The words; one that is too long for any line has places to break between all its letters."""
    return _PIECES.sub(lambda found: _broken(found[0], longest), text)


def _broken(piece: str, longest: int) -> str:
    return BREAK.join(piece) if len(piece) > longest else piece


def ruled(table: Table) -> dict[str, Any]:
    """A table of which everything is printed."""
    letters = [sum(len(cell.text) for cell in row) for row in table.rows]
    return {
        "columns": [_column(table, n) for n in range(len(table.columns))],
        "rows": [_row(table.columns, *each) for each in zip(table.rows, letters, strict=True)],
        "is_short": len(letters) <= SHORT and sum(letters) <= SHORT_LETTERS,
        "is_wide": _is_wide(table.columns),
    }


def _row(columns: Sequence[Column], row: Sequence[Cell], letters: int) -> list[dict[str, Any]]:
    """What is hidden in a run of columns is said once, across all of them."""
    kept: list[dict[str, Any]] = []
    for column, cell in zip(columns, row, strict=True):
        if kept and _is_hidden(cell) and kept[-1]["text"] == cell.text:
            kept[-1]["spans"] += 1
        else:
            kept.append({**_cell(column, cell), "is_long": letters > LONG_ROW})
    return kept


def _cell(column: Column, cell: Cell) -> dict[str, Any]:
    sign = cell.value or "" if column.kind is Kind.STATUS else ""
    text = breakable(cell.text, LONGEST_PIECE)
    return {"text": text, "sign": sign, "kind": column.kind.value, "spans": 1}


def _is_hidden(cell: Cell) -> bool:
    """Words in the place of a value; the dash for what is not there is one letter."""
    return cell.value is None and len(cell.text) > 1


def _column(table: Table, at: int) -> dict[str, str]:
    """What must fit into a line, and what would like to: the templates measure these alone."""
    column = table.columns[at]
    cells = [row[at] for row in table.rows if not _is_hidden(row[at])]
    texts = [breakable(cell.text, LONGEST_PIECE) for cell in cells]
    heading = _UNIT.sub("\u00a0", column.heading)
    whole = [heading] if len(heading) <= SHORT_HEADING else _pieces([heading])
    return {
        "heading": heading,
        "kind": column.kind.value,
        "heading_piece": max(whole, key=len, default=""),
        "piece": max(_pieces(texts), key=len, default=""),
        "longest": max(texts, key=len, default=""),
    }


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (piece for piece in _PIECES.findall(text) if BREAK not in piece)


def _is_wide(columns: Sequence[Column]) -> bool:
    words = sum(column.kind is Kind.TEXT for column in columns)
    return len(columns) >= WIDE and 2 * words > len(columns)

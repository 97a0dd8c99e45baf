"""Tables that an office can paste anywhere: a grid, heads that come again on every page, rows that
stay whole, and nothing within a cell but a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from survey.documents.blocks import Cell, Column, Kind, Table
from survey.documents.signs import SIGNS
from survey.documents.word.markup import paragraph, run
from survey.documents.word.page import TEXT_WIDTH
from survey.documents.word.widths import shared

RIGHT = {Kind.COUNT, Kind.NUMBER}
KEEP = "<w:keepNext/>"
SHORT = 8
SHADE = "<w:shd w:val='clear' w:color='auto' w:fill='EEF1F4'/>"
SIGN_FACE = "<w:rFonts w:ascii='Segoe UI Symbol' w:hAnsi='Segoe UI Symbol' w:cs='Segoe UI Symbol'/>"
"""Windows has it, and Times New Roman has not all of the signs."""


def grid(table: Table) -> str:
    """A table that is printed; its caption and its notes stand outside of it."""
    widths = shared(table, TEXT_WIDTH)
    looks = _looks(len(table.rows))
    columns = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths)
    head = _row((_head(column) for column in table.columns), widths, is_head=True)
    rows = "".join(
        _row((_cell(*each, look) for each in zip(row, table.columns, strict=True)), widths)
        for row, look in zip(table.rows, looks, strict=True)
    )
    return (
        "<w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/>"
        f"<w:tblW w:w='{sum(widths)}' w:type='dxa'/><w:tblLayout w:type='fixed'/>"
        "<w:tblLook w:val='0020' w:firstRow='1' w:lastRow='0' w:firstColumn='1' w:lastColumn='0' "
        f"w:noHBand='1' w:noVBand='1'/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def signed(status: str | None, word: str, look: str = "") -> str:
    """A status: its sign, in its colour, and its word."""
    if status is None:
        return run(word, look)
    sign = SIGNS[status]
    return run(sign.letter, f"{SIGN_FACE}{look}<w:color w:val='{sign.colour}'/>") + run(
        f"\u00a0{word}", look
    )


def _head(column: Column) -> str:
    style = "TableHeadNumber" if column.kind in RIGHT else "TableHead"
    return paragraph(style, run(column.heading))


def _looks(rows: int) -> list[str]:
    """The rows of a short table stay on one page."""
    return [KEEP] * (rows - 1) + [""] if 0 < rows <= SHORT else [""] * rows


def _cell(cell: Cell, column: Column, look: str) -> str:
    if column.kind is Kind.STATUS and isinstance(cell.value, str):
        return paragraph("TableText", signed(cell.value, cell.text), look)
    style = "TableNumber" if column.kind in RIGHT else "TableText"
    return paragraph(style, run(cell.text), look)


def _row(paragraphs: Iterable[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    again, shade = ("<w:tblHeader/>", SHADE) if is_head else ("", "")
    cells = "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{shade}</w:tcPr>{each}</w:tc>"
        for each, width in zip(paragraphs, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"

"""Merged cells of a sheet: what stands there stands in the first, and the others are empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl.utils import range_boundaries

from forms.web import translatable
from survey.loading.rows import Cell, Row, Unreadable
from survey.loading.sentences import Sentence

MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([^"']+)""")
COVERED = translatable("the cell is merged, %(area)s; split it and fill in each")


def with_notes(rows: Sequence[Row], sheet: bytes) -> Sequence[Row]:
    """The rows of a sheet's XML, with a note in each cell that a merged one covers.

    Read as empty, it would take from a line what a person sees there.
    """
    areas = [area.decode() for area in MERGED.findall(sheet)]
    if not areas:
        return rows
    cells = {row.number: list(row.cells) for row in rows}
    for area in areas:
        _note(cells, area)
    return [Row(number, tuple(each)) for number, each in cells.items()]


def _note(cells: dict[int, list[Cell]], area: str) -> None:
    left, top, right, bottom = range_boundaries(area)
    note = Unreadable(Sentence(COVERED, area=area))
    first = next(iter(cells.get(top, [])[left - 1 :]), "")
    if first == "":
        return
    for number in cells.keys() & range(top, bottom + 1):
        row = cells[number]
        row += [""] * (right - len(row))
        row[left - 1 : right] = [note] * (right - left + 1)
    cells[top][left - 1] = first

"""Rows of a CSV file: UTF-8, with commas or, as Excel writes it here, semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from survey.loading.problems import of_file
from survey.loading.rows import Cell, Row, Unreadable

UTF16 = (b"\xff\xfe", b"\xfe\xff")


def rows_of_csv(content: bytes) -> Iterator[Row]:
    """The rows, each with the number of the line that it begins on."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    width = 0
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise of_file(f"this is not a CSV file: {error}", number) from error
        if cells is None:
            return
        width = width or _width(cells)
        if cells:
            yield Row(number, _whole(cells, width))


def _width(cells: list[str]) -> int:
    """How far the last cell in which something stands is."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _whole(cells: list[str], width: int) -> tuple[Cell, ...]:
    """The cells; where a line breaks off before the header does, a note of that."""
    if len(cells) >= width:
        return tuple(cells)
    return (*cells, Unreadable(f"the line breaks off: {len(cells)} cells of {width}"))


def _decoded(content: bytes) -> str:
    if content.startswith(UTF16):
        raise of_file("the file is UTF-16; save it as 'CSV UTF-8'")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, place = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        byte = error.object[error.start]
        message = f"byte {place} of the line, 0x{byte:02X}, is not UTF-8; save it as 'CSV UTF-8'"
        raise of_file(message, line) from error


def _delimiter(text: str) -> str:
    header = re.search(r"\S.*", text)
    return ";" if header and header[0].count(";") > header[0].count(",") else ","

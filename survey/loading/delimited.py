"""Rows of a CSV file: UTF-8, with commas or, as Excel writes it here, semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from survey.loading.problems import of_file
from survey.loading.rows import Row

UTF16 = (b"\xff\xfe", b"\xfe\xff")


def rows_of_csv(content: bytes) -> Iterator[Row]:
    """The rows, each with the number of the line that it begins on, and what is wrong with it."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    width = 0
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Row(number, (), _reason(error))
            continue
        if cells is None:
            return
        width = width or _width(cells)
        if cells:
            yield Row(number, tuple(cells), _breaking_off(cells, width))


def _reason(error: csv.Error) -> str:
    said = str(error)
    if said == "unexpected end of data":
        return "a quotation mark opens a cell and none closes it"
    if "expected after" in said:
        return "a quotation mark stands inside a cell; write it twice"
    return f"this is not CSV: {said}"


def _width(cells: list[str]) -> int:
    """How far the last cell in which something stands is."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _breaking_off(cells: list[str], width: int) -> str:
    """What to say of a line that ends before the header does."""
    return "" if len(cells) >= width else f"the line breaks off: {len(cells)} cells of {width}"


def _decoded(content: bytes) -> str:
    if content.startswith(UTF16) or b"\0" in content[:2]:
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

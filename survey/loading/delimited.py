"""Rows of a CSV file: UTF-8, with commas or, as Excel writes it here, semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from forms.web import translatable
from survey.loading.problems import of_file
from survey.loading.rows import Row
from survey.loading.sentences import Sentence

UTF16_FILE = translatable("the file is UTF-16; save it as 'CSV UTF-8'")
NOT_UTF8 = translatable(
    "byte %(place)s of the line, %(byte)s, is not UTF-8; save it as 'CSV UTF-8'"
)

UTF16 = (b"\xff\xfe", b"\xfe\xff")
OF_OTHERS = (b"%PDF-", b"{\\rtf", b"MZ\x90")
"""How documents and programs begin in which a zero byte may come late, or never."""


def is_no_text(content: bytes) -> bool:
    """Whether this is a picture, a program or a document, and so no CSV in whatever encoding."""
    if _is_utf16(content) or b"\0" not in content:
        return content.startswith(OF_OTHERS)
    return b"\0" in content.partition(b"\n")[0] or not _is_utf8(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


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
        return Sentence(translatable("a quotation mark opens a cell and none closes it"))
    if "expected after" in said:
        return Sentence(translatable("a quotation mark stands inside a cell; write it twice"))
    if "field limit" in said:
        return Sentence(
            translatable(
                "a cell has more than %(most)s characters; a quotation mark may be open before it"
            ),
            most=csv.field_size_limit(),
        )
    return Sentence(translatable("this is not CSV; save the table as 'CSV UTF-8' once more"))


def _width(cells: list[str]) -> int:
    """How far the last cell in which something stands is."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _breaking_off(cells: list[str], width: int) -> str:
    """What to say of a line that ends before the header does."""
    if len(cells) >= width:
        return ""
    words = translatable("the line breaks off: %(cells)s cells of %(width)s")
    return Sentence(words, cells=len(cells), width=width)


def _decoded(content: bytes) -> str:
    if _is_utf16(content):
        raise of_file(UTF16_FILE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, place = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        byte = f"0x{error.object[error.start]:02X}"
        raise of_file(NOT_UTF8, line, place=place, byte=byte) from error


def _is_utf16(content: bytes) -> bool:
    """By the mark in front, or by one of the two bytes of the first letter."""
    return content.startswith(UTF16) or content[:2].count(b"\0") == 1


def _delimiter(text: str) -> str:
    header = re.search(r"\S.*", text)
    return ";" if header and header[0].count(";") > header[0].count(",") else ","

"""Workbooks as Excel would save them."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook


def workbook(*rows, formats=None):
    """The bytes of a workbook with these rows; `formats` gives cells a number format."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    book.close()
    return file.getvalue()


def with_part(content, name, change):
    """The same workbook with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part, change(text) if part.filename == name else text)
    return file.getvalue()


def with_result(content, cell, result, kind="n"):
    """The same workbook after Excel worked out the formula in a cell."""
    pattern = rf'<c r="{cell}"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?'.encode()
    worked_out = rf'<c r="{cell}"\1 t="{kind}"><f>\2</f><v>{result}</v>'.encode()
    return with_part(
        content, "xl/worksheets/sheet1.xml", lambda xml: re.sub(pattern, worked_out, xml)
    )

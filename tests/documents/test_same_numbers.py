"""Every cell of every table of the small office, whose figures were computed by hand in
`tests/reporting`, is the same in every format: none is missing, and there is none besides.

Another format joins with a line in `FORMATS`: what reads its tables, in their order.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile

import docx as word
import openpyxl
import pytest

from analysis.report import canonical
from survey.documents.blocks import Kind
from survey.documents.formats import FORMATS as SET
from survey.documents.guide import FIRST
from survey.documents.signs import SIGNS

SIGN = re.compile(f"^[{''.join(sign.letter for sign in SIGNS.values())}]\u00a0")
NUMBERS = {Kind.COUNT, Kind.NUMBER}


def number(text, language):
    """A number as people read it, if it is one."""
    marks = str.maketrans(
        {".": "", ",": ".", "−": "-"} if language == "vi" else {",": "", "−": "-"}
    )
    plain = text.translate(marks)
    return Decimal(plain) if re.fullmatch(r"-?[0-9.]+", plain) else text


def day(text):
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    return date(*(int(part) for part in reversed(found.groups()))) if found else text


def meant(text, kind, language):
    """What a cell that people read says: a number, a day or words."""
    if kind in NUMBERS:
        return number(text, language)
    return day(text) if kind is Kind.DAY else text


def expected(table, language):
    kinds = [column.kind for column in table.columns]
    rows = [[meant(c.text, k, language) for c, k in zip(r, kinds, strict=True)] for r in table.rows]
    return [[column.heading for column in table.columns], *rows]


def in_word(content, document):
    """The text of each table that has a caption."""
    file = word.Document(io.BytesIO(content))
    tables = [each.printed for each in document.tables() if each.printed]
    grids = [each for each in file.tables if each.style.name == "Table Grid"]
    for grid, table in zip(grids, tables, strict=True):
        head, *rows = [[SIGN.sub("", cell.text) for cell in row.cells] for row in grid.rows]
        kinds = [column.kind for column in table.columns]
        yield [head, *(
            [meant(text, kind, document.language) for text, kind in zip(row, kinds, strict=True)]
            for row in rows
        )]  # fmt: skip


def in_workbook(content, document):
    """The values of each sheet, and of what stands on the first one."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    first, *sheets = [[[*row] for row in sheet.iter_rows()] for sheet in book.worksheets]
    rest = iter(sheets)
    for table in document.tables():
        rows = under(first, table) if table.key in FIRST else next(rest)
        kinds = [column.kind for column in table.columns]
        head = [cell.value for cell in rows[0]]
        yield [head, *([typed(*each) for each in zip(row, kinds, strict=True)] for row in rows[1:])]
    assert next(rest, None) is None


def under(rows, table):
    at = next(n for n, row in enumerate(rows) if row[0].value == table.caption) + 1
    end = next(n for n, row in enumerate(rows[at:], at) if row[0].value is None)
    return [row[: len(table.columns)] for row in rows[at:end]]


def typed(cell, kind):
    if isinstance(cell.value, datetime):
        assert cell.number_format == "dd/mm/yyyy"
        return cell.value.date() if kind is Kind.DAY else f"{cell.value:%d/%m/%Y}"
    if isinstance(cell.value, int | float):
        assert cell.data_type == "n"
        return Decimal(str(cell.value)) if kind in NUMBERS else str(cell.value)
    assert cell.data_type == "s"
    return cell.value


def in_data(content, document):
    """The values of each file, with keys said in the words of the dictionary."""
    archive = ZipFile(io.BytesIO(content))
    said = [row for row in read(archive, "dictionary.csv") if row["kind"] == "value"]
    words = {(row["file"], row["column"], row["name"]): row["means"] for row in said}
    names = [f"{table.key}.csv" for table in document.tables()]
    assert archive.namelist() == ["dictionary.csv", "figures.json", *names]
    for name, table in zip(names, document.tables(), strict=True):
        columns = {column.key: column for column in table.columns}
        rows = read(archive, name)
        assert [*rows[0]] == [*columns]
        said = [
            {key: words.get((name, key, text), text) for key, text in row.items()} for row in rows
        ]
        told = [[plain(text, columns[key].kind) for key, text in row.items()] for row in said]
        yield [[column.heading for column in table.columns], *told]


def read(archive, name):
    text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plain(text, kind):
    if text == "":
        return "–"
    if kind in NUMBERS and re.fullmatch(r"-?[0-9.]+", text):
        return Decimal(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        found = date.fromisoformat(text)
        return found if kind is Kind.DAY else f"{found:%d/%m/%Y}"
    return text


FORMATS = {"docx": in_word, "xlsx": in_workbook, "csv": in_data}
PRINTED = {"docx"}
"""The others have the columns, too, for which there is no room on paper."""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_cell_is_the_same(small_report, told, name, language):
    document = told(language)
    content = SET[name].set(document, canonical(small_report))
    tables = [each.printed if name in PRINTED else each for each in document.tables()]
    found = [*FORMATS[name](content, document)]
    assert found == [expected(table, language) for table in tables if table]
    assert sum(len(rows) for rows in found) > 50


def test_a_number_of_either_language_is_a_number():
    """What the comparison stands on."""
    assert [number("1.234,5", "vi"), number("−1,234.5", "en"), number("–", "vi")] == [
        Decimal("1234.5"), Decimal("-1234.5"), "–",
    ]  # fmt: skip

"""The small office of `tests/reporting`, told in words."""

import shutil

import pytest

from survey.documents.blocks import Items, Paragraph, Verdict
from survey.documents.document import document
from tests.reporting.conftest import (
    answered,
    counters,
    dossiers,
    office,
    offices_heard,
    province,
    province_report,
    report_of,
    set_target,
    small_office,
)

__all__ = [
    "answered",
    "counters",
    "dossiers",
    "office",
    "offices_heard",
    "province",
    "province_report",
    "report_of",
    "set_target",
    "small_office",
]


@pytest.fixture
def database_url(sqlite_folder, empty_sqlite):
    """Of one kind: `tests/reporting` has the same reports from both."""
    shutil.copy(empty_sqlite, sqlite_folder / "test.sqlite3")
    yield f"sqlite:///{sqlite_folder}/test.sqlite3"
    for file in sqlite_folder.iterdir():
        file.unlink()


KEPT = {}


@pytest.fixture
def kept_report(request):
    """A report by its name, which a process makes once: who asks again needs no database."""

    def kept_report(name, make):
        if name not in KEPT:
            KEPT[name] = make(request.getfixturevalue)
        return KEPT[name]

    return kept_report


@pytest.fixture
def small_report(kept_report):
    """Of the small office."""
    return kept_report("office", lambda of: of("report_of")(of("small_office")))


@pytest.fixture
def part_report(kept_report):
    """Of the province of five communes."""
    return kept_report("part", lambda of: of("province_report"))


@pytest.fixture
def told(small_report):
    """The document of the small office, in a language."""
    return lambda language: document(small_report, language)


def sections_of(document):
    """Every section, and what it is called by."""
    found = {}

    def add(section):
        found[section.key] = section
        for under in section.sections:
            add(under)

    for section in document.sections:
        add(section)
    return found


def tables_of(document):
    return {table.key: table for table in document.tables()}


def rows_of(document, key):
    """What people read in a table, with spaces that break."""
    printed = tables_of(document)[key].printed
    return [tuple(cell.text.replace("\u00a0", " ") for cell in row) for row in printed.rows]


def sentences_of(section):
    """What a section says outside of its tables, a block each, with spaces that break."""
    found = []
    for block in section.blocks:
        if isinstance(block, Verdict):
            found += [block.word, block.sentence]
        elif isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Items):
            found += block.items
    return [text.replace("\u00a0", " ") for text in found]

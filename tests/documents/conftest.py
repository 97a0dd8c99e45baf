"""The small office of `tests/reporting`, told in words."""

import pytest

from survey.documents.blocks import Items, Paragraph, Verdict
from survey.documents.document import document
from tests.reporting.conftest import (
    answered,
    counters,
    dossiers,
    office,
    report_of,
    set_aside,
    set_target,
    small_office,
)

__all__ = [
    "answered",
    "counters",
    "dossiers",
    "office",
    "report_of",
    "set_aside",
    "set_target",
    "small_office",
]


@pytest.fixture
def told(small_office, report_of):
    """The document of the small office, in a language."""
    report = report_of(small_office)
    return lambda language: document(report, language)


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

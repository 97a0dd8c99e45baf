"""A report ready to be set: headings, sentences, tables and charts, the same for every format.

Each number is written once, in a cell or a sentence, and no format computes or rounds anything:
that is why all of them say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from analysis.words import Language

if TYPE_CHECKING:
    from analysis.charts import Chart


class Kind(Enum):
    """What stands in a column: how it is aligned, and which type it has in a spreadsheet."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    """With one decimal: percents, points of a percent, how many times."""
    DAY = "day"
    STATUS = "status"


@dataclass(frozen=True)
class Cell:
    """What people read, and the same as a program reads it."""

    text: str
    value: Decimal | int | date | str | None = None
    """Nothing where it is hidden, unknown or nobody answered; a status, a channel and whatever else
    has a key is that key in every language, and other words are themselves."""


@dataclass(frozen=True)
class Column:
    """What the cells under a heading are."""

    key: str
    """As a file of data calls it; it never changes."""
    heading: str
    kind: Kind
    means: str
    """A sentence for the dictionary of data."""
    is_printed: bool = True
    """What is not printed stands in files of data only: there is no room for it on paper."""


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first cell of a row is its heading."""

    key: str
    """Of the sheet and the file: letters, digits and hyphens, and once in a document."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    """Under it: what is hidden, why percents add up to 100 or do not."""

    @property
    def printed(self) -> Table | None:
        """What of it is printed, and shown on a page; nothing if it is for files of data alone."""
        at = [n for n, column in enumerate(self.columns) if column.is_printed]
        rows = tuple(tuple(row[n] for n in at) for row in self.rows)
        columns = tuple(self.columns[n] for n in at)
        return Table(self.key, self.caption, columns, rows, self.notes) if at else None


@dataclass(frozen=True)
class Picture:
    """A chart; the table with the same numbers stands after it."""

    key: str
    caption: str
    draw: Callable[..., Chart]
    """Drawn when it is needed: a page that is read in ten seconds does not wait for its charts. As
    wide as a sheet takes, or so many pixels as `width` says: for a phone."""


@dataclass(frozen=True)
class Paragraph:
    """Sentences."""

    text: str


@dataclass(frozen=True)
class Verdict:
    """What is read first: the sentence that answers, and the sign that goes with it."""

    status: str | None
    """One of the five; nothing without a target or without answers."""
    word: str
    sentence: str


@dataclass(frozen=True)
class Items:
    """Sentences that each stand alone."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Blank:
    """Room for what somebody adds by hand, with what belongs there."""

    heading: str
    lines: int


Block = Paragraph | Verdict | Items | Table | Picture | Blank


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    key: str
    """Its place in an address: letters, digits and hyphens, and once in a document."""
    heading: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    new_page: bool = False
    """A measure begins on a page of its own."""


@dataclass(frozen=True)
class Head:
    """What stands over a document in the administration's form."""

    issuer: str
    """The office."""
    over: str
    """The one above it; nothing for the province."""
    title: str
    subject: str
    """What it tells, of which span, and from which day to which."""
    span: str
    """That span alone, for the head of a page and the name of a file."""
    state: str
    """That it is a draft, or the edition with its day and who published it."""
    day: str
    """As it stands after the place: "ngày 05 tháng 02 năm 2026"; room for it in a draft."""
    figures: str
    """SHA-256 over the canonical figures."""


@dataclass(frozen=True)
class Document:
    """All of it, in one language."""

    language: Language
    head: Head
    sections: tuple[Section, ...]

    def tables(self) -> Iterator[Table]:
        """Every table, in the order in which they stand."""
        for section in self.sections:
            yield from _tables(section)


def _tables(section: Section) -> Iterator[Table]:
    yield from (block for block in section.blocks if isinstance(block, Table))
    for under in section.sections:
        yield from _tables(under)

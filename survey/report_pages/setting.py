"""How a page sets a document: what its templates ask about blocks, cells and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from survey.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Kind,
    Picture,
    Section,
    Table,
    Verdict,
)
from survey.documents.names import MEASURES
from survey.documents.voice import Voice
from survey.staff.figure_words import SHAPES

if TYPE_CHECKING:
    from analysis.charts import Chart

NARROW = 328
"""In pixels: what a phone has room for."""
NOT_QUOTED = "<>=/:;,.-()'"
"""In the address of a picture. A blank would end it where several are offered."""
SIGNS: Mapping[str, str] = {status.value: shape for status, shape in SHAPES.items()}
RIGHT = {Kind.COUNT, Kind.NUMBER}


@dataclass(frozen=True)
class Setting:
    """A document, of which one measure is read: what is measured apart is not read mixed."""

    document: Document
    voice: Voice
    asked: str = ""
    """The measure that an address asks for; the first one if there is no such."""

    @cached_property
    def measures(self) -> Mapping[str, str]:
        """All that it tells of, by their keys."""
        found = [each.key for each in self.document.sections if each.key in MEASURES]
        return {key: self.voice.say(MEASURES[key]) for key in found}

    @property
    def measure(self) -> str:
        """The one that is read."""
        return self.asked if self.asked in self.measures else next(iter(self.measures))

    @cached_property
    def answer(self) -> Section:
        """What is read first: the verdict, what has changed, then the rest of it."""
        section = self._read.sections[0]
        blocks = sorted(section.blocks, key=lambda block: _place(block, self.measure))
        return replace(section, blocks=tuple(blocks))

    @property
    def sections(self) -> tuple[Section, ...]:
        """What follows: of the measure, then what is said once."""
        once = (each for each in self.document.sections if each.key not in MEASURES)
        return (*self._read.sections[1:], *once)

    def verdict_of(self, measure: str) -> Verdict | None:
        """The sentence that answers; nothing if nobody did, or too few."""
        blocks = self._of(measure).sections[0].blocks
        return next((block for block in blocks if isinstance(block, Verdict)), None)

    @property
    def _read(self) -> Section:
        return self._of(self.measure)

    def _of(self, measure: str) -> Section:
        return next(each for each in self.document.sections if each.key == measure)


def _place(block: Block, measure: str) -> int:
    if isinstance(block, Verdict):
        return 0
    return 1 if isinstance(block, Table) and block.key == f"{measure}-change" else 2


def kind(block: Block) -> str:
    """What sort of block it is."""
    return type(block).__name__.lower()


def sign(status: object) -> str:
    """Which sign goes with the word of a status."""
    return SIGNS.get(str(status), "")


def is_right(column: Column) -> bool:
    """Whether its cells stand to the right, as numbers do."""
    return column.kind in RIGHT


def is_status(column: Column, cell: Cell) -> bool:
    """Whether a sign stands before the words of a cell."""
    return column.kind == Kind.STATUS and cell.value is not None


@dataclass(frozen=True)
class Drawn:
    """A chart as pages take it: pictures that stand in their addresses, and what they say."""

    wide: str
    narrow: str
    """For a phone, where a wide one could not be read."""
    description: str
    size: tuple[int, int]


def drawn(shown: Setting, picture: Picture) -> Drawn:
    """A chart of a document. A browser runs nothing that stands in a picture."""
    document = shown.document
    return _drawn(Known(document.head.figures, document.language, picture.key, picture))


@dataclass(frozen=True)
class Known:
    """A chart of some figures: by their hash it is known again, and never out of date."""

    figures: str
    language: str
    key: str
    picture: Picture = field(compare=False)


@lru_cache(maxsize=128)
def _drawn(known: Known) -> Drawn:
    wide, narrow = known.picture.draw(), known.picture.draw(width=NARROW)
    width, height = (round(inches * 72) for inches in wide.figure.get_size_inches())
    return Drawn(_address(wide), _address(narrow), wide.description, (width, height))


def _address(chart: Chart) -> str:
    return f"data:image/svg+xml,{quote(chart.svg(), safe=NOT_QUOTED)}"

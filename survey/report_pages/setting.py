"""How a page sets a document: what its templates ask about blocks, cells and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from markupsafe import Markup

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


def svg(shown: Setting, picture: Picture) -> Markup:
    """The chart, to stand in the page. What people typed is text in it and no markup: the program
    that writes the tree of elements sees to that, and `analysis.charts` leaves no script in it."""
    drawn = Drawn(shown.document.head.figures, shown.document.language, picture)
    return Markup(_svg(drawn))  # noqa: S704


@dataclass(frozen=True)
class Drawn:
    """A chart of some figures: by their hash it is known again, and never out of date."""

    figures: str
    language: str
    picture: Picture

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Drawn) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, str]:
        return self.figures, self.language, self.picture.key


@lru_cache(maxsize=128)
def _svg(drawn: Drawn) -> str:
    return drawn.picture.draw().svg()

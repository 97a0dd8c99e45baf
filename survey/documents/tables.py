"""Tables put together: their columns in one language, and notes on what stands without a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.report.rates import Hidden, Rate
from survey.documents import cells
from survey.documents.blocks import Cell, Table
from survey.documents.columns import Shape, told
from survey.documents.voice import Voice


def table(
    key: str,
    caption: str,
    shapes: tuple[Shape, ...],
    rows: Iterable[tuple[Cell, ...]],
    voice: Voice,
    notes: Sequence[str] = (),
) -> Table:
    """A table with its notes: those given, and what hidden and missing numbers mean."""
    made = Table(key, caption, told(shapes, voice), tuple(rows))
    return Table(key, caption, made.columns, made.rows, (*notes, *_absent(made, voice)))


def is_told(rates: Iterable[Rate | Hidden | None]) -> bool:
    """Whether there is any rate to show: a table of nothing is not set."""
    return any(isinstance(each, Rate) for each in rates)


def _absent(made: Table, voice: Voice) -> Iterator[str]:
    rows = (made.printed or made).rows
    texts = {cell.text for row in rows for cell in row if cell.value is None}
    if voice.say(cells.HIDDEN) in texts:
        yield voice.say(cells.WHY_HIDDEN)
    if cells.UNKNOWN.text in texts:
        yield voice.say(cells.NOTHING)

"""Which figures of a report must not stand beside the others.

Fields and units (counters of an office, offices of a part) are guarded as one table: what a counter
was told about a field is a part of both. In an office the pieces lie under their fields, as most
counters serve one, and a counter is told of where all its pieces could be. In a part, where every
office serves many fields, offices cross them.

Channels have a table of their own. Nobody can carry a number from the one into the other: whatever
fields and units might be, channels could be as they are shown. That takes the same total in both.
So where a table cannot stand with its total shown, nothing of the measure is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from analysis.disclosure import published
from analysis.report.facts import Cell, Counts

EVERYBODY = "all"
Key: TypeAlias = tuple[str | None, ...]
Row: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Guard:
    """What of a measure may be shown."""

    hidden: frozenset[Key]
    """By group and field, by sort of people and unit."""
    hidden_channels: frozenset[Key]
    pieces: Mapping[str, frozenset[tuple[str, str]]] | None
    """In an office, the groups and fields under which each counter lies; nothing in a part."""
    apart: bool
    """Whether some sort of people is told of apart from the others."""
    whom: tuple[str, ...]
    """Whom the target of the whole is for."""

    @property
    def shows_anything(self) -> bool:
        """Whether the total may be shown, in both tables."""
        return self._is_open((None, None), self.whom, None) and (None,) not in self.hidden_channels

    def shows_group(self, group: str, whom: Sequence[str]) -> bool:
        """Whether what these people said about a group of fields may be shown."""
        return self.shows_anything and self._is_open((group, None), whom, None)

    def shows_field(self, group: str, field: str, whom: Sequence[str]) -> bool:
        return self.shows_anything and self._is_open((group, field), whom, None)

    def shows_unit(self, unit: str) -> bool:
        """Whether a unit may be shown. Where some people are told of apart, those that stood at a
        counter are not known, and everybody in an office is no sum in the table."""
        if not self.shows_anything:
            return False
        if self.pieces is None:
            is_a_sum = not self.apart or len(self.whom) == 1
            return is_a_sum and self._is_open((None, None), self.whom, unit)
        rows = self.pieces.get(unit, ())
        return bool(rows) and all(self._is_open(row, self.whom, unit) for row in rows)

    def shows_channel(self, channel: str) -> bool:
        return self.shows_anything and (channel,) not in self.hidden_channels

    def _is_open(
        self, row: tuple[str | None, str | None], whom: Sequence[str], unit: str | None
    ) -> bool:
        one_sort = whom[0] if len(whom) == 1 else None
        sort = one_sort if self.apart else EVERYBODY
        return (*row, sort, unit) not in self.hidden


def guard(
    cells: Sequence[Cell],
    channels: Sequence[tuple[str, Counts]],
    whom: Sequence[str],
    *,
    of_office: bool,
) -> Guard:
    """What may be shown of cells, and of channels beside them."""
    of_channels: list[Row] = [(name, *_numbers(counts)) for name, counts in channels]
    pieces: dict[str, set[tuple[str, str]]] = {}
    for each in cells if of_office else ():
        pieces.setdefault(each.unit, set()).add((each.group, each.field))
    return Guard(
        _of_pieces(cells) if of_office else _of_crossings(cells),
        _hidden(of_channels, ["channel"], []),
        {unit: frozenset(rows) for unit, rows in pieces.items()} if of_office else None,
        any(each.whom != EVERYBODY for each in cells),
        tuple(whom),
    )


def _of_pieces(cells: Sequence[Cell]) -> frozenset[Key]:
    rows: list[Row] = [
        (each.group, each.field, each.unit, each.whom, *_numbers(each.counts)) for each in cells
    ]
    found = _hidden(rows, ["group", "field", "unit"], ["whom"])
    return frozenset((group, field, whom, unit) for group, field, unit, whom in found)


def _of_crossings(cells: Sequence[Cell]) -> frozenset[Key]:
    rows: list[Row] = [
        (each.group, each.field, each.whom, each.unit, *_numbers(each.counts)) for each in cells
    ]
    return _hidden(rows, ["group", "field"], ["whom", "unit"])


def _numbers(counts: Counts) -> tuple[int, int]:
    return counts.answered, counts.satisfied


def _hidden(rows: Sequence[Row], down: list[str], across: list[str]) -> frozenset[Key]:
    if not rows:
        return frozenset()
    names = [*down, *across, "answered", "satisfied"]
    table = published(pd.DataFrame(rows, columns=names), down, across)
    gone = table.loc[~table["shown"].astype(bool), [*down, *across]]
    keys = gone.itertuples(index=False, name=None)
    return frozenset(tuple(None if each is None else str(each) for each in key) for key in keys)

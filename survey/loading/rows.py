"""A row as a file holds it, before its columns have names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unreadable:
    """A cell in which no value stands, and why."""

    reason: str

    def __str__(self) -> str:
        return self.reason


Cell = str | int | float | date | Unreadable


@dataclass(frozen=True)
class Row:
    """The cells of a row, and its number as a person sees it."""

    number: int
    cells: tuple[Cell, ...]
    problem: str = ""
    """Why these are not all of its cells, if they are not."""

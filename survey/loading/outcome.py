"""How a file is loaded, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from survey.database import Base
from survey.loading.changes import Change
from survey.parts import EVERYTHING, Part
from survey.periods import ADMINISTRATION, local_day

Watch = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Hands on what it is given, and shows a person how far it has come."""


def unwatched(doing: str, things: Sequence[Any]) -> Iterable[Any]:  # noqa: ARG001 - as a Watch
    return things


@dataclass(frozen=True)
class Manner:
    """What a load depends on besides its file."""

    now: datetime
    calendar: str = ADMINISTRATION
    """Which quarters the file speaks of."""
    replace: bool = False
    """Whether numbers for a period push out those for one that overlaps it."""
    only_new: bool = False
    """Whether what is stored stays as it is."""
    part: Part = EVERYTHING
    """The offices that the file may speak of. Others are to it as if they did not exist."""
    since: date | None = None
    """From which day offices are called what they are called, and stand where they stand, and
    counters are theirs and serve their fields, if it is not today."""
    keeps_past: bool = True
    """Whether they were something else before; it may have been a mistake."""
    is_trial: bool = False
    """Whether nothing is stored. Nothing is written then, so nobody who writes has to wait."""
    watch: Watch = unwatched

    @property
    def day(self) -> date:
        return self.since or local_day(self.now)


@dataclass(frozen=True)
class Outcome:
    """How many lines said something new, something else, or what was stored already."""

    new: int
    changed: int
    same: int
    changes: Sequence[Change] = field(default=(), compare=False, repr=False)
    """What each of the lines says that says something new or something else."""

    @classmethod
    def of(cls, lines: int, changes: Sequence[Change]) -> Outcome:
        new = sum(change.is_new for change in changes)
        return cls(new, len(changes) - new, lines - len(changes), changes)

    @property
    def is_change(self) -> bool:
        return bool(self.new or self.changed)

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.same} as before"


def settle(row: Base, wanted: Mapping[str, object]) -> bool:
    """Give a row the values that it should have; whether any was another."""
    different = {
        name: value for name, value in wanted.items() if not _alike(getattr(row, name), value)
    }
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _alike(one: object, other: object) -> bool:
    """Whether two values are equal; of rows that a row points to the order says nothing."""
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return one == other

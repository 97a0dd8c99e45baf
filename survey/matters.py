"""What needs somebody today: matters, each from a function that knows of one kind of thing.

`survey/app.py` has the tuple of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from survey.parts import Part
from survey.periods import local_day
from survey.precedence import Precedence
from survey.roles import Permission


class Urgency(IntEnum):
    """How pressing a matter is."""

    NOW = 0
    """Something does not work while it is so."""
    SOON = 1
    """Something will be missing when it is needed."""


@dataclass(frozen=True)
class Matter:
    """Something that needs somebody, how much of it, and the page where it is done."""

    words: str
    """In the reader's language."""
    count: int
    urgency: Urgency
    endpoint: str
    query: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()
    """Which offices it is about, where the page does not list just these."""


@dataclass(frozen=True)
class Day:
    """What all kinds of matters are found from."""

    session: Session
    now: datetime
    settings: Mapping[str, Any]

    @property
    def today(self) -> date:
        return local_day(self.now)

    @cached_property
    def precedence(self) -> Precedence:
        """Read once for all that ask for targets."""
        return Precedence.read(self.session, self.today)


Find = Callable[[Day, Part], Iterable[Matter]]


@dataclass(frozen=True)
class Provider:
    """Finds one kind of matters for those who may do something about it, in their part."""

    permission: Permission
    find: Find
    unless: Permission | None = None
    """Who may also do this in just the same part is told by another provider."""


def matters(
    providers: Sequence[Provider], day: Day, part_for: Callable[[Permission], Part]
) -> list[Matter]:
    """What needs somebody who has these parts, the most pressing first."""
    found = [
        matter
        for provider in providers
        if (part := part_for(provider.permission))
        if provider.unless is None or part_for(provider.unless) != part
        for matter in provider.find(day, part)
        if matter.count
    ]
    return sorted(found, key=lambda matter: matter.urgency)

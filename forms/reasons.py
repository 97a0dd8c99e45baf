"""Why a questionnaire cannot be used: a sentence that can be translated, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """A sentence with places for values."""

    template: str
    about: str = ""
    """Which property of a question it is about."""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values


@dataclass(frozen=True)
class Problem:
    """A reason, and what of the file it is about: a name, and the how many-th of that name."""

    reason: Reason
    table: str
    index: int = 0
    is_of_all: bool = False
    """Whether no single question is to blame."""


def because(template: str, about: str = "", **values: object) -> Reason:
    """The reason with these values in its places."""
    return Reason(template, about, values)

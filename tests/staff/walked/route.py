"""A way to ask for something, and who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from survey.roles import Role

EVERYBODY = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

Things = dict[str, object]
"""What an office has one of, each with the name of whose it is."""


@dataclass(frozen=True)
class Route:
    """With which method, where, as whom."""

    endpoint: str
    path: str
    roles: frozenset[Role]
    """Who may; the others are refused whatever office it is about."""
    method: str = "GET"
    shows: bool = False
    """Whether the page shows things of the office, so that ours must stand there."""
    is_of_all: bool = False
    """Whether it shows what belongs to no office, to everybody who has a role somewhere."""
    thing: Callable[[Things], object] | None = None
    """What of an office the path names, if it names something."""
    is_of_the_whole: bool = False
    """Whether it takes the role on everything: on an office it is answered as not there."""
    is_file: bool = False
    """Whether it is a file that shows things to who opens it, not to who looks at its bytes."""
    is_last: bool = False
    """Whether it ends the sign-in."""

    def at(self, things: Things) -> str:
        """The address, about the things of an office."""
        return self.path.format(thing=self.thing(things)) if self.thing else self.path

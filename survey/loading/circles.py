"""Circles among things that each point to one other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def circles(followed_by: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Each circle once, as the things on it in order."""
    seen: set[str] = set()
    for start in followed_by:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in seen:
            seen.add(here)
            path[here] = None
            here = followed_by.get(here)
        if here in path:
            things = list(path)
            yield tuple(things[things.index(here) :])

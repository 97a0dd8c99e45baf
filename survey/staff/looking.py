"""Offices looked for by words where a form has more of them than one finds by looking."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from survey.folding import folded

MANY = 12


def offered(
    known: Mapping[str, str], words: str | None, chosen: Collection[str] | None
) -> Mapping[str, str]:
    """What to choose from: first what is chosen already, then what has all the words."""
    wanted = folded(words or "").split()
    first = (key for key in known if key in (chosen or ()))
    found = (key for key, name in known.items() if all(word in folded(name) for word in wanted))
    return {key: known[key] for key in (*first, *found)}

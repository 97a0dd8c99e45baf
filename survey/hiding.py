"""Which figures must not stand beside the others, so that nobody works out what a few people said.

Figures may count the same answers: of everybody and of people only, of all fields and of some. All
that have answers in common are guarded as one table, so that no difference of two gives away what
neither does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import pandas as pd

from analysis.disclosure import published

Told: TypeAlias = tuple[int | None, frozenset[str]]
"""What a figure counts in each office: answers of these people, about the fields of a target or
else about all."""
Sort: TypeAlias = frozenset[Told]
"""Answers that count in just these figures."""
Node: TypeAlias = frozenset[Sort]
"""Answers of some sorts, whose sum stands in the table."""
Whole: TypeAlias = tuple[int, int | None]
"""An office under the root of its part; None for all under the root together."""


class Answers(NamedTuple):
    """How many answers of a sort an office has, under a root."""

    root: int
    office: int
    sort: Sort
    answered: int
    satisfied: int


@dataclass(frozen=True)
class Hidden:
    """Which cells of the guarded tables are hidden."""

    cells: frozenset[tuple[int | None, int | None, Node]] = frozenset()
    parts: Mapping[Told, Sequence[Node]] = field(default_factory=dict)
    """What a figure is the sum of: it is shown where all of that is."""

    def hides(self, whole: Whole, told: Told) -> bool:
        """Whether a figure must not be shown."""
        return any((*whole, node) in self.cells for node in self.parts.get(told, ()))


def hidden(answers: Collection[Answers]) -> Hidden:
    """What to hide of all figures that count some answers."""
    cells: set[tuple[int | None, int | None, Node]] = set()
    parts: dict[Told, Sequence[Node]] = {}
    for family in _families({each.sort for each in answers}):
        nodes = _nodes(family)
        cells.update(_gone([each for each in answers if each.sort in family], nodes))
        for told in {each for sort in family for each in sort}:
            whole = _of(told, family)
            atoms = [frozenset([sort]) for sort in whole]
            parts[told] = [whole] if whole in nodes else atoms
    return Hidden(frozenset(cells), parts)


def _families(sorts: Iterable[Sort]) -> list[Node]:
    """The sorts, together where some figure counts both or others lead from one to the other."""
    found: list[Node] = []
    for sort in sorts:
        joined = [each for each in found if any(sort & other for other in each)]
        found = [each for each in found if each not in joined]
        found.append(frozenset([sort]).union(*joined))
    return found


def _of(told: Told, family: Node) -> Node:
    return frozenset(sort for sort in family if told in sort)


def _nodes(family: Node) -> list[Node]:
    """The sums that make a tree: the whole, the figures as far as none overlaps another, those of
    all fields first, and each sort."""
    nodes = [family]
    figures = {told: _of(told, family) for sort in family for told in sort}
    for told in sorted(figures, key=lambda told: _rank(told, figures[told])):
        if all(_is_within(figures[told], node) for node in nodes):
            nodes.append(figures[told])
    return list(dict.fromkeys([*nodes, *(frozenset([sort]) for sort in family)]))


def _rank(told: Told, counted: Node) -> tuple[bool, int, int, list[str]]:
    """Figures of all fields first, then the widest. Every process must come to the same order: what
    another would hide could be read from its page."""
    aim, whom = told
    return aim is not None, -len(counted), aim or 0, sorted(whom)


def _is_within(one: Node, other: Node) -> bool:
    """Whether two sums have nothing in common, or one is a part of the other."""
    return one & other in (frozenset(), one, other)


def _gone(
    answers: Sequence[Answers], nodes: Sequence[Node]
) -> Iterator[tuple[int | None, int | None, Node]]:
    """The cells that are hidden in the table of some answers."""
    ways = {each.sort: _way(each.sort, nodes) for each in answers}
    levels = [f"level_{number}" for number in range(max(map(len, ways.values())))]
    rows = []
    for each in answers:
        way = ways[each.sort]
        padded = [*way, *way[-1:] * (len(levels) - len(way))]
        rows.append((each.root, each.office, *padded, each.answered, each.satisfied))
    names = ["root", "office", *levels, "answered", "satisfied"]
    table = published(pd.DataFrame(rows, columns=names), ["root", "office"], levels)
    for root, office, *way in table.loc[~table["shown"].astype(bool), names[:-2]].to_numpy():
        reached = [each for each in way if each is not None]
        node = nodes[reached[-1] if reached else 0]
        yield root, office, node


def _way(sort: Sort, nodes: Sequence[Node]) -> list[int]:
    """The sums that a sort is in, from the widest below the whole down to itself."""
    over = [number for number, node in enumerate(nodes) if number and sort in node]
    return sorted(over, key=lambda number: -len(nodes[number]))

"""One side of a table: its leaves, and the totals that they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Name: TypeAlias = tuple[object, ...]
Nodes: TypeAlias = NDArray[np.intp]
Cells: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tree:
    """Leaves under groups under one total.

    `names` holds every node: () is the total, ("đất đai, xây dựng",) a group in it, and so on.
    `paths` has a line for each leaf: its node at each level, from the total down to itself.
    """

    names: tuple[Name, ...]
    paths: Nodes

    @property
    def nodes(self) -> int:
        return len(self.names)

    @property
    def leaves(self) -> int:
        return len(self.paths)

    @cached_property
    def depths(self) -> Nodes:
        """How many levels each node lies below the total."""
        return np.array([len(name) for name in self.names], np.intp)

    @cached_property
    def paths_and_nobody(self) -> Nodes:
        """The ways to the leaves, and last one through a node that is not there."""
        return np.pad(self.paths, ((0, 1), (0, 0)), constant_values=self.nodes)

    def under(self, node: int) -> Nodes:
        """The leaves that add up to a node."""
        return np.flatnonzero(self.paths[:, len(self.names[node])] == node)


def tree_of(frame: pd.DataFrame, levels: Sequence[str]) -> tuple[Tree, Nodes]:
    """The tree that the columns `levels` span, widest first, and the leaf of each line."""
    lines = [tuple(line) for line in frame[list(levels)].itertuples(index=False)]
    leaves = {leaf: number for number, leaf in enumerate(dict.fromkeys(lines))}
    nodes: dict[Name, int] = {(): 0}
    for leaf in leaves:
        for depth in range(1, len(levels) + 1):
            nodes.setdefault(leaf[:depth], len(nodes))
    paths = [[nodes[leaf[:depth]] for depth in range(len(levels) + 1)] for leaf in leaves]
    whole = np.array(paths, np.intp).reshape(-1, len(levels) + 1)
    return Tree(tuple(nodes), whole), np.array([leaves[line] for line in lines], np.intp)


def added_up(leaves: Cells, rows: Tree, columns: Tree) -> Cells:
    """Every cell of the table, totals among them, from the cells of its leaves."""
    cells = np.zeros((rows.nodes, columns.nodes), np.int64)
    for row in rows.paths.T:
        for column in columns.paths.T:
            np.add.at(cells, (row[:, None], column[None, :]), leaves)
    return cells

"""Which cells of a table with totals must be hidden, so that no small one can be worked out.

A small cell is safe if something else could be true: if the table, without a change in anything
that is shown, leaves it free to be larger or smaller. So for each small cell the cheapest *move*
is looked for that gives it some answers, or takes some, and makes up for that elsewhere: in the
same column, in the same row, and where those two cross. What the move touches is hidden, the
totals between its corners included. The price of a cell is its answers: as few as possible are
lost to the reader, totals last.

The rectangle is the hypercube method's: S. Giessing, D. Repsilber (2002), Tools and Strategies to
Protect Multiple Tables with the GHQUAR Cell Suppression Engine, Inference Control in Statistical
Databases, LNCS 2316, 181-192. There each sub-table is guarded by itself; here one move goes through
all levels of totals at once, so that nothing leaks between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import Floats
from analysis.trees import Cells, Nodes, Tree

Mask: TypeAlias = NDArray[np.bool_]
Pair: TypeAlias = tuple[int, int]

LEAST = 5
FORBIDDEN = 1e15
SHORTLIST = 20


@dataclass(frozen=True, eq=False)
class _Table:
    """The cells as a move sees them: what each can give, and what it costs to hide it.

    One line and one column more than the table stand for nobody, who gives what is asked for
    nothing.
    """

    answered: Floats
    price: Floats

    def prices(self, rows: Nodes, columns: Nodes, given: int) -> Floats:
        """The price of having cells take part that lose `given`, and must not become empty."""
        return np.where(self.answered[rows, columns] > given, self.price[rows, columns], FORBIDDEN)


@dataclass(frozen=True, eq=False)
class _Side:
    """The rows (or columns) of a move: a leaf's way down to it, and who could make up for it.

    The last of the `partners` is nobody: nothing makes up for the move on this side, and the
    totals move with it. `moved` tells for each partner which levels of the two ways differ; none
    where the cell to guard would not move.
    """

    path: Nodes
    partners: Nodes
    moved: Mask

    def shortlist(self, prices: Floats) -> _Side:
        """The side with the partners that cost least across from the cell, and nobody."""
        costs = (prices * self.moved).sum(axis=1) + np.where(self.moved.any(axis=1), 0.0, np.inf)
        best = np.argsort(costs[:-1], kind="stable")[:SHORTLIST]
        chosen = np.append(best[np.isfinite(costs[best])], len(costs) - 1)
        return _Side(self.path, self.partners[chosen], self.moved[chosen])

    def touched(self, partner: np.intp) -> Nodes:
        """The nodes that a move with one partner changes."""
        moved = self.moved[partner]
        return np.concatenate([self.path[moved], self.partners[partner][moved]])


def hidden_cells(answered: Cells, rows: Tree, columns: Tree, least: int = LEAST) -> Mask:
    """Which cells of a table, totals among them, must be hidden."""
    if least < 1:
        raise ValueError(f"cells with fewer than {least} answers cannot be")
    if answered.min(initial=0) < 0:
        raise ValueError(f"{answered.min()} answers cannot be")
    small = (answered > 0) & (answered < least)
    table = _Table(
        np.pad(answered.astype(float), (0, 1), constant_values=np.inf),
        np.pad(np.where(small, 0.0, answered), (0, 1)),
    )
    for row, column in _totals_first(small, rows, columns):
        _guard(table, (rows, columns), (int(row), int(column)), least)
    hidden: Mask = (answered > 0) & (table.price[:-1, :-1] == 0)
    return hidden


def _totals_first(small: Mask, rows: Tree, columns: Tree) -> Nodes:
    cells = np.argwhere(small)
    depths = rows.depths[cells[:, 0]] + columns.depths[cells[:, 1]]
    return cells[np.argsort(depths, kind="stable")]


def _guard(table: _Table, trees: tuple[Tree, Tree], cell: Pair, least: int) -> None:
    """Hide what the cheapest move of one small cell touches.

    What moves along with the cell must be able to lose what the cell can, and what moves against
    it what the cell lacks. Only partners that are cheap in the cell's own row and column are tried:
    trying all takes ten times as long and saves next to nothing. Nobody is always among them, so
    there is always a move.
    """
    row, column = _sides(table.answered, trees, cell)
    up = int(least - table.answered[cell])
    down = int(table.answered[row.path[-1], column.path[-1]] - 1)
    row = row.shortlist(table.prices(row.partners, column.path[-1:], up))
    column = column.shortlist(table.prices(row.path[-1:], column.partners, up))
    costs = _costs(table, row, column, up, down)
    k, j = np.unravel_index(costs.argmin(), costs.shape)
    table.price[np.ix_(row.touched(k), column.touched(j))] = 0


def _sides(answered: Floats, trees: tuple[Tree, Tree], cell: Pair) -> tuple[_Side, _Side]:
    """The two sides of a cell. A small total moves with its largest leaf: that has most room."""
    rows, columns = (tree.under(node) for tree, node in zip(trees, cell, strict=True))
    leaves = answered[np.ix_(trees[0].paths[rows, -1], trees[1].paths[columns, -1])]
    row, column = np.unravel_index(leaves.argmax(), leaves.shape)
    return _side(trees[0], rows[row], cell[0]), _side(trees[1], columns[column], cell[1])


def _side(tree: Tree, leaf: np.intp, node: int) -> _Side:
    path = tree.paths[leaf]
    moved = tree.paths_and_nobody != path
    return _Side(path, tree.paths_and_nobody, moved & moved[:, [len(tree.names[node])]])


def _costs(table: _Table, row: _Side, column: _Side, up: int, down: int) -> Floats:
    """The price of the move with each pair of partners; levels where two ways meet stay put."""
    costs = np.zeros((len(row.partners), len(column.partners)))
    for m, i in enumerate(row.path[:, None, None]):
        for n, j in enumerate(column.path[:, None, None]):
            k, other = row.partners[:, [m]], column.partners[:, n][None, :]
            price = table.prices(i, j, down) + table.prices(k, other, down)
            price = price + table.prices(k, j, up) + table.prices(i, other, up)
            costs += price * (row.moved[:, [m]] & column.moved[:, n])
    return costs

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
    """The cells as a move sees them: what each has, and what it costs to let it take part.

    There is a table of `prices` for each number of answers that a move may take from a cell, which
    it must not empty. One line and one column more than the table stand for nobody, who gives what
    is asked for nothing.
    """

    answered: Floats
    prices: Floats

    def hide(self, rows: Nodes, columns: Nodes) -> None:
        """What is hidden costs nothing from then on."""
        block = np.ix_(np.arange(len(self.prices)), rows, columns)
        self.prices[block] = np.where(self.prices[block] < FORBIDDEN, 0, FORBIDDEN)


def _table_of(answered: Cells, small: Mask, least: int) -> _Table:
    padded = np.pad(answered.astype(float), (0, 1), constant_values=np.inf)
    price = np.pad(np.where(small, 0.0, answered), (0, 1))
    lost = np.arange(least)[:, None, None]
    return _Table(padded, np.where(padded > lost, price, FORBIDDEN))


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
        costs = np.einsum("kl,kl->k", prices, self.moved)
        costs[~self.moved[:, -1]] = np.inf
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
    table = _table_of(answered, small, least)
    for row, column in _totals_first(small, rows, columns):
        _guard(table, (rows, columns), (int(row), int(column)), least)
    hidden: Mask = (answered > 0) & (table.prices[0, :-1, :-1] == 0)
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
    row = row.shortlist(table.prices[up, row.partners, column.path[-1]])
    column = column.shortlist(table.prices[up, row.path[-1], column.partners])
    costs = _costs(table.prices[up], table.prices[down], row, column)
    k, j = np.unravel_index(costs.argmin(), costs.shape)
    table.hide(row.touched(k), column.touched(j))


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


def _costs(up: Floats, down: Floats, row: _Side, column: _Side) -> Floats:
    """The price of the move with each pair of partners; levels where two ways meet stay put.

    The cell moves against what is in its column and its row, and with what is where those cross.
    """
    r, c = row.moved.astype(float), column.moved.astype(float)
    own = down[row.path[:, None], column.path]
    across = np.einsum("kmn,km->kn", up[row.partners[:, :, None], column.path], r)
    along = np.einsum("mjn,jn->mj", up[row.path[:, None, None], column.partners], c)
    crossing = down[row.partners[:, :, None, None], column.partners]
    costs = np.einsum("km,kmjn,jn->kj", r, crossing, c) + (r @ own + across) @ c.T + r @ along
    return np.asarray(costs)

"""Which cells of a table with totals must be hidden, so that no small one can be worked out.

A small cell is safe if something else could be true: if the table, without a change in anything
that is shown, leaves it free to be larger or smaller. So for each small cell the cheapest *move*
is looked for that gives it some answers, or takes some, and makes up for that elsewhere: in the
same column, in the same row, and where those two cross. What the move touches is hidden, the
totals between its corners included. The price of a cell is its answers: as few as possible are
lost to the reader, totals last.

What moves are answers of some kind, satisfied or not, or one of five levels: a cell gives only what
it has, so that the counts of each kind could be true as well, and all of them at once.

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
Loss: TypeAlias = tuple[int, ...]

LEAST = 5
FORBIDDEN = 1e15
SHORTLIST = 20


@dataclass(frozen=True, eq=False)
class _Table:
    """The cells as a move sees them: what each has of each kind, and what it costs to move that.

    There is a table of `prices` for each loss that a move may ask for, so many of each kind, which
    a cell must have and which must not empty it. One line and one column more than the table stand
    for nobody, who gives what is asked for nothing.
    """

    kinds: Floats
    answered: Floats
    prices: Floats
    losses: dict[Loss, int]

    def ups(self, answers: int) -> Floats:
        """What cells cost that lose so many answers of one kind, for each kind."""
        last = answers * len(self.kinds)
        return self.prices[last - len(self.kinds) : last]

    def down(self, row: np.intp, column: np.intp) -> Floats:
        """What cells cost that lose as much as this one until a single answer is left."""
        return np.asarray(self.prices[self.losses[_all_but_one(self.kinds[:, row, column])]])

    def hide(self, rows: Nodes, columns: Nodes) -> None:
        """What is hidden costs nothing from then on."""
        block = np.ix_(np.arange(len(self.prices)), rows, columns)
        self.prices[block] = np.where(self.prices[block] < FORBIDDEN, 0, FORBIDDEN)


def _table_of(kinds: Cells, small: Mask, least: int) -> _Table:
    """The kinds come with the commonest first, as `_all_but_one` wants them."""
    kinds = kinds[np.argsort(-kinds[:, 0, 0], kind="stable")]
    padded = np.pad(kinds.astype(float), ((0, 0), (0, 1), (0, 1)), constant_values=np.inf)
    answered, price = padded.sum(0), np.pad(np.where(small, 0.0, kinds.sum(0)), (0, 1))
    losses = {loss: n for n, loss in enumerate(_losses(kinds, small, least))}
    free = (_can_lose(padded, answered, loss) for loss in losses)
    prices = np.array([np.where(mask, price, FORBIDDEN) for mask in free])
    return _Table(padded, answered, prices, losses)


def _losses(kinds: Cells, small: Mask, least: int) -> list[Loss]:
    """What moves may ask for: 1, 2, … of one kind, nothing, and what small cells can lose."""
    each = np.eye(len(kinds), dtype=int)
    ups = [tuple(loss) for n in range(1, least) for loss in (n * each).tolist()]
    downs = [_all_but_one(cell) for cell in np.unique(kinds[:, small].T, axis=0)]
    return list(dict.fromkeys([*ups, _nothing(kinds), *downs]))


def _nothing(kinds: Cells) -> Loss:
    return (0,) * len(kinds)


def _all_but_one(cell: Floats | Cells) -> Loss:
    """What a cell can lose; what stays is an answer of its rarest kind, which few could give."""
    kept = np.flatnonzero(cell)[-1]
    return tuple(int(n) - (kind == kept) for kind, n in enumerate(cell))


def _can_lose(kinds: Floats, answered: Floats, loss: Loss) -> Mask:
    enough = (kinds >= np.reshape(loss, (-1, 1, 1))).all(0)
    return np.asarray(enough & (answered > sum(loss)))


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
        costs = np.einsum("vkl,kl->vk", prices, self.moved).min(0)
        costs[~self.moved[:, -1]] = np.inf
        best = np.argsort(costs[:-1], kind="stable")[:SHORTLIST]
        chosen = np.append(best[np.isfinite(costs[best])], len(costs) - 1)
        return _Side(self.path, self.partners[chosen], self.moved[chosen])

    def touched(self, partner: np.intp) -> Nodes:
        """The nodes that a move with one partner changes."""
        moved = self.moved[partner]
        return np.concatenate([self.path[moved], self.partners[partner][moved]])


def hidden_cells(kinds: Cells, rows: Tree, columns: Tree, least: int = LEAST) -> Mask:
    """Which cells of a table, totals among them, must be hidden.

    `kinds` has a table for each kind of answer; together they are all who answered.
    """
    if least < 1:
        raise ValueError(f"cells with fewer than {least} answers cannot be")
    if kinds.min(initial=0) < 0:
        raise ValueError(f"{kinds.min()} answers cannot be")
    answered = kinds.sum(0)
    small = (answered > 0) & (answered < least)
    table = _table_of(kinds, small, least)
    for row, column in _totals_first(small, rows, columns):
        _guard(table, (rows, columns), (int(row), int(column)), least)
    price = table.prices[table.losses[_nothing(kinds)], :-1, :-1]
    hidden: Mask = (answered > 0) & (price == 0)
    return hidden


def _totals_first(small: Mask, rows: Tree, columns: Tree) -> Nodes:
    cells = np.argwhere(small)
    depths = rows.depths[cells[:, 0]] + columns.depths[cells[:, 1]]
    return cells[np.argsort(depths, kind="stable")]


def _guard(table: _Table, trees: tuple[Tree, Tree], cell: Pair, least: int) -> None:
    """Hide what the cheapest move of one small cell touches.

    What moves along with the cell must be able to lose what the cell can, and what moves against
    it what the cell lacks, all of one kind. Only partners that are cheap in the cell's own row and
    column are tried: trying all takes ten times as long and saves next to nothing. Nobody is always
    among them, so there is always a move.
    """
    row, column = _sides(table.answered, trees, cell)
    up = table.ups(int(least - table.answered[cell]))
    down = table.down(row.path[-1], column.path[-1])
    row = row.shortlist(up[:, row.partners, column.path[-1]])
    column = column.shortlist(up[:, row.path[-1], column.partners])
    costs = _costs(up, row, column) + _crossing_costs(down, row, column)
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


def _costs(up: Floats, row: _Side, column: _Side) -> Floats:
    """The price of what moves against the cell, in its column and its row, for each pair of
    partners; levels where two ways meet stay put."""
    r, c = row.moved.astype(float), column.moved.astype(float)
    across = np.einsum("vkmn,km->vkn", up[:, row.partners[:, :, None], column.path], r)
    along = np.einsum("vmjn,jn->vmj", up[:, row.path[:, None, None], column.partners], c)
    return np.asarray((across @ c.T + r @ along).min(0))


def _crossing_costs(down: Floats, row: _Side, column: _Side) -> Floats:
    """The price of what moves with the cell: on its own way, and where column and row cross."""
    r, c = row.moved.astype(float), column.moved.astype(float)
    own = down[row.path[:, None], column.path]
    crossing = down[row.partners[:, :, None, None], column.partners]
    return np.asarray(np.einsum("km,kmjn,jn->kj", r, crossing, c) + r @ own @ c.T)

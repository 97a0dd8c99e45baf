"""Tables that may be published without giving away what a few people answered.

A cell with fewer than `least` answers is hidden, and with it as many others as it takes so that
nobody finds it by subtracting what is shown from a total. Hidden is hidden: a page must use one
mark for both kinds, because whoever can tell them apart knows more.

What is promised: somebody who has the whole published table, with every count in it, and knows
that a hidden cell holds at least one answer (an empty one is shown as 0: there is nobody in it to
protect), can still not exclude that a small cell holds 1, 2, … `least` answers, and for a small
total none from its own number to `least`. Every other hidden cell stays open by as much.

What is not: what was answered. When everybody in a total that is shown was satisfied, so was
everybody in each of its parts; and how many of a hidden cell were may be worked out where how many
they are cannot. Two tables that share cells must be given as one, or each guards only itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.counts import check_each, check_named, numbers
from analysis.suppression import LEAST, Mask, hidden_cells
from analysis.trees import Cells, Nodes, Tree, added_up, tree_of
from analysis.words import Words

HIDDEN = Words(
    "Không công bố, để bảo vệ người trả lời", "Not shown, to protect the people who answered"
)


def published(
    counts: pd.DataFrame, rows: Sequence[str], columns: Sequence[str] = (), least: int = LEAST
) -> pd.DataFrame:
    """The whole table with its totals, where every count of a hidden cell is missing.

    `rows` and `columns` name the columns of `counts` that span the two sides, the widest first,
    as in `rows=["group", "field"], columns=["office"]`. Each remaining column must be a count that
    adds up: `answered`, and beside it some of those who answered, nobody in two columns, such as
    `satisfied`, or a column for each of five levels. (Who counts in two is added up afterwards.)
    There is a line for each cell, with None where it is a total, and a column `shown`.
    """
    check_named(counts, *rows, *columns)
    down, at_row = tree_of(counts, rows)
    across, at_column = tree_of(counts, columns)
    tables = {}
    for name in counts.columns.difference([*rows, *columns], sort=False):
        leaves = np.zeros((down.leaves, across.leaves), np.int64)
        (column,) = numbers(counts, name)
        check_each(column)
        np.add.at(leaves, (at_row, at_column), column.astype(np.int64))
        tables[str(name)] = added_up(leaves, down, across)
    shown = ~hidden_cells(_kinds(tables), down, across, least)
    return pd.DataFrame(
        _names(down, rows, np.repeat(np.arange(down.nodes), across.nodes))
        | _names(across, columns, np.tile(np.arange(across.nodes), down.nodes))
        | {name: _masked(table, shown) for name, table in tables.items()}
        | {"shown": shown.ravel()}
    )


def _names(side: Tree, levels: Sequence[str], nodes: Nodes) -> dict[str, pd.Series[Any]]:
    """For each level the names of `nodes`, None above where they lie."""
    padded = [name + (None,) * (len(levels) - len(name)) for name in side.names]
    return {
        level: pd.Series([padded[node][depth] for node in nodes], dtype=object)
        for depth, level in enumerate(levels)
    }


def _kinds(tables: Mapping[str, Cells]) -> Cells:
    """Those who answered by what they said: a table for each column beside, and for the rest."""
    answered = tables["answered"]
    beside = [table for name, table in tables.items() if name != "answered"]
    counted = np.sum([np.zeros_like(answered), *beside], axis=0)
    if (counted > answered).any():
        one = np.argmax(counted > answered)
        raise ValueError(
            f"{counted.flat[one]} in the columns beside {answered.flat[one]} who answered cannot be"
        )
    return np.array([*beside, answered - counted])


def _masked(table: Cells, shown: Mask) -> pd.Series[int]:
    return pd.Series(table.ravel(), dtype="Int64").where(shown.ravel())

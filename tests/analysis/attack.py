"""Somebody who wants to know what a hidden cell holds, and has nothing but the published table."""

from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp


def attack(table: pd.DataFrame, *sides, least=1) -> dict[tuple, tuple[float, float]]:
    """The least and the most that each hidden cell can hold, whole answers, at least so many each.

    `sides` are the columns that span each side, as the table was published with. It is all that
    can be known: every total is written as the sum of its parts, in all columns at once, where the
    columns beside `answered` and a rest are nowhere below 0 and together those who answered; and
    each hidden cell is pushed down and up as far as all these sums allow.
    """
    counts = _kinds(table, sides)
    names = [_name(line, sides) for line in table.itertuples()]
    cells = dict(zip(names, counts, strict=True))
    hidden = [name for name, kinds in cells.items() if np.isnan(kinds).any()]
    place = {name: number for number, name in enumerate(hidden)}
    sums, known = [], []
    for whole, parts in _sums(cells):
        line, rest = np.zeros(len(hidden)), np.zeros(counts.shape[1])
        for name, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if name in place:
                line[place[name]] += sign
            else:
                rest = rest - sign * cells[name]
        if line.any():
            sums.append(line)
            known.append(rest)
    known = np.reshape(known, (-1, counts.shape[1]))
    return {name: _bounds(place[name], sums, known, (len(hidden), least)) for name in hidden}


def _kinds(table, sides):
    """Each line's answers by what was said, and last those that are counted in no column beside."""
    beside = table.drop(columns=[*(level for side in sides for level in side), "answered", "shown"])
    counts = beside.assign(rest=table["answered"] - beside.sum(axis=1, skipna=False))
    return counts.to_numpy(float, na_value=np.nan)


def _name(line, sides):
    parts = [[getattr(line, level) for level in levels] for levels in sides]
    return tuple(tuple(p for p in part if not pd.isna(p)) for part in parts)


def _sums(cells):
    """Each total with its parts, along each side."""
    for whole, side in product(cells, range(len(next(iter(cells))))):
        parts = [
            name
            for name in cells
            if len(name[side]) == len(whole[side]) + 1
            and name[side][:-1] == whole[side]
            and all(a == b for i, (a, b) in enumerate(zip(name, whole, strict=True)) if i != side)
        ]
        if parts:
            yield whole, parts


def _bounds(cell, sums, known, cells):
    """Each kind has sums of its own, and in each hidden cell there are some of some kind."""
    kinds, (hidden, least) = known.shape[1], cells
    constraints = [LinearConstraint(np.tile(np.eye(hidden), kinds), least)]
    if sums:
        exactly = known.T.ravel()
        constraints.append(LinearConstraint(np.kron(np.eye(kinds), sums), exactly, exactly))
    found = []
    for sign in (1, -1):
        goal = np.tile(sign * (np.arange(hidden) == cell), kinds)
        result = milp(goal, integrality=np.ones(len(goal)), constraints=constraints)
        found.append(np.inf if result.status in {3, 4} else round(sign * result.fun))
    return found[0], found[1]

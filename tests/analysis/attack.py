"""Somebody who wants to know what a hidden cell holds, and has nothing but the published table."""

from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import linprog


def attack(table: pd.DataFrame, *sides) -> dict[tuple, tuple[float, float]]:
    """The least and the most that each hidden cell can hold, whole answers, at least one each.

    `sides` are the columns that span each side, as the table was published with. It is all that
    can be known: every total is written as the sum of its parts, and each hidden cell is pushed
    down and up as far as these sums allow.
    """
    cells = {_name(line, sides): line.answered for line in table.itertuples()}
    hidden = [name for name, answered in cells.items() if pd.isna(answered)]
    place = {name: number for number, name in enumerate(hidden)}
    sums, known = [], []
    for whole, parts in _sums(cells):
        line, rest = np.zeros(len(hidden)), 0
        for name, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if name in place:
                line[place[name]] += sign
            else:
                rest -= sign * cells[name]
        if line.any():
            sums.append(line)
            known.append(rest)
    return {name: _bounds(place[name], sums, known, len(hidden)) for name in hidden}


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


def _bounds(cell, sums, known, hidden):
    found = []
    for sign in (1, -1):
        goal = np.zeros(hidden)
        goal[cell] = sign
        equal = {"A_eq": np.array(sums), "b_eq": known} if sums else {}
        result = linprog(goal, bounds=(1, None), integrality=1, **equal)
        found.append(np.inf if result.status in {3, 4} else round(sign * result.fun))
    return found[0], found[1]

"""How much of a difference comes from other work, and how much from other rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.counts import check_counts, check_named, numbers
from analysis.differences import newcombe_bounds
from analysis.estimates import Proportion
from analysis.intervals import Finding, Findings, Floats
from analysis.mixes import Groups, totals, weighted_shares
from analysis.shares import share


@dataclass(frozen=True, kw_only=True)
class Decomposition:
    """The difference between two shares over fields, split by what it comes from.

    E. M. Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194:

        mix = sum((c - C)(t + T) / 2),  rates = sum((t - T)(c + C) / 2)

    with c, C the fields' parts in the answers and t, T their rates on both sides. A field in
    which one side has no answer has no rate there, so it is put down to the mix. The mix is
    taken as it came: the intervals speak of the rates.
    """

    share: Mapping[str, Proportion]
    reference: Mapping[str, Proportion]

    @property
    def difference(self) -> float | None:
        """The plain difference, which both parts add up to; nothing if one side has no answer."""
        mix, rates = self.by_mix(), self.by_rates()
        return None if mix is None else mix.estimate + (rates.estimate if rates else 0.0)

    def by_mix(self, level: float = 0.95) -> Finding | None:
        """What would be left if every field had the same rate on both sides."""
        return _by_mix(self._cells, level).only()

    def by_rates(self, level: float = 0.95) -> Finding | None:
        """What would be left if the work were the same; nothing if no field is in both."""
        return _by_rates(self._cells, level).only()

    @property
    def _cells(self) -> _Cells:
        names = list({**self.share, **self.reference})
        one, other = _counts(self.share, names), _counts(self.reference, names)
        return _Cells(*one, *other, np.zeros(len(names), np.intp), 1)


def decompose(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """Each office's difference from its reference, split.

    Takes columns `office`, `field`, `satisfied`, `answered`, `reference_satisfied`,
    `reference_answered`; returns one row an office with `by_mix`, `by_rates` and their bounds.
    """
    counts = ["satisfied", "answered", "reference_satisfied", "reference_answered"]
    check_named(frame, "office", "field")
    for side in (counts[:2], counts[2:]):
        check_counts(*numbers(frame, *side))
    fields = frame.groupby(["office", "field"], as_index=False, observed=True)[counts].sum()
    codes, offices = pd.factorize(fields["office"], sort=True)
    s, n, reference_s, reference_n = fields[counts].to_numpy(float).T
    cells = _Cells(s, n, reference_s, reference_n, codes, len(offices))
    mix, rates = _by_mix(cells, level), _by_rates(cells, level)
    return pd.DataFrame(
        {**mix.columns("by_mix"), **rates.columns("by_rates")},
        index=pd.Index(offices, name="office"),
    )


class _Cells(NamedTuple):
    """The counts of fields on both sides, and to which of `size` offices each belongs."""

    s: Floats
    n: Floats
    reference_s: Floats
    reference_n: Floats
    groups: Groups
    size: int

    def total(self, column: Floats) -> Floats:
        return totals(column, self.groups, self.size)

    def part_of_answers(self, n: Floats) -> Floats:
        return share(n, self.total(n)[self.groups])


def _by_rates(cells: _Cells, level: float) -> Findings:
    both = (cells.n > 0) & (cells.reference_n > 0)
    c, reference_c = cells.part_of_answers(cells.n), cells.part_of_answers(cells.reference_n)
    w = np.where(both, (c + reference_c) / 2, 0.0)
    one = weighted_shares(w, cells.s, cells.n, cells.groups, cells.size)
    other = weighted_shares(w, cells.reference_s, cells.reference_n, cells.groups, cells.size)
    low, high = newcombe_bounds(one.satisfied, one.answered, other.satisfied, other.answered, level)
    scale = cells.total(w)
    return Findings(scale * (one.estimate - other.estimate), scale * low, scale * high)


def _by_mix(cells: _Cells, level: float) -> Findings:
    """Fields that gained weight against fields that lost it; both sides' rates count for each."""
    both = (cells.n > 0) & (cells.reference_n > 0)
    gain = cells.part_of_answers(cells.n) - cells.part_of_answers(cells.reference_n)
    w = np.tile(np.where(both, gain / 2, gain), 2)
    s, n = np.append(cells.s, cells.reference_s), np.append(cells.n, cells.reference_n)
    up, down = (
        weighted_shares(part, s, n, np.tile(cells.groups, 2), cells.size) for part in (w, -w)
    )
    low, high = newcombe_bounds(up.satisfied, up.answered, down.satisfied, down.answered, level)
    scale = cells.total(np.maximum(gain, 0.0))
    parts = (scale * (up.estimate - down.estimate), scale * low, scale * high)
    answered = np.minimum(cells.total(cells.n), cells.total(cells.reference_n)) > 0
    unmoved = np.where(answered, 0.0, np.nan)
    return Findings(*(np.where(scale == 0, unmoved, part) for part in parts))


def _counts(side: Mapping[str, Proportion], names: list[str]) -> tuple[Floats, Floats]:
    rates = [side.get(name, Proportion(0, 0)) for name in names]
    return (
        np.array([rate.satisfied for rate in rates], float),
        np.array([rate.answered for rate in rates], float),
    )

"""Whether a channel gives other answers than another about the same work of the same office."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.counts import check_counts, check_named, numbers
from analysis.differences import excludes_zero
from analysis.estimates import Proportion
from analysis.intervals import Floats, Interval, interval_of
from analysis.mantel_haenszel import Tables
from analysis.shares import ratio


@dataclass(frozen=True, kw_only=True)
class SameWork:
    """What two channels say about one field of one office."""

    channel: Proportion
    reference: Proportion


@dataclass(frozen=True)
class ChannelDifference:
    """How much higher the share is in a channel than in the reference, within the same work.

    Real only when its interval excludes zero and both sides have enough answers; the test says how
    strong the evidence is. People choose their channel, so what is left may be the channel or who
    took it.
    """

    strata: tuple[SameWork, ...]

    @property
    def estimate(self) -> float | None:
        """Mantel and Haenszel's common difference; nothing if no stratum has both channels."""
        return _number(self._tables.difference())

    def confidence_interval(self, level: float = 0.95) -> Interval | None:
        return _interval(self._tables.difference_bounds(level))

    def is_real(self, level: float = 0.95) -> bool:
        """Whether the interval leaves no room for "no difference", and both sides have enough."""
        return self.has_enough and excludes_zero(self.confidence_interval(level))

    @property
    def has_enough(self) -> bool:
        """Whether both sides have the answers it takes to call a difference real, in strata that
        have both channels."""
        return bool(self._tables.has_enough()[0])

    @property
    def odds_ratio(self) -> float | None:
        """The common ratio of the odds; nothing if one side leaves no odds to compare."""
        return _number(self._tables.odds_ratio())

    def odds_ratio_interval(self, level: float = 0.95) -> Interval | None:
        return _interval(self._tables.odds_ratio_bounds(level))

    @property
    def p_value(self) -> float | None:
        """Of the Cochran-Mantel-Haenszel test; nothing if all answers are alike."""
        return _number(self._tables.p_value())

    @property
    def compared(self) -> float | None:
        """Which part of the channel's answers lies in strata that have both channels."""
        return _number(_compared(self._tables))

    @cached_property
    def _tables(self) -> Tables:
        sides = [side for stratum in self.strata for side in (stratum.channel, stratum.reference)]
        counts = np.array([(side.satisfied, side.answered) for side in sides], float)
        s, n, s0, n0 = counts.reshape(-1, 4).T
        return Tables(s, n, s0, n0, np.zeros(len(s), np.intp), 1)


def compare_channels(frame: pd.DataFrame, reference: str, level: float = 0.95) -> pd.DataFrame:
    """Every other channel against the reference, within offices and fields.

    Takes columns `office`, `field`, `channel`, `satisfied`, `answered`; returns one row a channel
    with `difference`, `low`, `high`, `real`, `enough`, `odds_ratio`, `odds_ratio_low`,
    `odds_ratio_high`, `p_value` and `compared`, the part of its answers that the comparison speaks
    of: none where there are no answers from the reference.
    """
    tables, channels = _tables_of(frame, reference)
    low, high = tables.difference_bounds(level)
    enough = tables.has_enough()
    odds_low, odds_high = tables.odds_ratio_bounds(level)
    return pd.DataFrame(
        {
            "difference": tables.difference(),
            "low": low,
            "high": high,
            "real": enough & ((low > 0) | (high < 0)),
            "enough": enough,
            "odds_ratio": tables.odds_ratio(),
            "odds_ratio_low": odds_low,
            "odds_ratio_high": odds_high,
            "p_value": tables.p_value(),
            "compared": _compared(tables),
        },
        index=channels,
    )


def _tables_of(frame: pd.DataFrame, reference: str) -> tuple[Tables, pd.Index[str]]:
    keys = ["office", "field"]
    check_named(frame, *keys, "channel")
    check_counts(*numbers(frame, "satisfied", "answered"))
    cells = frame.groupby([*keys, "channel"], as_index=False, observed=True)
    counts = cells[["satisfied", "answered"]].sum()
    is_reference = counts["channel"] == reference
    beside = counts[is_reference].drop(columns="channel")
    rows = counts[~is_reference].merge(beside, "left", keys, suffixes=("", "_0"))
    groups, channels = pd.factorize(rows["channel"], sort=True)
    columns = numbers(rows, "satisfied", "answered", "satisfied_0", "answered_0")
    s, n, s0, n0 = (np.nan_to_num(column) for column in columns)
    index = pd.Index(channels, name="channel")
    return Tables(s, n, s0, n0, groups, len(channels)), index


def _compared(tables: Tables) -> Floats:
    n, both = tables.answered, tables.reference_answered > 0
    return ratio(tables.total(n * both), tables.total(n))


def _number(values: Floats) -> float | None:
    return None if np.isnan(values[0]) else float(values[0])


def _interval(bounds: tuple[Floats, Floats]) -> Interval | None:
    return interval_of(bounds[0][0], bounds[1][0])

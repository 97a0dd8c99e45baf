"""The limits of a funnel as curves, as far as they lie on the sheet."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pandas as pd

from analysis.charts.scale import Scale

Point: TypeAlias = tuple[float, float]

DASHES: dict[str, tuple[float, float] | None] = {
    "low_95": (5.0, 3.0),
    "high_95": (5.0, 3.0),
    "low_998": None,
    "high_998": None,
}
WIDTH = 1.5


def curves(limits: pd.DataFrame, across: Scale, up: Scale) -> dict[str, list[Point]]:
    """The limits by their names: to the edges of the picture, and no limit of 0 or 100 %."""
    known = limits[limits["answered"] > 0].sort_values("answered")
    at = np.log10(known["answered"].to_numpy(float))
    return {name: _curve(at, known[name].to_numpy(float), across, up) for name in DASHES}


def _curve(at: np.ndarray, values: np.ndarray, across: Scale, up: Scale) -> list[Point]:
    if len(at) < 2:
        return []
    low, high = max(across.low, at[0]), min(across.high, at[-1])
    crossings = [c for bound in (up.low, up.high) for c in _crossings(at, values, bound)]
    xs = np.unique([x for x in [*at, low, high, *crossings] if low <= x <= high])
    ys = np.interp(xs, at, values)
    inside = np.concatenate([[False], (ys > up.low + 1e-9) & (ys < up.high - 1e-9), [False]])
    kept = inside[1:-1] | inside[:-2] | inside[2:]
    return [(across.at(x), up.at(y)) for x, y in zip(xs[kept], ys[kept], strict=True)]


def _crossings(at: np.ndarray, values: np.ndarray, bound: float) -> list[float]:
    """Where a curve reaches a bound between two of its points."""
    over = values - bound
    found = np.flatnonzero(over[:-1] * over[1:] < 0)
    return [float(at[n] - over[n] * (at[n + 1] - at[n]) / (over[n + 1] - over[n])) for n in found]


def along(curve: list[Point], apart: float = 4) -> list[Point]:
    """Points on a curve, close to each other."""
    if not curve:
        return []
    xs, ys = zip(*curve, strict=True)
    close = np.arange(xs[0], xs[-1] + apart, apart)
    return list(zip(close.tolist(), np.interp(close, xs, ys).tolist(), strict=True))

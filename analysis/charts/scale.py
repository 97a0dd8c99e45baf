"""From values to pixels, and where an axis begins."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

SPAN = 0.3


@dataclass(frozen=True)
class Scale:
    """An axis from the value `low` at pixel `start` to the value `high` at pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; what lies beyond the axis lies on its end."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self, apart: float) -> list[float]:
        """Round values along the axis, at least `apart` pixels from each other."""
        pixels = abs(self.end - self.start) / (self.high - self.low)
        step = next((s for s in _steps() if s * pixels >= apart), self.high - self.low)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [round(n * step, 10) for n in range(first, last + 1)]


def share_scale(values: Iterable[float], start: float, end: float) -> Scale:
    """An axis for shares that ends at 100 %, and begins under everything that it has to show.

    Thirty points at least are on it, so that small differences do not look like large ones.
    """
    lowest = min([1 - SPAN, *values])
    return Scale(max(0.0, math.floor(lowest * 10 - 0.05) / 10), 1.0, start, end)


def _steps() -> list[float]:
    return [digit * 10.0**power for power in range(-3, 6) for digit in (1, 2, 5)]

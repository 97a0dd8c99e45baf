"""Whether an estimated share is precise enough to be shown without a warning.

J. D. Parker, M. Talih, D. J. Malec et al. (2017), National Center for Health Statistics Data
Presentation Standards for Proportions, Vital and Health Statistics, Series 2, No. 175.

NCHS withholds what fails. Here the figure stays with its interval and carries the word: an office
may see its own weak figure, and a page that publishes may ask `.withheld`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.intervals import Interval
from analysis.words import Words

FEWEST = 30
WIDEST = 0.30
NARROW = 0.05
WIDEST_RELATIVE = 1.30
FEWEST_DEGREES = 8


class Reading(StrEnum):
    """What the standards say of one share, the gravest first."""

    FEW = "few"
    WIDE = "wide"
    RELATIVE = "relative"
    DEGREES = "degrees"
    EXTREME = "extreme"
    COMPLEMENT = "complement"
    RELIABLE = "reliable"

    @property
    def withheld(self) -> bool:
        """Whether NCHS would leave the figure out."""
        return self in {Reading.FEW, Reading.WIDE, Reading.RELATIVE}

    @property
    def words(self) -> Words:
        """What a page says beside the figure."""
        return _WORDS[self]


@dataclass(frozen=True)
class Reliability:
    """A share with its 95 % interval, held against the standards.

    `effective` is the effective number of answers: for a single proportion how many answered, for
    a weighted or clustered one what its `effective` says: p(1 - p) over the variance, before the
    interval's correction by t. `degrees` are the degrees of freedom, where there are any.
    """

    estimate: float | None
    interval: Interval | None
    effective: float
    degrees: float | None = None

    @property
    def reading(self) -> Reading:
        """The gravest thing that the standards say."""
        low, high = (self.interval.low, self.interval.high) if self.interval else (np.nan, np.nan)
        estimate = np.nan if self.estimate is None else self.estimate
        degrees = np.inf if self.degrees is None else self.degrees
        return Reading(readings(estimate, low, high, self.effective, degrees).item())


def readings(
    estimate: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    effective: ArrayLike,
    degrees: ArrayLike = np.inf,
) -> NDArray[np.str_]:
    """The gravest thing that the standards say of each share, as the value of a `Reading`.

    The relative width is the width over the share itself, and over its complement for the
    footnote. Neither is asked of an interval of five points or less, nor of a share of 0 or 100 %,
    where it would be infinite: that one is for a person to look at.
    """
    given = (np.asarray(each, float) for each in (estimate, low, high, effective, degrees))
    p, lower, upper, n, d = np.broadcast_arrays(*given)
    width = upper - lower
    extreme = (p <= 0) | (p >= 1)
    asked = ~extreme & (width > NARROW)
    conditions = {
        Reading.FEW: ~(n >= FEWEST) | np.isnan(p),
        Reading.WIDE: width >= WIDEST,
        Reading.RELATIVE: asked & (width > WIDEST_RELATIVE * p),
        Reading.DEGREES: d < FEWEST_DEGREES,
        Reading.EXTREME: extreme,
        Reading.COMPLEMENT: asked & (width > WIDEST_RELATIVE * (1 - p)),
    }
    return np.select(
        list(conditions.values()), [r.value for r in conditions], Reading.RELIABLE.value
    )


def with_readings(shares: pd.DataFrame) -> pd.DataFrame:
    """The same lines with a column `reliability`.

    Columns: `estimate`, `low`, `high`, `effective` (else `answered`), and `degrees` if there is.
    """
    effective = shares["effective"] if "effective" in shares else shares["answered"]
    degrees = shares.get("degrees", np.inf)
    found = readings(shares["estimate"], shares["low"], shares["high"], effective, degrees)
    return shares.assign(reliability=found)


_WORDS = {
    Reading.FEW: Words(
        "Dưới 30 lượt trả lời (tính theo cỡ mẫu hiệu dụng): chưa đủ tin cậy",
        "Fewer than 30 answers (effective): not reliable",
    ),
    Reading.WIDE: Words(
        "Khoảng tin cậy rộng từ 30 điểm phần trăm trở lên: chưa đủ tin cậy",
        "The interval is 30 percentage points wide or wider: not reliable",
    ),
    Reading.RELATIVE: Words(
        "Khoảng tin cậy rộng hơn 1,3 lần chính tỷ lệ này: chưa đủ tin cậy",
        "The interval is more than 1.3 times as wide as the share itself: not reliable",
    ),
    Reading.DEGREES: Words(
        "Có quá ít nhóm độc lập (dưới 8 bậc tự do): cần xem xét trước khi công bố",
        "Too few independent groups (under 8 degrees of freedom): to be reviewed first",
    ),
    Reading.EXTREME: Words(
        "Tất cả hoặc không một ai: cần xem xét trước khi công bố",
        "Everybody or nobody: to be reviewed first",
    ),
    Reading.COMPLEMENT: Words(
        "Tỷ lệ này đủ tin cậy, nhưng phần còn lại đến 100 % thì chưa",
        "This share is reliable, what is missing to 100% is not",
    ),
    Reading.RELIABLE: Words("Đủ tin cậy", "Reliable"),
}

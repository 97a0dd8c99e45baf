"""What a chart says of the intervals in it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts import words
from analysis.charts.marks import ANY, arrow, arrow_down, sample
from analysis.charts.notes import Entry
from analysis.charts.scale import Scale
from analysis.charts.shares import Share
from analysis.charts.statuses import STATUSES
from analysis.statuses import TOO_FEW
from analysis.words import Language


def interval_entries(shares: Sequence[Share], scale: Scale, language: Language) -> list[Entry]:
    """How intervals are drawn here: those of a share, of too few answers, and beyond the axis."""
    drawn = [share for share in shares if share.drawn]
    few = any(share.status == TOO_FEW for share in drawn)
    beyond = any((share.low or 0) < scale.low for share in drawn)
    entries = (
        (bool(drawn), sample(ANY), words.POINT),
        (few, sample(STATUSES[TOO_FEW]), words.FEW_INTERVAL),
        (beyond, arrow if scale.end > scale.start else arrow_down, words.BEYOND),
    )
    return [(sign, said.said(language)) for is_there, sign, said in entries if is_there]

"""Charts of a report. matplotlib is first needed when one is drawn."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from analysis.report.answer import Judged
from analysis.report.comparison import Comparison
from analysis.report.dissatisfaction import Dissatisfaction, Estimate, Link
from analysis.report.names import Demand
from analysis.report.rates import Rate
from analysis.report.report import Part
from analysis.words import Words
from survey.documents.names import FACTORS
from survey.documents.voice import Voice

if TYPE_CHECKING:
    import pandas as pd

    from analysis.charts import Chart, Driver, Share

Draw: TypeAlias = "Callable[..., Chart]"
"""With a width in pixels, or else as wide as a sheet takes."""

FIELDS = Words("Tỷ lệ hài lòng theo lĩnh vực", "The rate by field")
DRIVERS = Words("Điều đi cùng sự không hài lòng", "What goes with dissatisfaction")
OFFICES = Words("Các cơ quan, đơn vị quanh chỉ tiêu", "Offices around the target")
POINTS_OF_LIMITS = 80


def fields(part: Part, voice: Voice) -> Draw:
    """Each field with its interval; the line of a target that they all have."""

    def draw(**width: float) -> Chart:
        from analysis.charts import intervals

        told = part.breakdown.fields
        demands = {each.judged.demand for each in told}
        (demand,) = demands if len(demands) == 1 else (None,)
        shares = [_share(voice.thing(each.field), each.judged) for each in told]
        target = demand.target if demand else None
        return intervals(shares, voice.say(FIELDS), target=target, language=voice.language, **width)

    return draw


def drivers(told: Dissatisfaction, voice: Voice) -> Draw:
    """Each factor that may be shown."""

    def draw(**width: float) -> Chart:
        from analysis.charts import drivers as drawn

        links = [(each.factor, each.link) for each in told.factors]
        rows = [
            _driver(voice.say(FACTORS[factor]), link)
            for factor, link in links
            if isinstance(link, Link)
        ]
        return drawn(rows, voice.say(DRIVERS), language=voice.language, **width)

    return draw


def funnel(told: Comparison, demand: Demand, voice: Voice) -> Draw:
    """The offices that are held to the target of all."""

    def draw(**width: float) -> Chart:
        from analysis.charts import funnel as drawn

        found = [each for each in told.offices if each.position is not None]
        shares = [_in_funnel(voice.thing(each.office), each.judged) for each in found]
        far = {voice.thing(each.office) for each in found if str(each.position).startswith("far")}
        limits = _limits([share.answered or 1 for share in shares], demand)
        title = voice.say(OFFICES)
        return drawn(
            shares,
            limits,
            title,
            target=demand.target,
            outside=far,
            language=voice.language,
            **width,
        )

    return draw


def _share(name: str, judged: Judged) -> Share:
    from analysis.charts import Share

    rate = judged.rate
    if isinstance(rate, Rate):
        estimate, low, high = (_part(each) for each in (rate.percent, rate.low, rate.high))
        return Share(name, estimate, low, high, rate.answered, judged.status)
    return Share(name, None, None, None, 0 if rate is None else None, judged.status)


def _in_funnel(name: str, judged: Judged) -> Share:
    """There all answers count alike, as they do for the position; no interval is drawn."""
    from analysis.charts import Share

    rate = judged.rate
    if not isinstance(rate, Rate):
        return _share(name, judged)
    share = rate.satisfied / rate.answered
    return Share(name, share, share, share, rate.answered, judged.status)


def _driver(name: str, link: Link) -> Driver:
    from analysis.charts import Driver

    bad = link.dissatisfied
    return Driver(
        name,
        link.answered,
        None if bad is None else _part(bad.value),
        None if link.times is None else _bounds(link.times, 1),
        None if link.explained is None else _bounds(link.explained, 100),
    )


def _bounds(found: Estimate, whole: int) -> tuple[float, float, float]:
    low, value, high = (float(each / whole) for each in (found.low, found.value, found.high))
    return low, value, high


def _part(percent: Decimal) -> float:
    return float(percent / 100)


def _limits(answered: list[int], demand: Demand) -> pd.DataFrame:
    """The curves between the fewest and the most answers, with room beside them."""
    import numpy as np
    import pandas as pd

    from analysis.funnel import funnel

    low, high = max(1, min(answered) // 4), max(answered) * 4
    at = np.unique(np.geomspace(low, high, POINTS_OF_LIMITS).round().astype(int))
    return funnel(pd.DataFrame({"satisfied": 0, "answered": at}), demand.target)

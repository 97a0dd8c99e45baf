"""Pictures of what was found, as SVG with real words: they draw, and judge nothing."""

from analysis.charts.chart import Chart
from analysis.charts.drivers import Driver, drivers
from analysis.charts.funnel import funnel
from analysis.charts.intervals import intervals
from analysis.charts.levels import Levels, levels
from analysis.charts.shares import Share
from analysis.charts.timeline import Period
from analysis.charts.trend import trend

__all__ = [
    "Chart",
    "Driver",
    "Levels",
    "Period",
    "Share",
    "drivers",
    "funnel",
    "intervals",
    "levels",
    "trend",
]

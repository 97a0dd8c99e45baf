"""Charts of invented offices, and what stands in their SVG."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pandas as pd

from analysis.charts import Driver, Levels, Period, Share, drivers, funnel, intervals, levels, trend
from analysis.charts.lettering import width_of
from analysis.charts.markup import SVG
from analysis.estimates import Proportion
from analysis.targets import Target

NINETY = Target(Decimal(90))
LONG = "Chi nhánh Văn phòng Đăng ký đất đai khu vực Thạch Hà – Lộc Hà – Can Lộc"
HOSTILE = '<script>alert(1)</script> & $x^2$ "quoted"'
LIMITS = pd.DataFrame(
    [(n, 0.9 - 1 / n, 0.95, 0.9 - 2 / n, 1.0) for n in (5, 50, 500, 5000)],
    columns=["answered", "low_95", "high_95", "low_998", "high_998"],
)


def share(name="Sở Nội vụ", satisfied=1180, answered=1234, status="met"):
    found = Proportion(satisfied, answered)
    interval = found.confidence_interval()
    if interval is None:
        return Share(name, None, None, None, answered, status)
    return Share(name, found.estimate, interval.low, interval.high, answered, status)


def quarter(year, number, method="", **values):
    return Period(year, share(f"Quý {number}/{year}", **values), number, NINETY, method)


def driver(name, explained=(0.24, 0.33, 0.41)):
    return Driver(name, 1210, 0.142, (3.1, 4.2, 5.8), explained)


def _levels(answered):
    """As 1, 2, 3, 40 and 50 of 96 people; what rounding leaves is very satisfied."""
    first = [(answered * part + 48) // 96 for part in (1, 2, 3, 40)]
    return (*first, answered - sum(first))


def picture(kind, shares, language="vi", width=760):
    """One of the five charts, of these offices."""
    said = {"language": language, "width": width}
    match kind:
        case "intervals":
            return intervals(shares, "Theo cơ quan", target=NINETY, **said)
        case "trend":
            periods = [Period(2000 + n, share) for n, share in enumerate(shares)]
            return trend(periods, "Theo thời gian", **said)
        case "funnel":
            names = {share.name for share in shares}
            return funnel(shares, LIMITS, "Phễu", target=NINETY, outside=names, **said)
        case "levels":
            rows = [Levels(_levels(s.answered if s.drawn else 0), s) for s in shares]
            return levels(rows, "Năm mức", **said)
        case "drivers":
            return drivers([driver(share.name) for share in shares], "Yếu tố", **said)


def words_of(svg):
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


OFFICES = [
    share(),
    share(LONG, 188, 240, "missed"),
    share("UBND phường Thành Sen", 63, 66, "above, not proven"),
    share("UBND xã Kỳ Thượng", 77, 90, "below, not proven"),
    share(HOSTILE, 5, 6, "too few"),
    share("UBND xã Đức Thịnh", 0, 0, "too few"),
    Share("UBND xã Hà Linh", None, None, None, None),
]
KINDS = ["intervals", "trend", "funnel", "levels", "drivers"]


def where(element):
    """Left end, baseline and width of a line of words."""
    x, y = float(element.get("x")), float(element.get("y"))
    bold = element.get("font-weight") == "bold"
    wide = width_of(element.text or "", float(element.get("font-size")), bold=bold)
    return x - wide * {"middle": 0.5, "end": 1}.get(element.get("text-anchor"), 0), y, wide


def upright_lines(root):
    """Across, top and bottom of each."""
    for path in root.iter(f"{SVG}path"):
        match path.get("d").split():
            case ["M", x, start, "L", other, end] if x == other:
                yield float(x), *sorted((float(start), float(end)))

"""Where words and marks of charts stand: on the sheet, beside each other, told apart in grey."""

import io
import math
from decimal import Decimal
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.image import imread

from analysis.charts import Period, style, trend, words
from analysis.charts.canvas import Canvas
from analysis.charts.levels import FILLS, LETTERS
from analysis.charts.marks import draw_estimate, draw_interval
from analysis.charts.markup import SVG
from analysis.charts.rows import axis_ticks
from analysis.charts.scale import Scale
from analysis.charts.statuses import STATUSES, UNJUDGED
from analysis.targets import Target
from analysis.words import Words, percent
from tests.analysis.pictures import (
    KINDS,
    NINETY,
    OFFICES,
    picture,
    quarter,
    share,
    upright_lines,
    where,
)

PHONE, PAPER, PAGE = 328, 643, 760
EXTREME = [
    share("UBND xã Toàn Đạt", 60, 60),
    share("UBND xã Không Ai", 0, 40, "missed"),
    share("UBND xã Một Người", 1, 1, "too few"),
    share("UBND xã Triệu Người", 1_234_567, 1_234_567),
    share("UBND xã Triệu Không", 0, 2_345_678, "missed"),
]
MANY = [share(f"UBND xã {n}", 60 + n, 100, "missed") for n in range(40)]
SCENES = {"offices": OFFICES, "one": OFFICES[1:2], "extreme": EXTREME, "many": MANY}


def boxes(svg):
    """Left, top, right, bottom of each line of words: from a capital's accent to a descender."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        x, y, wide = where(element)
        size = float(element.get("font-size"))
        found.append((x, y - 0.8 * size, x + wide, y + 0.2 * size, element.text))
    return found


def clashes(svg):
    return [
        (one[4], other[4])
        for one, other in combinations(boxes(svg), 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.5
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    ]


def outside(svg):
    right, bottom = (float(end) for end in ET.fromstring(svg).get("viewBox").split()[2:])
    return [
        box[4]
        for box in boxes(svg)
        if box[0] < -0.5 or box[1] < -0.5 or box[2] > right + 0.5 or box[3] > bottom
    ]


@pytest.mark.parametrize("width", [PHONE, PAPER, PAGE])
@pytest.mark.parametrize(
    "scene, language", [*((scene, "vi") for scene in SCENES), ("offices", "en")]
)
@pytest.mark.parametrize("kind", KINDS)
def test_words_stand_on_the_sheet_and_not_on_each_other(kind, scene, language, width):
    svg = picture(kind, SCENES[scene], language, width).svg()
    assert (outside(svg), clashes(svg)) == ([], [])


@pytest.mark.parametrize("width", [PHONE, PAGE])
@pytest.mark.parametrize("count", [1, 2, 5, 12, 13, 40, 120])
def test_a_trend_of_any_length_has_all_its_numbers(count, width):
    quarters = [quarter(2000 + n // 4, n % 4 + 1, answered=1200 + n) for n in range(count)]
    svg = trend(quarters, "Theo quý", width=width).svg()
    assert (outside(svg), clashes(svg)) == ([], [])
    said = [box[4] for box in boxes(svg)]
    assert [n for n in range(count) if f"1.{200 + n}" not in said] == []
    low = f"{100 * quarters[0].share.low:.1f}".replace(".", ",")
    assert any(low in line for line in said)


@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_targets_and_methods_that_change_each_quarter_stand_in_nobody_s_way(width):
    targets = [Target(Decimal(50 + n)) for n in range(8)]
    changing = [
        Period(2020 + n // 4, share(f"Quý {n}"), n % 4 + 1, target, f"phương pháp {n}")
        for n, target in enumerate(targets)
    ]
    svg = trend(changing, "Theo quý", width=width).svg()
    assert (outside(svg), clashes(svg)) == ([], [])
    assert [n for n in range(8) if f"Chỉ tiêu ≥ {50 + n}\u00a0%" not in svg] == []


@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_an_arrow_under_the_axis_touches_no_name_of_a_quarter(width):
    few = [quarter(2024, n, satisfied=3, answered=4, status="too few") for n in range(1, 5)]
    svg = trend(few, "Theo quý", width=width).svg()
    names = [box for box in boxes(svg) if box[4] in {"I", "II", "III", "IV"}]
    paths = [path.get("d").split() for path in ET.fromstring(svg).iter(f"{SVG}path")]
    arrows = [(float(d[4]), float(d[5])) for d in paths if d[3::3] == ["L", "L"]]
    assert len(names) == 4
    for left, top, right, *_ in names:
        tips = [y for x, y in arrows if abs(2 * x - left - right) < 2]
        assert len(tips) == 1
        assert tips[0] + 2 < top


@pytest.mark.parametrize("width", [360, PAGE])
def test_the_last_target_is_not_cut_at_the_edge_of_the_sheet(width):
    """Drawn in pixels a bold line is a little wider than it was measured."""
    targets = [NINETY] * 5 + [Target(Decimal("95.5"))]
    years = [Period(2020 + n, share(), None, target) for n, target in enumerate(targets)]
    drawn = imread(io.BytesIO(trend(years, "Theo năm", width=width).png(200)))
    over = drawn[:120]
    assert over[:, -120:].min() < 0.5
    assert over[:, -1].min() == 1


def test_a_quarter_that_is_missing_keeps_its_name():
    svg = trend([quarter(2024, 1), quarter(2024, 4)], "Theo quý").svg()
    assert [box[4] for box in boxes(svg) if box[4] in {"I", "II", "III", "IV"}] == [
        "I", "II", "III", "IV",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [PHONE, PAPER, PAGE])
@pytest.mark.parametrize("kind", ["intervals", "levels", "drivers"])
def test_no_line_of_a_picture_goes_through_words(kind, width):
    svg = picture(kind, [s for s in OFFICES if s.drawn], "vi", width).svg()
    crossed = [
        said
        for left, top, right, bottom, said in boxes(svg)
        for x, start, end in upright_lines(ET.fromstring(svg))
        if left < x < right and min(end, bottom) - max(start, top) > 1
    ]
    assert len(list(upright_lines(ET.fromstring(svg)))) > 5
    assert crossed == []


@pytest.mark.parametrize(
    "scale, lines, named",
    [  # "100 %" takes 43 pixels, others 35
        (Scale(0.6, 1, 0, 180), [0.6, 0.7, 0.8, 0.9, 1], [0.6, 0.7, 0.8, 0.9, 1]),
        (Scale(0, 1, 0, 180), [0, 0.5, 1], [0, 0.5, 1]),
        (Scale(0.1, 1, 0, 165), [0.2, 0.4, 0.6, 0.8, 1], [0.2, 0.6, 1]),
    ],
)
def test_an_axis_is_named_as_often_as_there_is_room(scale, lines, named):
    assert axis_ticks(scale, lambda tick: percent(tick, "vi", 0)) == (lines, named)


@pytest.mark.parametrize("low, high", [(0.5, 0.5001), (0.5, 0.52), (0.4, 0.8)])
def test_an_interval_is_larger_than_its_point(low, high):
    canvas, scale = Canvas(100, 20), Scale(0, 1, 0, 100)
    draw_estimate(canvas, UNJUDGED, (low, low, high), scale, lambda x: (x, 10))
    interval, point = (artist for artist in canvas.figure.get_children()[1:])
    edge = interval.get_linewidth()
    area = (interval.get_height() + edge) * (interval.get_width() + edge)
    assert area > 4 * math.pi * point.get_radius() ** 2


def test_the_target_is_seen_through_a_hollow_interval():
    canvas = Canvas(100, 20)
    draw_interval(canvas, STATUSES["below, not proven"], (20, 10), (60, 10))
    assert canvas.figure.get_children()[1].get_facecolor()[3] == 0


@pytest.mark.parametrize("width", [PHONE, PAGE])
@pytest.mark.parametrize("length", [3, 4, 8, 12])
def test_a_change_of_method_goes_through_no_words(length, width):
    quarters = [
        Period(2020 + n // 4, share("Quý"), n % 4 + 1, NINETY, f"{n > 1}") for n in range(length)
    ]
    years = [Period(2020 + n, share("Năm"), None, NINETY, f"{n > 1}") for n in range(length)]
    for periods in (quarters, years):
        svg = trend(periods, "Theo kỳ", width=width).svg()
        lines = [line for line in upright_lines(ET.fromstring(svg)) if line[2] - line[1] > 200]
        assert len(lines) == 2
        assert [
            said
            for left, top, right, bottom, said in boxes(svg)
            for x, start, end in lines
            if left < x < right and min(end, bottom) - max(start, top) > 1
        ] == []


def lightness(colour):
    """L* of CIE 1976, from 0 to 100: what is left of a colour on grey paper."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_five_levels_are_five_greys():
    greys = sorted(lightness(fill) for fill in FILLS)
    assert min(b - a for a, b in pairwise(greys)) > 12


def test_words_and_signs_stand_out():
    """WCAG 2.2: 4.5 for words (1.4.3), 3 for graphic objects (1.4.11)."""
    assert min(contrast(a, b) for a, b in zip(FILLS, LETTERS, strict=True)) > 4.5
    assert min(contrast(ink, style.PAPER) for ink in (style.INK, style.SOFT)) > 4.5
    looks = [*STATUSES.values(), UNJUDGED]
    assert min(contrast(look.colour, style.PAPER) for look in looks) > 3


def test_there_is_a_letter_for_everything_that_is_said():
    said = "".join("".join(each) for each in everything(vars(words).values()))
    letters = set(said + "ẶẴẪỖỠỮỴỶỸĐặẵẫỗỡữỵỷỹđ≥−–0123456789") - {"\n"}
    known = get_font(findfont(FontProperties(family=style.FACE))).get_charmap()
    assert sorted(letter for letter in letters if ord(letter) not in known) == []


def everything(values):
    for value in values:
        if isinstance(value, Words):
            yield value
        elif isinstance(value, tuple):
            yield from everything(value)

"""A funnel: its limits, its target, and whose names are written."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D

from analysis.charts import Share, funnel
from analysis.charts.canvas import Canvas
from analysis.charts.labels import Label, draw_label, place_labels, place_on_line
from analysis.charts.limits import curves
from analysis.charts.markup import SVG
from analysis.charts.scale import Scale
from tests.analysis.pictures import LIMITS, NINETY, share, where, words_of

# Answers from 10 to 1000 and shares from 60 to 100 %, a hundred pixels for a power of ten, and for
# ten points.
ACROSS, UP = Scale(1, 3, 0, 200), Scale(0.6, 1.0, 400, 0)


def limits(*rows):
    columns = ["answered", "low_95", "high_95", "low_998", "high_998"]
    return pd.DataFrame([(n, low, high, low, high) for n, low, high in rows], columns=columns)


def test_a_limit_goes_to_the_edges_of_the_picture_and_not_beyond():
    """Half way from 100 to 10000 in powers of ten is 1000; from 50 to 70 % half way is 60 %."""
    drawn = curves(limits((1, 0.5, 1), (100, 0.7, 0.98), (10_000, 0.8, 0.94)), ACROSS, UP)
    assert drawn["low_95"] == [(0, 400), (100, pytest.approx(300)), (200, pytest.approx(250))]
    assert drawn["high_95"][-1] == (200, pytest.approx(40))


def test_a_limit_of_all_or_of_none_is_not_drawn():
    drawn = curves(limits((10, 0.7, 1), (50, 0.7, 1), (100, 0.8, 1), (1000, 0.9, 0.9)), ACROSS, UP)
    assert drawn["high_998"] == [(pytest.approx(100), 0), (200, pytest.approx(100))]


def test_without_two_limits_there_is_no_curve():
    assert curves(limits((10, 0.7, 1)), ACROSS, UP)["low_95"] == []


def test_the_number_of_the_target_stands_on_its_line():
    root = ET.fromstring(funnel([share()], LIMITS, "Phễu", target=NINETY).svg())
    at = {e.text: where(e)[1] for e in root.iter(f"{SVG}text")}
    tick, number = at["90\u00a0%"], at["Chỉ tiêu ≥ 90\u00a0%"]
    assert abs(number - tick) < 20


def test_numbers_of_answers_are_read_side_by_side_however_many_there_are():
    many = [share(f"UBND xã {n}", n, n) for n in (1, 50_000_000)]
    root = ET.fromstring(funnel(many, LIMITS, "Phễu", target=NINETY).svg())
    ticks = [where(e) for e in root.iter(f"{SVG}text") if set(e.text) <= set("1250.")]
    assert len(ticks) > 3
    assert min(b[0] - a[0] - a[2] for a, b in pairwise(ticks)) > 5


def crowded():
    rng = np.random.default_rng(5)
    counts = [(int(n), int(rng.binomial(n, 0.7))) for n in rng.integers(100, 400, 120)]
    many = [share(f"UBND xã {i}", s, n, "missed") for i, (n, s) in enumerate(counts)]
    outside = {s.name for s in many}
    return funnel(many, LIMITS, "Phễu", target=NINETY, outside=outside).svg()


def test_a_line_to_a_name_begins_under_the_sign_that_it_belongs_to():
    """A sign drawn later cuts the line off at its edge, so nothing is left between them."""
    signs, leaders = [], []
    for at, path in enumerate(ET.fromstring(crowded()).iter(f"{SVG}path")):
        match path.get("d").split():
            case ["M", left, top, "L", right, level, "L", _, low, "z"] if top == level:
                signs.append((at, *map(float, (left, top, right, low))))
            case ["M", x, y, "L", end, level] if x != end and y != level:
                leaders.append((at, float(x), float(y)))
    assert len(leaders) > 5
    for at, x, y in leaders:
        over = [later for later, *box in signs if box[0] < x < box[2] and box[1] < y < box[3]]
        assert over
        assert min(over) > at


def test_labels_of_a_crowded_funnel_hide_nothing():
    svg = crowded()
    named = [said for said in words_of(svg) if said.startswith("UBND")]
    assert 5 < len(named) < 120
    assert f"Còn {120 - len(named)} cơ quan khác ngoài giới hạn 99,8\u00a0%" in svg


def test_few_names_without_a_place_are_told_under_the_picture():
    same = [share(f"UBND xã {n}", 70, 100) for n in range(18)]
    svg = funnel(same, LIMITS, "Phễu", target=NINETY, outside={"UBND xã 3"}).svg()
    assert [said for said in words_of(svg) if "UBND" in said] == ["UBND xã 3"]
    svg = funnel(same, LIMITS, "Phễu", target=NINETY, outside={s.name for s in same}).svg()
    assert [name.name for name in same if name.name not in svg] == []
    assert "mà không có chỗ ghi tên trong hình: UBND xã" in svg


@pytest.mark.parametrize(
    "language, said",
    [
        ("vi", ["Số cơ quan không có trong hình vì không công bố: 2.",
                "Số cơ quan không có trong hình vì chưa có lượt trả lời: 1."]),
        ("en", ["Offices left out of the picture because their numbers are not shown: 2.",
                "Offices left out of the picture because nobody has answered yet: 1."]),
    ],
)  # fmt: skip
def test_offices_without_a_place_in_the_picture_are_counted(language, said):
    hidden = Share("UBND xã Hà Linh", None, None, None, None)
    nobody = share("UBND xã Đức Thịnh", 0, 0, "too few")
    left_out = [hidden, hidden, nobody]
    for shares in (left_out, [share(), *left_out]):
        chart = funnel(shares, LIMITS, "Phễu", target=NINETY, language=language)
        assert " ".join(said) in " ".join(words_of(chart.svg()))
        assert chart.description.endswith(" ".join(said))
    whole = funnel([share()], LIMITS, "Phễu", target=NINETY, language=language)
    assert said[0][:20] not in whole.svg()


ROOM = (0, 0, 400, 200)


def test_a_name_stands_beside_its_point_and_covers_nothing():
    labels, left_out = place_labels([("Sở Nội vụ", 100, 100)], [], [], ROOM)
    left, top, _, bottom = labels[0].box
    assert (left, (top + bottom) / 2, left_out) == (110, 100, [])
    right_of_it = (105, 60, 400, 140)
    labels, _ = place_labels([("Sở Nội vụ", 100, 100)], [right_of_it], [], ROOM)
    assert labels[0].box[2] == 90
    assert place_labels([("Sở Nội vụ", 100, 100)], [ROOM], [], ROOM) == ([], ["Sở Nội vụ"])


def test_a_name_stands_between_two_signs_only_with_a_line_to_its_own():
    (label,), _ = place_labels([("Sở Nội vụ", 100, 100)], [], [], ROOM)
    end = label.box[2]
    other = (end + 3, 93, end + 17, 107)
    (moved,), _ = place_labels([("Sở Nội vụ", 100, 100)], [other], [], ROOM)
    assert moved.box[2] == 90
    for top, lines in ((92.5, 0), (77.5, 1)):
        canvas = Canvas(400, 200)
        draw_label(canvas, Label(["Sở Nội vụ"], (110, top, 180, top + 15), 100, 100))
        drawn = canvas.figure.get_children()
        assert sum(isinstance(artist, Line2D) for artist in drawn) == lines


def test_no_line_to_a_name_crosses_words():
    """The point has obstacles on both sides; then there are words over and under these too."""
    beside = [(0, 60, 96, 140), (104, 60, 400, 140)]
    named = [("Sở Nội vụ", 100, 100)]
    assert place_labels(named, beside, [], ROOM)[0][0].box[3] < 60
    words = [(0, 56, 400, 58), (0, 142, 400, 144)]
    assert place_labels(named, beside, words, ROOM) == ([], ["Sở Nội vụ"])


def test_words_on_a_line_stand_as_far_right_as_nothing_is_in_the_way():
    assert place_on_line(100, 100, [], ROOM) == (300, 80, 400, 95)
    assert place_on_line(100, 100, [(390, 70, 400, 99)], ROOM) == (300, 105, 400, 120)
    assert place_on_line(100, 100, [ROOM], ROOM) is None

"""How much of a difference comes from other work, and how much from other rates."""

import numpy as np
import pandas as pd
import pytest

from analysis.decomposition import Decomposition, decompose
from analysis.estimates import Proportion


def fields(**counts):
    return {name: Proportion(*pair) for name, pair in counts.items()}


def parts(split):
    return split.by_mix().estimate, split.by_rates().estimate


# By hand. Then: 80 of 100 (land) and 285 of 300 (civil), 365 of 400 = 0.9125. Now: 255 of 300
# and 96 of 100, 351 of 400 = 0.8775. Parts of the answers 0.25, 0.75 then and 0.75, 0.25 now.
# Mix: 0.5 * (0.85 + 0.80) / 2 - 0.5 * (0.96 + 0.95) / 2 = -0.065
# Rates: (0.85 - 0.80) * 0.5 + (0.96 - 0.95) * 0.5 = 0.03
NOW, THEN = fields(land=(255, 300), civil=(96, 100)), fields(land=(80, 100), civil=(285, 300))


def test_an_office_that_got_harder_work_became_better_at_it():
    split = Decomposition(share=NOW, reference=THEN)
    assert parts(split) == pytest.approx((-0.065, 0.03))
    assert split.difference == pytest.approx(0.8775 - 0.9125)


def test_the_other_way_round_every_part_has_the_other_sign():
    split = Decomposition(share=THEN, reference=NOW)
    assert parts(split) == pytest.approx((0.065, -0.03))


def test_the_same_work_leaves_everything_to_the_rates():
    split = Decomposition(
        share=fields(land=(90, 100), civil=(50, 50)),
        reference=fields(land=(160, 200), civil=(98, 100)),
    )
    assert split.by_mix().estimate == 0
    assert vars(split.by_mix().interval) == {"low": 0, "high": 0}
    assert split.by_rates().estimate == pytest.approx(140 / 150 - 258 / 300)


# By hand: land 0.9 on both sides, civil only now, half of it: 0.5 * 0.98 - 0.5 * 0.9
def test_a_field_that_is_new_is_put_down_to_the_mix():
    split = Decomposition(
        share=fields(land=(45, 50), civil=(49, 50)), reference=fields(land=(90, 100))
    )
    assert parts(split) == pytest.approx((0.04, 0.0))


# By hand: -0.4 * 0.9 + 0.25 * 0.8 + 0.15 * (1 + 0.9) / 2 and (1 - 0.9) * (0.25 + 0.1) / 2
def test_a_new_field_beside_one_that_grew():
    split = Decomposition(
        share=fields(land=(45, 50), civil=(20, 25), tax=(25, 25)),
        reference=fields(land=(81, 90), tax=(9, 10)),
    )
    assert parts(split) == pytest.approx((-0.0175, 0.0175))


def test_no_field_in_common_is_all_mix():
    split = Decomposition(share=fields(land=(45, 50)), reference=fields(civil=(49, 50)))
    assert (split.by_rates(), split.difference) == (None, pytest.approx(-0.08))


def test_one_side_without_answers_is_no_difference():
    nobody, some = fields(land=(0, 0)), fields(land=(3, 4))
    for share, reference in (
        (nobody, some),
        (some, nobody),
        (nobody, nobody),
        ({}, some),
        ({}, {}),
    ):
        split = Decomposition(share=share, reference=reference)
        assert (split.difference, split.by_mix(), split.by_rates()) == (None, None, None)


def test_one_field_is_the_plain_difference():
    # R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
    split = Decomposition(share=fields(land=(56, 70)), reference=fields(land=(48, 80)))
    interval = split.by_rates().interval
    assert (interval.low, interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_table_of_offices_is_the_single_ones():
    columns = ["satisfied", "answered", "reference_satisfied", "reference_answered"]
    rows = {
        ("north", "land"): (255, 300, 80, 100),
        ("north", "civil"): (96, 100, 285, 300),
        ("south", "land"): (3, 4, 0, 0),
    }
    index = pd.MultiIndex.from_tuples(rows, names=["office", "field"])
    frame = decompose(pd.DataFrame(rows.values(), index=index, columns=columns).reset_index())
    split = Decomposition(share=NOW, reference=THEN)
    for name, part in (("by_mix", split.by_mix()), ("by_rates", split.by_rates())):
        assert frame.loc["north", [name, f"{name}_low", f"{name}_high"]].tolist() == [
            part.estimate,
            part.interval.low,
            part.interval.high,
        ]
    assert frame.loc["south"].isna().all()


# answers now and then, true rates now and then
SIMULATED = [
    ([30, 60, 10], [60, 30, 40], [0.9, 0.95, 0.8], [0.8, 0.95, 0.9]),
    ([300, 60, 10], [5, 30, 40], [0.9, 0.95, 0.8], [0.95, 0.99, 0.9]),
    ([5] * 20, [5] * 10 + [8] * 10, [0.9] * 20, [0.95] * 20),
    ([400, 300, 100], [300, 300, 200], [0.9, 0.97, 0.8], [0.92, 0.97, 0.85]),
]


@pytest.mark.parametrize("case", SIMULATED)
def test_the_intervals_hold_the_truth_as_often_as_they_say(case):
    n, m, p, q = (np.array(column) for column in case)
    random, repetitions = np.random.default_rng(3), 4000
    frame = pd.DataFrame(
        {
            "office": np.repeat(np.arange(repetitions), len(n)),
            "field": np.tile(np.arange(len(n)), repetitions),
            "satisfied": random.binomial(n, p, (repetitions, len(n))).ravel(),
            "answered": np.tile(n, repetitions),
            "reference_satisfied": random.binomial(m, q, (repetitions, len(n))).ravel(),
            "reference_answered": np.tile(m, repetitions),
        }
    )
    c, reference_c = n / n.sum(), m / m.sum()
    truth = {
        "by_mix": np.sum((c - reference_c) * (p + q) / 2),
        "by_rates": np.sum((p - q) * (c + reference_c) / 2),
    }
    split = decompose(frame)
    for part, value in truth.items():
        inside = split[f"{part}_low"].le(value) & split[f"{part}_high"].ge(value)
        assert inside.mean() >= 0.935

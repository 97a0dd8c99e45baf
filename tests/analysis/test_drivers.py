"""What dissatisfaction goes with."""

from math import inf

import numpy as np
import pandas as pd
import pytest

from analysis.drivers import Driver, drivers

CELLS = ["both", "factor_only", "overall_only", "neither"]
FINDINGS = ["dissatisfied", "risk_difference", "risk_ratio", "explained"]


def driver(*cells):
    return Driver(**dict(zip(CELLS, cells, strict=True)))


def estimates(found):
    findings = [getattr(found, name)() for name in FINDINGS]
    return [finding and finding.estimate for finding in findings]


# By hand, of 200: waiting was bad for 50, of whom 20 were dissatisfied overall, as were 10 of the
# other 150: 0.25, 0.4 - 0.0667, 0.4 / 0.0667 = 6, 1 - 0.0667 / 0.15 = 5/9
def test_findings_are_those_of_hand_arithmetic():
    assert estimates(driver(20, 30, 10, 140)) == pytest.approx([0.25, 1 / 3, 6, 5 / 9])


# R 4.2.2, binom.test(50, 200)$conf.int; prop.test as in test_differences; see test_ratios
def test_findings_have_their_intervals():
    waiting = driver(20, 30, 10, 140)
    assert vars(waiting.dissatisfied().interval) == pytest.approx(
        {"low": 0.1916072, "high": 0.3159628}
    )
    assert vars(waiting.risk_difference().interval) == pytest.approx(
        {"low": 0.1990663, "high": 0.4747496}
    )
    assert vars(waiting.risk_ratio().interval) == pytest.approx(
        {"low": 3.0138905, "high": 11.6436364}
    )
    assert 0 < waiting.explained().interval.low < 5 / 9 < waiting.explained().interval.high < 1


@pytest.mark.parametrize(
    "cells, expected",
    [
        ((5, 5, 0, 90), [0.1, 0.5, inf, 1]),
        ((0, 10, 5, 85), [0.1, -5 / 90, 0, -1 / 9]),
        ((0, 0, 5, 95), [0, None, None, 0]),
        ((5, 95, 0, 0), [1, None, None, None]),
        ((0, 5, 0, 95), [0.05, 0, None, None]),
        ((0, 0, 0, 0), [None, None, None, None]),
    ],
)
def test_what_cannot_be_said_is_left_unsaid(cells, expected):
    found = estimates(driver(*cells))
    assert [value is None for value in found] == [value is None for value in expected]
    assert [value for value in found if value is not None] == pytest.approx(
        [value for value in expected if value is not None]
    )


def test_a_table_of_factors_is_the_single_ones():
    rows = [(20, 30, 10, 140), (5, 5, 0, 90), (0, 0, 0, 0)]
    table = drivers(pd.DataFrame(rows, columns=CELLS, index=["waiting", "fees", "signs"]))
    for name, cells in (("waiting", rows[0]), ("fees", rows[1])):
        for finding in FINDINGS:
            single = getattr(driver(*cells), finding)()
            assert table.loc[name, [finding, f"{finding}_low", f"{finding}_high"]].tolist() == [
                single.estimate,
                single.interval.low,
                single.interval.high,
            ]
    assert table.loc["signs"].drop(CELLS).isna().all()
    assert np.isinf(table.loc["fees", "risk_ratio_high"])


@pytest.mark.parametrize("count", [-1, 2.5, float("nan"), inf])
def test_impossible_counts_are_refused_by_name(count):
    with pytest.raises(ValueError, match=f"^{count} cannot be a count"):
        driver(3, count, 2, 5)
    with pytest.raises(ValueError, match=f"^{count} cannot be a count"):
        drivers(pd.DataFrame([(3, 1, 2, 5), (3, count, 2, 5)], columns=CELLS))


def test_a_count_of_another_type_is_refused_as_in_a_proportion():
    with pytest.raises(ValueError, match=r"^2\.0 cannot be a count"):
        driver(3, 2.0, 2, 5)

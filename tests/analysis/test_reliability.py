"""Shares held against the standards of NCHS, Series 2 No. 175."""

import numpy as np
import pandas as pd
import pytest

from analysis.estimates import Proportion
from analysis.intervals import Interval
from analysis.reliability import Reading, Reliability, with_readings


def judged(satisfied, answered):
    share = Proportion(satisfied, answered)
    return Reliability(share.estimate, share.confidence_interval(), answered).reading


# Widths by R 4.2.2: i <- binom.test(x, n)$conf.int; diff(i), diff(i)/(x/n), diff(i)/(1-x/n)
@pytest.mark.parametrize(
    "satisfied, answered, reading",
    [
        (28, 29, Reading.FEW),  # 29 < 30
        (29, 29, Reading.FEW),
        (27, 30, Reading.COMPLEMENT),  # width 0.244, of 10 % 2.44 times
        (15, 30, Reading.WIDE),  # 0.374
        (22, 44, Reading.WIDE),  # 0.309
        (95, 100, Reading.COMPLEMENT),  # 0.096, of the dissatisfied 5 % 1.93 times
        (5, 100, Reading.RELATIVE),  # the same five, asked about directly
        (90, 100, Reading.RELIABLE),  # of the dissatisfied 10 % 1.272 times
        (10, 100, Reading.RELIABLE),
        (9, 100, Reading.RELATIVE),  # 1.356 times
        (380, 400, Reading.RELIABLE),  # 0.045: narrow
        (10, 400, Reading.RELIABLE),  # 1.34 times, but 0.033 is narrow
        (36, 36, Reading.EXTREME),  # everybody
        (0, 36, Reading.EXTREME),
        (0, 0, Reading.FEW),
    ],
)
def test_a_share_gets_the_reading_of_the_standards(satisfied, answered, reading):
    assert judged(satisfied, answered) is reading


@pytest.mark.parametrize(
    "low, high, effective, degrees, reading",
    [
        (0.55, 0.8499, 30, 8, Reading.RELIABLE),
        (0.50, 0.80, 30, 8, Reading.WIDE),  # 0.30 or wider
        (0.55, 0.8499, 29.9, 8, Reading.FEW),
        (0.55, 0.8499, 30, 7, Reading.DEGREES),
        (0.50, 0.81, 29.9, 7, Reading.FEW),  # the gravest is said
    ],
)
def test_the_edges_are_those_of_the_standards(low, high, effective, degrees, reading):
    assert Reliability(0.7, Interval(low, high), effective, degrees).reading is reading


def test_only_what_nchs_leaves_out_is_withheld():
    assert {reading for reading in Reading if reading.withheld} == {
        Reading.FEW,
        Reading.WIDE,
        Reading.RELATIVE,
    }


def test_each_reading_has_words_of_its_own_in_both_languages():
    for language in ("vi", "en"):
        said = {reading.words.said(language) for reading in Reading}
        assert len(said) == len(Reading)


def test_a_table_gets_the_same_readings_as_its_lines():
    shares = pd.DataFrame(
        {
            "estimate": [0.95, np.nan, 0.5],
            "low": [0.887, np.nan, 0.31],
            "high": [0.984, np.nan, 0.69],
            "answered": [100, 0, 30],
        },
        index=["a", "b", "c"],
    )
    told = with_readings(shares)
    assert told["reliability"].to_dict() == {"a": "complement", "b": "few", "c": "wide"}
    assert with_readings(shares.assign(effective=20.0))["reliability"].unique() == ["few"]
    assert with_readings(shares.assign(degrees=3))["reliability"]["a"] == "degrees"
    assert "reliability" not in shares

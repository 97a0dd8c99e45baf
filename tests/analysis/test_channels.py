"""Whether a channel gives other answers than another about the same work of the same office."""

import numpy as np
import pandas as pd
import pytest

from analysis.channels import ChannelDifference, SameWork, compare_channels
from analysis.differences import Difference
from analysis.estimates import Proportion


def compared(*rows):
    strata = (
        SameWork(channel=Proportion(s, n), reference=Proportion(s0, n0)) for s, n, s0, n0 in rows
    )
    return ChannelDifference(tuple(strata))


# R 4.2.2, mantelhaen.test(x, correct = FALSE); metafor 3.8, rma.mh(measure = "RD")
def test_a_kiosk_that_flatters_in_every_field_is_found_out():
    kiosk = compared((45, 50, 70, 80), (28, 30, 50, 60), (90, 100, 40, 50), (9, 10, 16, 20))
    assert kiosk.estimate == pytest.approx(0.07457627)
    assert kiosk.odds_ratio == pytest.approx(1.9665609)
    assert vars(kiosk.odds_ratio_interval()) == pytest.approx({"low": 1.0386858, "high": 3.7233221})
    assert kiosk.p_value == pytest.approx(0.0352589, abs=5e-8)
    assert kiosk.estimate in kiosk.confidence_interval()
    assert kiosk.is_real()
    assert not kiosk.is_real(0.99)


def test_a_kiosk_that_stands_where_the_work_is_easy_is_not_blamed():
    easy, hard = (475, 500, 19, 20), (16, 20, 400, 500)
    plain = Difference(share=Proportion(491, 520), reference=Proportion(419, 520))
    kiosk = compared(easy, hard)
    assert plain.is_real()
    assert (kiosk.estimate, kiosk.is_real()) == (pytest.approx(0), False)


# The second and third: 30 answers, of which 29 stand beside answers from the other channel.
@pytest.mark.parametrize(
    "rows, enough",
    [
        ([(0, 1, 285, 300), (1, 1, 285, 300), (1, 1, 285, 300)], False),
        ([(0, 29, 285, 300), (1, 1, 0, 0)], False),
        ([(285, 300, 0, 29), (0, 0, 1, 1)], False),
        ([(0, 15, 290, 300), (1, 15, 15, 15)], True),
    ],
)
def test_a_channel_is_another_only_with_thirty_answers_compared_on_both_sides(rows, enough):
    kiosk = compared(*rows)
    assert 0 not in kiosk.confidence_interval()
    assert (kiosk.is_real(), kiosk.has_enough) == (enough, enough)
    counts = [
        (str(office), "land", channel, *pair)
        for office, row in enumerate(rows)
        for channel, pair in (("kiosk", row[:2]), ("qr", row[2:]))
    ]
    frame = pd.DataFrame(counts, columns=["office", "field", "channel", "satisfied", "answered"])
    told = compare_channels(frame, "qr").loc["kiosk"]
    assert (told["real"], told["enough"]) == (enough, enough)


def test_nothing_to_compare_is_a_result_without_an_estimate():
    for nothing in (compared(), compared((3, 4, 0, 0), (0, 0, 3, 4)), compared((0, 0, 0, 0))):
        assert nothing.estimate is nothing.odds_ratio is nothing.p_value is None
        assert nothing.confidence_interval() is nothing.odds_ratio_interval() is None
        assert (nothing.is_real(), nothing.has_enough) == (False, False)
    assert [compared().compared, compared((3, 4, 0, 0)).compared] == [None, 0]


def test_how_much_of_the_channel_could_be_compared_is_said():
    assert compared((25, 30, 5, 9), (8, 10, 0, 0)).compared == 0.75


def test_a_table_of_channels_is_the_single_ones():
    rows = [
        ("north", "land", "qr", 70, 80),
        ("north", "land", "kiosk", 45, 50),
        ("north", "civil", "qr", 30, 40),
        ("north", "civil", "qr", 20, 20),
        ("north", "civil", "kiosk", 28, 30),
        ("south", "land", "kiosk", 9, 10),
        ("south", "land", "paper", 9, 10),
    ]
    frame = pd.DataFrame(rows, columns=["office", "field", "channel", "satisfied", "answered"])
    table = compare_channels(frame, "qr")
    kiosk = compared((45, 50, 70, 80), (28, 30, 50, 60), (9, 10, 0, 0))
    interval, odds = kiosk.confidence_interval(), kiosk.odds_ratio_interval()
    assert table.loc["kiosk"].to_dict() == {
        "difference": kiosk.estimate,
        "low": interval.low,
        "high": interval.high,
        "real": False,
        "enough": True,
        "odds_ratio": kiosk.odds_ratio,
        "odds_ratio_low": odds.low,
        "odds_ratio_high": odds.high,
        "p_value": kiosk.p_value,
        "compared": 80 / 90,
    }
    assert table.loc["paper", "compared"] == 0
    assert not table.loc["paper", ["real", "enough"]].any()
    assert np.isnan(table.loc["paper", "difference"])
    assert list(table.index) == ["kiosk", "paper"]


def test_without_answers_from_the_reference_there_is_nothing_to_compare():
    rows = [("north", "land", "kiosk", 9, 10), ("north", "land", "paper", 8, 10)]
    frame = pd.DataFrame(rows, columns=["office", "field", "channel", "satisfied", "answered"])
    told = compare_channels(frame, "qr")
    assert told["compared"].to_dict() == {"kiosk": 0, "paper": 0}
    assert not told["real"].any()
    assert told[["difference", "low", "odds_ratio", "p_value"]].isna().all(axis=None)

"""What is true of every comparison, whatever was counted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.channels import ChannelDifference, SameWork, compare_channels
from analysis.decomposition import Decomposition, decompose
from analysis.differences import Difference
from analysis.estimates import Proportion
from analysis.ratios import attributable_bounds, ratio_bounds
from analysis.sequences import WatchedShare
from analysis.standardised import Standardised, StandardisedDifference, standardise

COLUMNS = ["satisfied", "answered", "reference_satisfied", "reference_answered"]
FIELDS = ("land", "civil", "construction")
MIX = {"land": 5, "civil": 3, "construction": 2}

counts = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
cells = st.lists(st.tuples(counts, counts), min_size=1, max_size=3)
"""Fields, with what was answered on both sides."""


def turned(pair):
    """The same answers, counted the other way round."""
    return pair[1] - pair[0], pair[1]


def doubled(pair):
    return 2 * pair[0], 2 * pair[1]


def each(change, fields):
    return [tuple(change(pair) for pair in field) for field in fields]


def swapped(fields):
    return [(reference, share) for share, reference in fields]


def sides(fields):
    """Both sides by field."""
    named = list(zip(FIELDS, fields, strict=False))
    return [{name: Proportion(*field[side]) for name, field in named} for side in (0, 1)]


def levelled(fields):
    share, reference = sides(fields)
    return StandardisedDifference(share=share, reference=reference, weights=MIX)


def channel(fields):
    return ChannelDifference(
        tuple(SameWork(channel=Proportion(*s), reference=Proportion(*r)) for s, r in fields)
    )


def plain(fields):
    return Difference(share=Proportion(*fields[0][0]), reference=Proportion(*fields[0][1]))


DIFFERENCES = [plain, levelled, channel]


@pytest.mark.parametrize("kind", DIFFERENCES)
@given(fields=cells)
def test_a_difference_lies_in_its_interval_mirrors_and_narrows(kind, fields):
    difference, interval = kind(fields), kind(fields).confidence_interval()
    assert -1 <= interval.low < interval.high <= 1
    assert interval.low - 1e-12 <= difference.estimate <= interval.high + 1e-12
    for mirrored in (kind(each(turned, fields)), kind(swapped(fields))):
        back = mirrored.confidence_interval()
        assert (-back.high, -back.low) == pytest.approx((interval.low, interval.high), abs=1e-9)
    assert kind(each(doubled, fields)).confidence_interval().width < interval.width


@given(cells)
def test_a_common_odds_ratio_lies_in_its_interval_mirrors_and_narrows(fields):
    common, interval = channel(fields), channel(fields).odds_ratio_interval()
    for mirrored in (channel(each(turned, fields)), channel(swapped(fields))):
        back = mirrored.odds_ratio_interval()
        assert (back is None) is (interval is None)
        if interval is not None:
            inverse = 1 / back.high, 1 / back.low
            assert inverse == pytest.approx((interval.low, interval.high), rel=1e-9)
    if interval is not None:
        again = channel(each(doubled, fields)).odds_ratio_interval()
        assert common.odds_ratio in interval
        assert again.high / again.low < interval.high / interval.low


@given(cells)
def test_a_levelled_share_lies_in_its_interval_mirrors_and_narrows(fields):
    share, _ = sides(fields)
    interval = Standardised(share, MIX).confidence_interval()
    other = Standardised(sides(each(turned, fields))[0], MIX).confidence_interval()
    again = Standardised(sides(each(doubled, fields))[0], MIX).confidence_interval()
    assert Standardised(share, MIX).estimate in interval
    assert (1 - other.high, 1 - other.low) == pytest.approx((interval.low, interval.high), abs=1e-9)
    assert again.width < interval.width


@pytest.mark.parametrize("part", ["by_mix", "by_rates"])
@given(fields=cells)
def test_each_part_of_a_difference_lies_in_its_interval_mirrors_and_narrows(part, fields):
    def found(fields):
        share, reference = sides(fields)
        return getattr(Decomposition(share=share, reference=reference), part)()

    here, again = found(fields), found(each(doubled, fields))
    assert here.interval.low - 1e-12 <= here.estimate <= here.interval.high + 1e-12
    for mirrored in (found(each(turned, fields)), found(swapped(fields))):
        back = (-mirrored.interval.high, -mirrored.interval.low)
        assert back == pytest.approx((here.interval.low, here.interval.high), abs=1e-9)
    assert again.interval.width <= here.interval.width + 1e-12


@given(counts, counts)
def test_a_ratio_lies_in_its_interval_mirrors_and_narrows(one, other):
    if one[0] and other[0]:
        low, high = map(float, ratio_bounds(*one, *other))
        least, most = map(float, ratio_bounds(*other, *one))
        assert low - 1e-12 <= (one[0] / one[1]) / (other[0] / other[1]) <= high * (1 + 1e-12)
        assert (1 / most, 1 / least) == pytest.approx((low, high), rel=1e-9)
        again = ratio_bounds(*doubled(one), *doubled(other))
        assert again[1] / again[0] < high / low


@given(st.lists(st.integers(1, 200), min_size=4, max_size=4))
def test_the_part_explained_narrows(table):
    low, high = attributable_bounds(*table)
    again = attributable_bounds(*(2 * count for count in table))
    assert again[1] - again[0] < high - low


@given(counts)
def test_a_watched_share_narrows(pair):
    once, again = (
        WatchedShare(Proportion(*p)).confidence_interval() for p in (pair, doubled(pair))
    )
    assert again.width < once.width


@given(st.lists(st.tuples(counts, counts, st.integers(0, 80)), min_size=1, max_size=3), st.data())
def test_comparisons_are_the_same_however_counts_are_split_and_in_whatever_order(fields, data):
    """The answers of each field are cut at some number on both sides, and the pieces shuffled."""
    whole, pieces = [], []
    for name, (share, reference, cut) in zip(FIELDS, fields, strict=False):
        row = np.array([*share, *reference])
        part = np.array([min(cut, n) for s, n in (share, reference) for n in (s, s)])
        whole.append(("north", name, *row))
        pieces += [("north", name, *part), ("north", name, *(row - part))]
    straight, shuffled = (
        pd.DataFrame(rows, columns=["office", "field", *COLUMNS])
        for rows in (whole, data.draw(st.permutations(pieces)))
    )
    for compared in (decompose, lambda rows: standardise(rows, MIX), by_channel):
        pd.testing.assert_frame_equal(compared(shuffled), compared(straight), rtol=1e-12)


def by_channel(rows):
    """The first two counts as one channel's, the last two as the reference's."""
    of_each = [
        rows[["office", "field", *names]].set_axis(["office", "field", *COLUMNS[:2]], axis=1)
        for names in (COLUMNS[:2], COLUMNS[2:])
    ]
    frame = pd.concat([of_each[0].assign(channel="kiosk"), of_each[1].assign(channel="qr")])
    return compare_channels(frame, "qr")

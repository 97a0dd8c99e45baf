"""What is true of every rate, whatever was counted."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clusters import Clustered
from analysis.estimates import Proportion, proportions
from analysis.stratified import Stratified, Stratum, stratified

LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.99])


@st.composite
def counts(draw, most=300):
    answered = draw(st.integers(1, most))
    return draw(st.integers(0, answered)), answered


@st.composite
def proportion(draw):
    satisfied, answered = draw(counts())
    more = draw(st.none() | st.integers(0, 2000))
    return Proportion(satisfied, answered, None if more is None else answered + more)


@st.composite
def stratum(draw):
    satisfied, answered = draw(counts(60))
    return Stratum(satisfied, answered, answered + draw(st.integers(0, 2000)))


def named(strata):
    return Stratified({str(at): one for at, one in enumerate(strata)})


wholes = st.lists(stratum(), min_size=1, max_size=6).map(named)
clusters = st.lists(counts(40).map(lambda two: Proportion(*two)), min_size=1, max_size=20)
rates = proportion() | wholes | clusters.map(Clustered)


def dissatisfied(rate):
    """The same answers, counted the other way round."""
    match rate:
        case Stratum() | Proportion():
            return type(rate)(rate.answered - rate.satisfied, rate.answered, rate.population)
        case Clustered():
            return Clustered([dissatisfied(one) for one in rate.clusters])
        case Stratified():
            return Stratified({name: dissatisfied(one) for name, one in rate.strata.items()})


def twice(rate):
    """Twice as many answers that say the same, of twice as many dossiers or in twice the days."""
    match rate:
        case Stratum() | Proportion():
            population = None if rate.population is None else 2 * rate.population
            return type(rate)(2 * rate.satisfied, 2 * rate.answered, population)
        case Clustered():
            return Clustered([*rate.clusters, *rate.clusters])
        case Stratified():
            return Stratified({name: twice(one) for name, one in rate.strata.items()})


@given(rates, LEVELS)
def test_an_interval_lies_in_0_to_1_and_contains_its_estimate(rate, level):
    interval = rate.confidence_interval(level)
    assert 0 <= interval.low <= rate.estimate <= interval.high <= 1


@given(rates, LEVELS)
def test_satisfied_and_dissatisfied_mirror_each_other(rate, level):
    here, there = rate.confidence_interval(level), dissatisfied(rate).confidence_interval(level)
    assert (here.low, here.high) == pytest.approx((1 - there.high, 1 - there.low), abs=1e-9)


@given(rates)
def test_more_confidence_is_a_wider_interval(rate):
    narrow, wide = (rate.confidence_interval(level) for level in (0.8, 0.95))
    assert wide.low <= narrow.low + 1e-12
    assert narrow.high <= wide.high + 1e-12


@given(rates, LEVELS)
def test_twice_as_many_answers_never_widen_the_interval(rate, level):
    once, again = rate.confidence_interval(level), twice(rate).confidence_interval(level)
    assert again.width <= once.width + 1e-12


@given(counts(), st.integers(2, 20))
def test_more_answers_of_the_same_share_narrow_the_interval(of_few, times):
    satisfied, answered = of_few
    few = Proportion(satisfied, answered).confidence_interval()
    many = Proportion(satisfied * times, answered * times).confidence_interval()
    assert few.low <= many.low + 1e-12
    assert many.high <= few.high + 1e-12
    assert many.width < few.width


@given(st.lists(stratum(), min_size=2, max_size=5), st.data())
def test_strata_may_come_in_any_order(strata, data):
    other = data.draw(st.permutations(strata))
    one, same = named(strata).confidence_interval(), named(other).confidence_interval()
    assert (one.low, one.high) == pytest.approx((same.low, same.high), abs=1e-9)


@given(clusters, st.data())
def test_clusters_may_come_in_any_order(days, data):
    one, same = (
        Clustered(order).confidence_interval() for order in (days, data.draw(st.permutations(days)))
    )
    assert (one.low, one.high) == pytest.approx((same.low, same.high), abs=1e-9)


@given(wholes, LEVELS)
def test_no_more_effective_answers_than_answers(whole, level):
    assert 0 < whole.effective(level) <= whole.answered


@given(st.lists(counts(), min_size=1, max_size=8), st.data())
def test_counts_are_the_same_however_they_are_split_and_in_whatever_order(offices, data):
    """Each office's answers are cut at some number, the pieces shuffled and added up again."""
    pieces = []
    for office, (satisfied, answered) in enumerate(offices):
        some = data.draw(st.integers(0, satisfied)), data.draw(st.integers(0, answered - satisfied))
        pieces += [
            {"office": office, "satisfied": some[0], "answered": sum(some)},
            {
                "office": office,
                "satisfied": satisfied - some[0],
                "answered": answered - sum(some),
            },
        ]
    added = pd.DataFrame(data.draw(st.permutations(pieces))).groupby("office").sum()
    straight = pd.DataFrame(offices, columns=["satisfied", "answered"])
    pd.testing.assert_frame_equal(
        proportions(added), proportions(straight), check_names=False, check_exact=True
    )


@given(wholes)
def test_a_table_and_a_single_whole_agree(whole):
    table = pd.DataFrame([vars(one) for one in whole.strata.values()]).assign(office="A")
    row, interval = stratified(table, "office").loc["A"], whole.confidence_interval()
    assert (row.estimate, row.low, row.high) == pytest.approx(
        (whole.estimate, interval.low, interval.high), abs=1e-12
    )

"""Satisfaction indices: from items to groups, blocks and the whole."""

from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimates import Proportion
from analysis.moments import COLUMNS, Moments
from analysis.sipas import (
    MeanOfItems,
    PooledIndex,
    index_of,
    mean_indices,
    pooled_indices,
)
from analysis.targets import Target
from analysis.verdicts import Status, judge
from tests.analysis.test_moments import ALIKE, of


def test_counts_of_2024_give_the_published_whole_by_both_rules_when_all_items_are_answered():
    """10,000 people answer 39 items each: the same share of the 23, and of the 16, is satisfied."""
    items = {f"policy {n}": Proportion(8384, 10_000) for n in range(23)}
    items |= {f"service {n}": Proportion(8409, 10_000) for n in range(16)}
    s = 23 * 8384 + 16 * 8409
    moments = Moments(10_000, s, 390_000, s * s // 10_000 + 10**6, 10_000 * 39**2, 39 * s)
    for rule in ("pooled", "mean"):
        index = index_of(rule, moments, items)
        assert index.share == Fraction(327_376, 390_000)
        assert f"{100 * index.estimate:.2f}" == "83.94"


# R 4.2.2, survey 4.1.1, on the answers of test_moments:
# svyciprop(~y, svydesign(ids = ~r, data = d, weights = ~1), method = "beta", level = …)
@pytest.mark.parametrize(
    "level, low, high",
    [(0.95, 0.766264569318, 0.896212983369), (0.99, 0.741498024573, 0.911177810265)],
)
def test_a_pooled_interval_agrees_with_r(level, low, high):
    interval = PooledIndex(ALIKE).confidence_interval(level)
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-11)


def test_a_table_of_parts_is_told_as_each_part_is():
    parts = [of([1, 2, 4], [4, 2, 4]), ALIKE, of([3], [3]), Moments(0, 0, 0, 0, 0, 0)]
    told = pooled_indices(pd.DataFrame(map(asdict, parts)))
    assert list(told.columns) == [*COLUMNS, "estimate", "low", "high", "effective"]
    for part, row in zip(parts[:3], told.itertuples(), strict=False):
        interval = PooledIndex(part).confidence_interval()
        assert (row.estimate, row.low, row.high) == (
            PooledIndex(part).estimate,
            interval.low,
            interval.high,
        )
    assert told.iloc[3, 6:].isna().all()


@pytest.mark.parametrize("s, low, high", [(4, 0.05 ** (1 / 30), 1), (0, 0, 1 - 0.05 ** (1 / 30))])
def test_when_all_agree_the_interval_is_that_of_as_many_single_answers(s, low, high):
    """By hand, at a level of 90 %: 30 people, each satisfied with everything or with nothing."""
    interval = PooledIndex(of([s] * 30, [4] * 30)).confidence_interval(0.9)
    assert (interval.low, interval.high) == pytest.approx((low, high))


def test_nobody_answered():
    nobody = Moments(0, 0, 0, 0, 0, 0)
    for index in (PooledIndex(nobody), MeanOfItems(nobody, {"signs": Proportion(0, 0)})):
        assert (index.estimate, index.confidence_interval()) == (None, None)
        assert judge(index, Target(Decimal(90))).status == Status.TOO_FEW


def test_an_index_is_judged_by_its_respondents_and_exactly():
    """Nine of ten answers, by three people; then by thirty who all think the same."""
    target = Target(Decimal(90))
    assert judge(PooledIndex(of([3, 3, 3], [3, 3, 4])), target).status == Status.TOO_FEW
    assert judge(PooledIndex(of([9] * 30, [10] * 30)), target).status == Status.ABOVE
    assert judge(PooledIndex(of([9] * 30, [10] * 30)), Target(Decimal(90), ">")).status == (
        Status.BELOW
    )


# By hand: signs 8 of 10, seats 1 of 2, equipment nobody: (0.8 + 0.5) / 2, and 9 of 12 pooled.
ITEMS = {"signs": Proportion(8, 10), "seats": Proportion(1, 2), "equipment": Proportion(0, 0)}
FEW = of([1] * 7 + [2, 0, 0], [1] * 7 + [2, 2, 1])


def test_the_mean_of_items_counts_each_item_the_same():
    mean = MeanOfItems(FEW, ITEMS)
    assert (mean.share, PooledIndex(FEW).share) == (Fraction(65, 100), Fraction(9, 12))
    assert mean.unanswered == ("equipment",)


def test_unequally_answered_items_cost_the_mean_some_certainty():
    """By hand, Kish: the harmonic mean of 10 and 2 is 10/3, their mean 6."""
    items = pd.DataFrame(
        [(8, 10), (1, 2), (0, 0)], index=["access"] * 3, columns=["satisfied", "answered"]
    )
    told = mean_indices(pd.DataFrame([asdict(FEW)], index=["access"]), items)
    assert told["effective"].item() == pytest.approx(FEW.effective_answers() * (10 / 3) / 6)
    interval = MeanOfItems(FEW, ITEMS).confidence_interval()
    assert told[["estimate", "low", "high"]].values.tolist() == [
        pytest.approx([0.65, interval.low, interval.high])
    ]


def test_items_of_another_part_are_refused_by_their_numbers():
    with pytest.raises(ValueError, match=r"9 of 13 answers satisfied .* with 9 of 12"):
        MeanOfItems(FEW, {**ITEMS, "equipment": Proportion(0, 1)})


def test_a_table_refuses_items_of_another_part_too():
    items = pd.DataFrame([(8, 10), (2, 3)], index=["access"] * 2, columns=["satisfied", "answered"])
    with pytest.raises(ValueError, match=r"10 of 13 answers satisfied .* with 9 of 12"):
        mean_indices(pd.DataFrame([asdict(FEW)], index=["access"]), items)


def test_a_part_may_have_several_names_and_nobody_s_answers():
    """As of an office and of a block; a part without items is one that nobody answered."""
    items = pd.DataFrame([(8, 10), (1, 2)], columns=["satisfied", "answered"])
    items.index = pd.MultiIndex.from_tuples([("north", "access")] * 2)
    parts = pd.DataFrame([asdict(FEW), asdict(Moments(0, 0, 0, 0, 0, 0))])
    parts.index = pd.MultiIndex.from_tuples([("north", "access"), ("south", "access")])
    told = mean_indices(parts, items)
    assert told["estimate"].tolist() == pytest.approx([0.65, np.nan], nan_ok=True)


def test_an_unknown_rule_is_refused_by_name():
    with pytest.raises(ValueError, match="median"):
        index_of("median", FEW, ITEMS)


PEOPLE = st.lists(
    st.integers(1, 39).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))), min_size=1
)


@given(PEOPLE, st.integers(0, 40))
def test_whatever_people_answer_the_interval_holds_the_index_and_mirrors_it(people, split):
    """Dissatisfied items give the same interval from the other end, and so do split sums."""
    s, m = np.array(people).T
    index, mirrored = PooledIndex(of(s, m)), PooledIndex(of(m - s, m))
    interval, other = index.confidence_interval(), mirrored.confidence_interval()
    assert 0 <= interval.low <= index.estimate <= interval.high <= 1
    assert (1 - other.high, 1 - other.low) == pytest.approx((interval.low, interval.high))
    assert PooledIndex(of(s[:split], m[:split]) + of(s[split:], m[split:])) == index


@given(PEOPLE)
def test_twice_as_many_people_narrow_the_interval_of_an_index(people):
    s, m = np.array(people).T
    once = PooledIndex(of(s, m)).confidence_interval()
    twice = PooledIndex(of(s, m) + of(s, m)).confidence_interval()
    assert twice.width < once.width


SKIPPED = st.none()
TWO_ITEMS = st.lists(
    st.tuples(st.sampled_from([0, 1]) | SKIPPED, st.sampled_from([0, 1])), min_size=1, max_size=60
)


def mean_of(answers):
    """Of two items, the first of which people may skip."""
    said = [[score for score in one if score is not None] for one in answers]
    items = {
        name: Proportion(sum(scores), len(scores))
        for at, name in enumerate(("waiting", "fees"))
        for scores in [[one[at] for one in answers if one[at] is not None]]
    }
    return MeanOfItems(of([sum(one) for one in said], [len(one) for one in said]), items)


@given(TWO_ITEMS)
def test_the_interval_of_a_mean_of_items_holds_it_mirrors_it_and_narrows(answers):
    mean, twice = mean_of(answers), mean_of(answers * 2)
    mirrored = mean_of([[None if score is None else 1 - score for score in one] for one in answers])
    interval, other = mean.confidence_interval(), mirrored.confidence_interval()
    assert mean.estimate in interval
    assert (1 - other.high, 1 - other.low) == pytest.approx((interval.low, interval.high), abs=1e-9)
    assert twice.confidence_interval().width < interval.width


# People of a survey: satisfied by themselves, or much alike in all they say, or of two kinds.
@pytest.mark.parametrize("alike", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("share", [0.8, 0.95])
@pytest.mark.parametrize("people", [20, 100])
def test_intervals_of_both_rules_cover_as_often_as_they_say(people, share, alike):
    """Simulated: a person's own share follows a beta distribution, and they skip some items."""
    rng = np.random.default_rng([people, int(share * 100), int(alike * 100)])
    kept = [_covers(rng, people, share, alike) for _ in range(400)]
    assert (np.mean(kept, axis=0) >= 0.935).all()


def _covers(rng, people, share, alike):
    spread = 1 / alike - 1
    own = rng.beta(share * spread, (1 - share) * spread, people)
    answered = rng.random((people, 6)) < np.linspace(0.3, 1, 6)
    answered[:, 5] = True
    satisfied = answered & (rng.random((people, 6)) < own[:, None])
    items = {
        str(n): Proportion(int(satisfied[:, n].sum()), int(answered[:, n].sum())) for n in range(6)
    }
    moments = of(satisfied.sum(axis=1), answered.sum(axis=1))
    indices = PooledIndex(moments), MeanOfItems(moments, items)
    return [share in index.confidence_interval() for index in indices]


@pytest.mark.parametrize("counts", [(0, 0), (9, 10)])
def test_an_impossible_level_is_refused_also_where_nobody_answered(counts):
    s, m = counts
    index = PooledIndex(of([s] * (m > 0), [m] * (m > 0)))
    for ask in (index.confidence_interval, index.moments.worth, index.moments.effective_answers):
        with pytest.raises(ValueError, match=r"level of confidence .* 3"):
            ask(3)

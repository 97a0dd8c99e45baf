"""What is published does not give away what a few people answered."""

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import published
from tests.analysis.attack import attack

ROWS, COLUMNS = ("group", "field"), ("office",)


def table(counts, groups=2):
    """Fields in `groups` groups down, offices across."""
    field, office = np.indices(np.shape(counts))
    return pd.DataFrame(
        {
            "group": field.ravel() % groups,
            "field": field.ravel(),
            "office": office.ravel(),
            "answered": np.ravel(counts),
        }
    )


def random_counts(seed, fields, offices, mean):
    rng = np.random.default_rng(seed)
    return rng.poisson(mean * rng.gamma(0.7, 1, (fields, 1)) * rng.gamma(0.7, 1, (1, offices)))


def names_of(out):
    sides = [
        [tuple(part for part in line if not pd.isna(part)) for line in out[list(side)].to_numpy()]
        for side in (ROWS, COLUMNS)
    ]
    return zip(*sides, strict=True)


def test_a_small_cell_takes_another_with_it():
    shown = published(pd.DataFrame({"field": list("abcd"), "answered": [3, 40, 60, 7]}), ["field"])
    assert [None if pd.isna(n) else n for n in shown["answered"]] == [110, None, 40, 60, None]
    assert list(shown["shown"]) == [True, False, True, True, False]
    assert attack(shown, ["field"]) == {(("a",),): (1, 9), (("d",),): (1, 9)}


def test_an_attack_finds_a_cell_that_was_hidden_alone():
    alone = published(pd.DataFrame({"field": list("abcd"), "answered": [3, 40, 60, 7]}), ["field"])
    alone.loc[alone["field"] == "d", "answered"] = 7
    assert attack(alone, ["field"]) == {(("a",),): (3, 3)}


def check(frame, least=5):
    """What is promised of every cell, against somebody who has the whole published table."""
    everything = published(frame, ROWS, COLUMNS, least=1)
    truth = dict(zip(names_of(everything), everything["answered"], strict=True))
    found = attack(published(frame, ROWS, COLUMNS, least), ROWS, COLUMNS)
    assert {name for name, n in truth.items() if 0 < n < least} <= set(found)
    for (row, column), (low, high) in found.items():
        n = truth[row, column]
        is_leaf = len(row) == 2 and len(column) == 1
        if n < least:
            assert high >= least
            assert low == 1 or not is_leaf
            assert low <= n
        assert high - low >= least - 1 or not is_leaf
        assert low < high


@pytest.mark.parametrize("least", [2, 5])
@pytest.mark.parametrize("fields, offices, mean", [(6, 1, 12), (4, 4, 10), (6, 4, 5), (8, 3, 20)])
@pytest.mark.parametrize("seed", range(2))
def test_nobody_can_exclude_any_value_of_a_small_cell(seed, fields, offices, mean, least):
    check(table(random_counts(seed, fields, offices, mean)), least)


def one_rate(rng, answered):
    return 0.9


def three_rates(rng, answered):
    return rng.choice([0.95, 0.5, 0.2], (len(answered), 1))


def any_rate(rng, answered):
    return rng.beta(0.7, 0.3, (len(answered), 1))


# The last four gave a small cell away while only the number of answers was looked at.
@pytest.mark.parametrize(
    "seed, fields, offices, mean, rates",
    [
        *((seed, 6, 3, 5, one_rate) for seed in range(2)),
        *((seed, 6, 1, 12, three_rates) for seed in range(2)),
        *((seed, 4, 4, 10, any_rate) for seed in range(2)),
        (18, 4, 4, 10, three_rates),
        (29, 6, 3, 5, three_rates),
        (21, 6, 3, 5, any_rate),
        (28, 6, 3, 5, any_rate),
    ],
)
def test_how_many_were_satisfied_gives_no_small_cell_away(seed, fields, offices, mean, rates):
    rng, counts = np.random.default_rng(seed), random_counts(seed, fields, offices, mean)
    satisfied = rng.binomial(counts, rates(rng, counts))
    check(table(counts).assign(satisfied=satisfied.ravel()))


@pytest.mark.parametrize("likes", [(2, 4, 6, 40, 48), (0.3, 0.3, 0.3, 0.3, 0.3)])
@pytest.mark.parametrize("seed", range(4))
def test_five_levels_give_no_small_cell_away(seed, likes):
    rng, counts = np.random.default_rng(seed), random_counts(seed, 5, 3, 8)
    given = [rng.multinomial(n, rng.dirichlet(likes)) for n in counts.ravel()]
    levels = pd.DataFrame(given, columns=[f"level_{n}" for n in range(1, 6)])
    check(pd.concat([table(counts), levels], axis=1))


def test_a_cell_moves_only_with_cells_that_have_such_answers():
    """All in field a are satisfied, nobody in b is: sums of both kinds would give 3, 7, 7, 3."""
    frame = pd.DataFrame({"field": list("aabb"), "office": list("1212"),
                          "answered": [3, 7, 7, 3], "satisfied": [3, 7, 0, 0]})  # fmt: skip
    found = attack(published(frame, ["field"], ["office"]), ["field"], ["office"])
    cells = {name: bounds for name, bounds in found.items() if all(name)}
    assert set(cells.values()) == {(1, 9)}
    assert len(cells) == 4


def test_an_attack_on_both_kinds_of_answers_finds_them():
    """The same, hidden as if only the number of answers were published."""
    frame = pd.DataFrame({"field": list("aabb"), "office": list("1212"),
                          "answered": [3, 7, 7, 3], "satisfied": [3, 7, 0, 0]})  # fmt: skip
    out = published(frame, ["field"], ["office"], least=1)
    inner = out["field"].notna() & out["office"].notna()
    out[["answered", "satisfied"]] = out[["answered", "satisfied"]].mask(inner)
    found = attack(out, ["field"], ["office"])
    assert sorted(found.values()) == [(3, 3), (3, 3), (7, 7), (7, 7)]


def test_what_moves_with_a_cell_must_be_able_to_lose_as_much():
    """Three of the 4 can only be made up for if the cell across loses three as well: 3 cannot."""
    found = attack(
        published(table([[11, 1, 3], [10, 0, 5], [4, 0, 3]]), ROWS, COLUMNS), ROWS, COLUMNS
    )
    low, high = found[(0, 2), (0,)]
    assert low == 1
    assert high >= 5


def test_small_cells_alone_would_be_found():
    """What the attack does to the tables above when nothing but small cells is hidden."""
    counts = random_counts(1, 6, 4, 5)
    everything = published(table(counts), ROWS, COLUMNS, least=1)
    small = (everything["answered"] > 0) & (everything["answered"] < 5)
    bounds = attack(everything.assign(answered=everything["answered"].mask(small)), ROWS, COLUMNS)
    assert any(low == high for low, high in bounds.values())


def test_two_levels_on_both_sides():
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(
        [(f // 2, f, q // 2, q, n) for f in range(4) for q in range(4) for n in [rng.poisson(6)]],
        columns=["group", "field", "half", "quarter", "answered"],
    )
    sides = ["group", "field"], ["half", "quarter"]
    out = published(frame, *sides)
    found = attack(out, *sides)
    small = frame[(frame["answered"] > 0) & (frame["answered"] < 5)]
    assert len(small)
    for line in small.itertuples():
        low, high = found[(line.group, line.field), (line.half, line.quarter)]
        assert low == 1
        assert high >= 5


def test_nothing_is_hidden_where_nobody_is_alone():
    counts = [[40, 5, 0], [7, 90, 12]]
    out = published(table(counts), ROWS, COLUMNS)
    assert out["shown"].all()
    assert out["answered"].sum() == 154 * 2 * 3  # leaves, groups, all; each by office and in all


def test_a_total_is_hidden_only_when_nothing_else_helps():
    lonely = published(pd.DataFrame({"field": ["a", "b"], "answered": [3, 0]}), ["field"])
    assert list(lonely["shown"]) == [False, False, True]
    enough = published(pd.DataFrame({"field": ["a", "b"], "answered": [3, 50]}), ["field"])
    assert list(enough["shown"]) == [True, False, False]
    # 1 + 4: the one could be 1, 2, 3 or 4 but never 5, so who subtracts would know it is small.
    tight = published(pd.DataFrame({"field": ["a", "b"], "answered": [1, 4]}), ["field"])
    assert not tight["shown"].any()


def test_counts_beside_the_answers_are_hidden_with_them_and_add_up():
    frame = pd.DataFrame({"field": ["a", "a", "b", "c"], "answered": [2, 1, 9, 30],
                          "satisfied": [2, 0, 8, 29]})  # fmt: skip
    out = published(frame, ["field"])
    assert list(out["satisfied"].fillna(-1)) == [39, -1, -1, 29]
    assert list(out.columns) == ["field", "answered", "satisfied", "shown"]
    assert list(out["field"]) == [None, "a", "b", "c"]


def test_an_empty_table_has_an_empty_total():
    frame = pd.DataFrame({"field": [], "answered": []})
    out = published(frame, ["field"])
    assert list(out["answered"]) == [0]


def test_impossible_counts_and_settings_are_refused():
    frame = pd.DataFrame({"field": ["a", "b"], "answered": [-3, 9]})
    with pytest.raises(ValueError, match="-3"):
        published(frame, ["field"])
    with pytest.raises(ValueError, match=r"2\.5 cannot be a count"):
        published(frame.assign(answered=[2.5, 9]), ["field"])
    with pytest.raises(ValueError, match="fewer than 0"):
        published(frame.assign(answered=3), ["field"], least=0)
    with pytest.raises(ValueError, match="4 in the columns beside 3 who answered"):
        published(frame.assign(answered=[3, 9], satisfied=4, complained=0), ["field"])
    with pytest.raises(ValueError, match="a row has no field"):
        published(frame.assign(answered=3, field=["a", None]), ["field"])


def test_a_province_hides_some_cells_and_shows_others():
    """A hundred offices, twenty fields; half of the cells are small."""
    out = published(table(random_counts(0, 20, 100, 9), groups=6), ROWS, COLUMNS)
    assert 0.2 < out["shown"].mean() < 0.95

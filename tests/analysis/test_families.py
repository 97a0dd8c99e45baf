"""Claims about many offices at once."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.estimates import proportions
from analysis.families import LOOK_INTO, claims, claims_on_wholes, holm
from analysis.intervals import too_rare
from analysis.stratified import stratified
from analysis.tails import chance_if_met
from analysis.targets import Target
from analysis.verdicts import verdicts_on_wholes
from analysis.weighted import weighted
from tests.analysis.test_stratified import TRIED

AT_LEAST_90 = Target(Decimal(90))


def offices(*counts):
    names = ["satisfied", "answered", "population"][: len(counts[0])]
    return proportions(pd.DataFrame(counts, columns=names))


def test_holms_method_agrees_with_r():
    p = np.array([0.01, 0.04, 0.03, 0.005, 0.8, 0.04])
    # R 4.2.2, p.adjust(p, "holm")
    assert holm(p) == pytest.approx([0.05, 0.12, 0.12, 0.03, 0.8, 0.12], rel=1e-12)
    assert holm(p[:0]).size == 0


# statsmodels 0.15.0, multipletests(p, method="holm")[1]
def test_holms_method_agrees_with_statsmodels():
    p = np.array([0.36, 0.004, 0.0213, 0.0005, 0.2, 0.0213])
    assert holm(p) == pytest.approx([0.4, 0.02, 0.0852, 0.003, 0.4, 0.0852], abs=1e-10)


# R 4.2.2, s <- c(36, 990, 80, 70, 88, 0); n <- c(36, 1000, 100, 100, 100, 9);
# p <- pbinom(s - 1, n, 0.9, lower = FALSE) for "met", pbinom(s, n, 0.9) for "missed";
# p.adjust(p, "holm"), p.adjust(p, "BH")
FROM_R = {
    "p_met": [
        2.25283995449e-02,
        1.45089883218e-32,
        0.999192426126,
        0.999999993953,
        0.80182111264,
        1,
    ],
    "holm_met": [0.112641997725, 8.70539299307e-32, 1, 1, 1, 1],
    "look_met": [6.75851986348e-02, 8.70539299307e-32, 1, 1, 1, 1],
    "p_missed": [1, 1, 1.97856086577e-03, 2.44511223939e-08, 0.296966899711, 1e-9],
    "holm_missed": [1, 1, 7.91424346308e-03, 1.22255611970e-07, 0.890900699134, 6e-9],
    "look_missed": [1, 1, 3.95712173154e-03, 7.33533671817e-08, 0.445450349567, 6e-9],
}


def test_a_family_agrees_with_r():
    rows = [(36, 36), (990, 1000), (80, 100), (70, 100), (88, 100), (0, 9), (4, 4)]
    told = claims(offices(*rows), AT_LEAST_90)
    for column, values in FROM_R.items():
        assert told[column].to_numpy()[:6] == pytest.approx(values, rel=1e-10)
        assert np.isnan(told[column].to_numpy()[6])


def test_one_office_alone_is_judged_as_ever():
    for satisfied in range(41):
        told = claims(offices((satisfied, 40)), AT_LEAST_90)
        assert told["stands"].tolist() == told["evidence"].tolist()


def test_among_many_a_narrow_claim_no_longer_stands():
    told = claims(offices((36, 36), *[(90, 100)] * 20, (20, 100)), AT_LEAST_90)
    assert told["evidence"].tolist() == ["met", *["uncertain"] * 20, "missed"]
    assert told["stands"].tolist() == ["uncertain"] * 21 + ["missed"]


def test_a_whole_population_stands_however_many_there_are():
    """Everybody answered, so nothing is left to chance; without the number it is a sample."""
    told = claims(offices((36, 36, 36), (36, 36, None), *[(90, 100, 400)] * 20), AT_LEAST_90)
    assert told["stands"].tolist() == ["met", *["uncertain"] * 21]


def test_rows_with_too_few_answers_are_no_part_of_the_family():
    alone, among = (
        claims(offices((0, 12), *others), AT_LEAST_90)
        for others in ((), [(0, 4)] * 9 + [(0, 0)] * 9)
    )
    assert among["holm_missed"].iloc[0] == alone["holm_missed"].iloc[0]
    assert among["p_met"].isna().tolist() == [False, *[True] * 18]
    assert set(among["stands"][1:]) == {"too few"}


def test_no_rows_make_no_claims():
    assert claims(offices((0, 0))[:0], AT_LEAST_90).empty
    assert claims(offices((0, 0)), AT_LEAST_90)["stands"].tolist() == ["too few"]


@pytest.mark.parametrize("answered", [20, 60, 400])
@pytest.mark.parametrize("many", [1, 30, 300])
def test_three_hundred_offices_on_target_get_a_false_missed_in_at_most_25_of_1000(answered, many):
    """Enumerated: the first claim that Holm's method lets stand is the one with many times its
    p-value below the limit, and the offices are independent."""
    satisfied = np.arange(answered + 1)
    rows = [(s, answered) for s in satisfied]
    p = claims(offices(*rows), AT_LEAST_90, fewest=0)["p_missed"].to_numpy()
    one = binom.pmf(satisfied, answered, 0.9)[p * many < 0.025].sum()
    assert 1 - (1 - one) ** many <= 0.025


def test_a_list_to_look_into_is_longer_than_the_claims():
    told = claims(offices(*[(84, 100)] * 4, *[(90, 100)] * 6), AT_LEAST_90)
    assert (told["stands"] == "missed").sum() == 0
    assert (told["look_missed"] <= 2 * LOOK_INTO).sum() == 4


def fields(offices, seed=3):
    """Four fields of each office; small samples, all of some offices, nobody in some fields."""
    draws = np.random.default_rng(seed)
    population = np.repeat(draws.choice([3, 8, 60, 500], offices), 4) + draws.integers(
        0, 9, offices * 4
    )
    answered = np.minimum(population, draws.choice([0, 1, 5, 20, 80], offices * 4))
    share = np.repeat(draws.choice([0.5, 0.8, 0.9, 0.97, 1], offices), 4)
    return pd.DataFrame(
        {
            "office": np.repeat(np.arange(offices), 4),
            "satisfied": draws.binomial(answered, share),
            "answered": answered,
            "population": population,
        }
    )


def test_one_whole_alone_is_judged_as_ever():
    for seed in range(200):
        told = claims_on_wholes(fields(1, seed), "office", AT_LEAST_90)
        assert told["stands"].tolist() == told["evidence"].tolist()


def test_the_chance_of_a_whole_decides_as_its_interval_does():
    told = claims_on_wholes(fields(2000), "office", AT_LEAST_90)
    assert told["evidence"].value_counts().min() > 50
    for side in ("met", "missed"):
        rare = told[f"p_{side}"] < too_rare(0.95)
        assert (rare == (told["evidence"] == side)).all()


def test_the_chance_of_a_whole_is_that_of_the_one_field_that_leads_it():
    """By hand: 0.3 is 0.6 below the target, and one answer for 0.7 of the dossiers brings it so far
    with a chance of 1 - 0.6 / 0.7."""
    rows = [("a", 0, 1, 700), ("a", 20, 20, 300)]
    table = pd.DataFrame(rows, columns=["office", "satisfied", "answered", "population"])
    told = claims_on_wholes(table, "office", AT_LEAST_90)
    assert told["p_missed"].item() == pytest.approx(1 / 7)
    assert told["stands"].item() == "uncertain"


def test_among_many_wholes_an_interval_wide_enough_for_all_decides_first():
    table = fields(40)
    told = claims_on_wholes(table, "office", AT_LEAST_90)
    family = told["evidence"] != "too few"
    wide = stratified(table, "office", 1 - 0.05 / family.sum())[family & told["worth"].ne(np.inf)]
    counts = {"satisfied": wide["estimate"] * wide["worth"], "answered": wide["worth"]}
    worst = chance_if_met(AT_LEAST_90, **counts).min()
    first = told.loc[told["worth"].ne(np.inf), "holm_missed"].min()
    known = (told["worth"].eq(np.inf) & told["official"].eq("fails")).sum()
    assert first == pytest.approx(worst * (family.sum() - known), rel=1e-9)
    assert first > told.loc[told["worth"].ne(np.inf), "p_missed"].min() * (family.sum() - known)


def test_a_whole_of_which_every_dossier_was_asked_about_stands_however_many_there_are():
    """Nothing is left to chance; 8 of 9 is below 90 %."""
    rows = [("all", 9, 9, 9), ("bad", 8, 9, 9), *[(n, 180, 200, 4000) for n in "abcdefghij"]]
    table = pd.DataFrame(rows, columns=["office", "satisfied", "answered", "population"])
    told = claims_on_wholes(table, "office", AT_LEAST_90)
    assert told.loc["all", ["p_met", "holm_met", "p_missed", "stands"]].tolist() == [0, 0, 1, "met"]
    assert told.loc["bad", ["p_met", "p_missed", "holm_missed", "stands"]].tolist() == (
        [1, 0, 0, "missed"]
    )
    assert set(told["stands"].drop(["all", "bad"])) == {"uncertain"}


def test_wholes_with_too_few_answers_are_no_part_of_the_family():
    table = fields(30)
    told = claims_on_wholes(table, "office", AT_LEAST_90)
    few = told["evidence"] == "too few"
    assert few.any()
    assert told.loc[few, ["p_met", "holm_missed", "look_met"]].isna().all(axis=None)
    rest = table[~table["office"].isin(told.index[few])]
    pd.testing.assert_frame_equal(
        claims_on_wholes(rest, "office", AT_LEAST_90), told[~few], check_exact=False
    )


def test_no_wholes_make_no_claims():
    assert claims_on_wholes(fields(1).iloc[:0], "office", AT_LEAST_90).empty


def test_answers_that_are_worth_less_are_not_taken_for_counts():
    told = verdicts_on_wholes(fields(3), "office", AT_LEAST_90)
    with pytest.raises(ValueError, match="worth less"):
        claims(told, AT_LEAST_90)


@pytest.mark.parametrize("level", [0.8, 0.999])
def test_claims_are_of_the_level_that_is_asked_for_whatever_the_table_was_made_with(level):
    told = offices((36, 36, 400), (80, 100, 900), (30, 40, 60))
    counts = told[["satisfied", "answered", "population"]]
    asked = claims(told, AT_LEAST_90, level=level)
    pd.testing.assert_frame_equal(asked, claims(counts, AT_LEAST_90, level=level))
    pd.testing.assert_frame_equal(asked[told.columns], proportions(counts, level))
    assert (claims(told[:1], AT_LEAST_90, level=level)["stands"] == asked["evidence"][:1]).all()


REPEATED = 20_000


def wrongly_claimed(many):
    """Simulated, of each design: how often some "missed" among so many wholes is wrong, and some
    "met". The first claim that Holm's method lets stand is beyond Bonferroni's interval."""
    draws, wrong = np.random.default_rng(11), []
    for answered, population, share in TRIED:
        satisfied = np.round(np.array(population) * share).astype(int)
        rest = population - satisfied
        s = draws.hypergeometric(satisfied, rest, answered, (REPEATED, len(answered)))
        found = weighted(s, np.array(answered), np.array(population), 1 - 0.05 / many)
        truth = satisfied.sum() / sum(population)
        chances = np.mean(found.high < truth), np.mean(found.low > truth)
        wrong.append([1 - (1 - chance) ** many for chance in chances])
    return wrong


@pytest.mark.parametrize("many, missed, met", [(10, 0.1, 0.04), (100, 0.02, 0.075)])
def test_how_often_a_claim_about_a_whole_is_wrong(many, missed, met):
    wrong = wrongly_claimed(many)
    assert (np.max(wrong, axis=0) <= (missed, met)).all()
    assert np.median(wrong) < 0.01

"""Claims about many offices at once."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.estimates import proportions
from analysis.families import LOOK_INTO, claims, holm
from analysis.targets import Target

AT_LEAST_90 = Target(Decimal(90))


def offices(*counts):
    names = ["satisfied", "answered", "population"][: len(counts[0])]
    return proportions(pd.DataFrame(counts, columns=names))


def test_holms_method_agrees_with_r():
    p = np.array([0.01, 0.04, 0.03, 0.005, 0.8, 0.04])
    # R 4.2.2, p.adjust(p, "holm")
    assert holm(p) == pytest.approx([0.05, 0.12, 0.12, 0.03, 0.8, 0.12], rel=1e-12)
    assert holm(p[:0]).size == 0


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

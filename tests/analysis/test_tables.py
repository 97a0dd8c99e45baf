"""What every function that takes a table does with a table that is not as it should be."""

from decimal import Decimal

import pandas as pd
import pytest

from analysis.allocation import neyman
from analysis.channels import compare_channels
from analysis.decomposition import decompose
from analysis.differences import differences, newcombe_bounds, share
from analysis.estimates import proportions
from analysis.funnel import funnel
from analysis.intervals import exact_bounds
from analysis.monitoring import control_chart
from analysis.nonresponse import worst_cases
from analysis.ranks import rank
from analysis.sequences import sequence_bounds
from analysis.standardised import standardise
from analysis.stratified import stratified
from analysis.targets import Target
from analysis.verdicts import verdicts_on_wholes

NINETY = Target(Decimal(90))
MIX = {"land": 3, "civil": 2}

ROWS = pd.DataFrame(
    [
        ("north", "land", "qr", 36, 40, 90, 20, 25, True),
        ("north", "land", "kiosk", 19, 20, 60, 30, 30, True),
        ("north", "civil", "qr", 28, 30, 30, 9, 12, False),
        ("north", "civil", "kiosk", 7, 12, 45, 3, 3, True),
        ("south", "land", "qr", 50, 50, 400, 40, 44, True),
        ("south", "civil", "kiosk", 0, 0, 25, 0, 0, False),
    ],
    columns=[
        *("office", "field", "channel", "satisfied", "answered", "population"),
        *("reference_satisfied", "reference_answered", "baseline"),
    ],
)

OF_COUNTS = {
    "proportions": proportions,
    "stratified": lambda rows: stratified(rows, "office"),
    "verdicts_on_wholes": lambda rows: verdicts_on_wholes(rows, "office", NINETY),
    "worst_cases": worst_cases,
    "funnel": lambda rows: funnel(rows, NINETY),
    "rank": rank,
    "control_chart": control_chart,
    "differences": differences,
    "decompose": decompose,
    "standardise": lambda rows: standardise(rows, MIX),
    "compare_channels": lambda rows: compare_channels(rows, "qr"),
    "sequence_bounds": lambda rows: sequence_bounds(rows["satisfied"], rows["answered"]),
    "neyman": lambda rows: neyman(rows, total=40, minimum=2),
}


@pytest.fixture(params=OF_COUNTS)
def of_counts(request):
    return OF_COUNTS[request.param]


@pytest.mark.parametrize(
    "satisfied, said", [(41, "41 satisfied of 40"), (-1, "-1 satisfied"), (None, "nan satisfied")]
)
def test_impossible_counts_are_refused_by_their_numbers(of_counts, satisfied, said):
    rows = ROWS.astype({"satisfied": object})
    rows.loc[0, "satisfied"] = satisfied
    with pytest.raises(ValueError, match=f"{said} .*cannot be"):
        of_counts(rows)


def test_two_impossible_counts_do_not_make_up_for_each_other(of_counts):
    rows = ROWS.assign(satisfied=ROWS["satisfied"].replace({36: 44, 19: 11}))
    with pytest.raises(ValueError, match="44 satisfied of 40"):
        of_counts(rows)


def test_satisfied_people_where_nobody_answered_are_refused(of_counts):
    with pytest.raises(ValueError, match="1 satisfied of 0"):
        of_counts(ROWS.assign(satisfied=ROWS["satisfied"].replace(0, 1)))


@pytest.mark.parametrize("name", sorted(OF_COUNTS.keys() - {"rank"}))
def test_counts_are_whole(name):
    """Only ranks take what levelled rates are worth, and that is not whole."""
    with pytest.raises(ValueError, match=r"36\.5 satisfied of 40"):
        OF_COUNTS[name](ROWS.assign(satisfied=ROWS["satisfied"].replace(36, 36.5)))


@pytest.mark.parametrize("name", ["differences", "decompose"])
def test_the_other_side_is_checked_as_well(name):
    with pytest.raises(ValueError, match="26 satisfied of 25"):
        OF_COUNTS[name](
            ROWS.assign(reference_satisfied=ROWS["reference_satisfied"].replace(20, 26))
        )


@pytest.mark.parametrize("name", ["proportions", "stratified", "worst_cases"])
def test_more_answers_than_dossiers_are_refused_by_their_numbers(name):
    with pytest.raises(ValueError, match="40 who answered out of 39 cannot be"):
        OF_COUNTS[name](ROWS.assign(population=ROWS["population"].replace(90, 39)))


@pytest.mark.parametrize("bounds", [exact_bounds, share, lambda s, n: newcombe_bounds(s, n, 1, 2)])
@pytest.mark.parametrize("satisfied, answered", [(4.75, 4.5), (-0.5, 4.5), (float("nan"), 4.5)])
def test_effective_numbers_need_not_be_whole_but_must_fit(bounds, satisfied, answered):
    bounds([1, 3.25], [2, 4.5])
    with pytest.raises(ValueError, match=f"{satisfied} satisfied of 4.5 who answered cannot be"):
        bounds([1, satisfied], [2, answered])

"""What every function that takes a table does with a table that is not as it should be."""

from decimal import Decimal

import pandas as pd
import pytest

from analysis.allocation import in_proportion, neyman
from analysis.channels import compare_channels
from analysis.clusters import clustered
from analysis.decomposition import decompose
from analysis.differences import differences, newcombe_bounds
from analysis.drivers import drivers
from analysis.estimates import proportions
from analysis.families import claims, claims_on_wholes
from analysis.funnel import funnel
from analysis.intervals import exact_bounds
from analysis.moments import COLUMNS
from analysis.monitoring import control_chart
from analysis.nonresponse import worst_cases
from analysis.ranks import rank
from analysis.reliability import with_readings
from analysis.sequences import sequence_bounds
from analysis.shares import share
from analysis.sipas import mean_indices, pooled_indices
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
    "sequence_bounds": lambda rows: rows.assign(
        low=sequence_bounds(rows["satisfied"], rows["answered"])[0]
    ),
    "neyman": lambda rows: neyman(rows, total=min(40, int(rows["population"].sum())), minimum=2),
    "clustered": lambda rows: clustered(rows, ["office", "channel"]),
    "claims": lambda rows: claims(proportions(rows), NINETY),
    "claims_on_wholes": lambda rows: claims_on_wholes(rows, "office", NINETY),
}
WITH_NAMES = [
    *("stratified", "verdicts_on_wholes", "claims_on_wholes", "clustered", "control_chart"),
    *("decompose", "standardise", "compare_channels"),
]
SUMS = [*WITH_NAMES[:4], *WITH_NAMES[5:]]


def moments(rows):
    """As if each answered one item."""
    s, n = rows["satisfied"], rows["answered"]
    return pd.DataFrame({"n": n, "s": s, "m": n, "ss": s, "mm": n, "sm": s})


FACTORS = {
    "satisfied": "both",
    "answered": "factor_only",
    "reference_satisfied": "overall_only",
    "reference_answered": "neither",
}
OF_OTHERS = {
    "drivers": lambda rows: drivers(rows.rename(columns=FACTORS)),
    "pooled_indices": lambda rows: pooled_indices(moments(rows)),
    "mean_indices": lambda rows: mean_indices(
        moments(rows).groupby(rows["office"], observed=True).sum(), rows.set_index("office")
    ),
    "with_readings": lambda rows: with_readings(proportions(rows)),
    "in_proportion": lambda rows: in_proportion(
        rows, total=min(40, int(rows["population"].sum())), minimum=2
    ),
}


@pytest.fixture(params=OF_COUNTS)
def of_counts(request):
    return OF_COUNTS[request.param]


@pytest.fixture(params=OF_COUNTS | OF_OTHERS)
def of_rows(request):
    return (OF_COUNTS | OF_OTHERS)[request.param]


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


def same(told, expected):
    """The same numbers and words, whatever type they came in."""
    columns = expected.columns.difference([*ROWS, *FACTORS.values(), *COLUMNS])
    assert len(columns)
    pd.testing.assert_frame_equal(
        told[columns].reset_index(drop=True), expected[columns].reset_index(drop=True)
    )
    return True


def nullable(rows):
    return rows.astype(dict.fromkeys(rows.columns[rows.dtypes == "int64"], "Int64"))


def with_categories(rows):
    """The names as categories, of which some have no rows."""
    names = ["office", "field", "channel"]
    kinds = {name: pd.CategoricalDtype(["a", *sorted(set(rows[name])), "z"]) for name in names}
    return rows.astype(kinds)


CHANGES = {
    "nullable integers": nullable,
    "floats": lambda rows: rows.astype({"satisfied": float, "answered": "Float64"}),
    "decimals": lambda rows: rows.assign(satisfied=[Decimal(s) for s in rows["satisfied"]]),
    "small integers": lambda rows: rows.astype({"satisfied": "int8", "answered": "uint8"}),
    "categories": with_categories,
    "one label for all": lambda rows: rows.set_axis([7] * len(rows)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_table_says_the_same_whatever_its_columns_and_labels_are(of_rows, change):
    rows = change(ROWS)
    kept = rows.copy()
    assert same(of_rows(rows), of_rows(ROWS))
    pd.testing.assert_frame_equal(rows, kept)


@pytest.mark.parametrize("rows", [ROWS.iloc[:0], pd.DataFrame({name: [] for name in ROWS})])
def test_a_table_without_rows_is_one(of_rows, rows):
    assert of_rows(rows).empty


@pytest.mark.parametrize("row", [0, 5])
def test_a_single_row_is_a_table_even_if_nobody_answered(of_rows, row):
    assert len(of_rows(ROWS.iloc[[row]])) <= 1


@pytest.mark.parametrize("name", SUMS)
def test_rows_of_the_same_cell_are_added_up_or_stand_side_by_side(name):
    """Never one for the other: twice the answers are worth more."""
    columns = OF_COUNTS[name](ROWS).columns.intersection(["low", "high", "by_rates_low"])
    once, twice = (OF_COUNTS[name](rows)[columns] for rows in (ROWS, pd.concat([ROWS, ROWS])))
    assert once.shape == twice.shape
    assert not once.round(6).equals(twice.round(6))


@pytest.mark.parametrize("name", sorted(OF_COUNTS.keys() - set(SUMS)))
def test_rows_stay_rows(name):
    twice = pd.concat([ROWS, ROWS.iloc[:2]])
    if name == "neyman":
        assert OF_COUNTS[name](twice)["answers"].sum() == 40
    assert len(OF_COUNTS[name](twice)) == len(twice)


@pytest.mark.parametrize("name", WITH_NAMES)
@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_a_row_that_belongs_to_no_office_is_refused(name, nothing):
    """Its answers would be lost in silence."""
    with pytest.raises(ValueError, match="a row has no office"):
        OF_COUNTS[name](ROWS.assign(office=[nothing, *ROWS["office"][1:]]))


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_number_of_dossiers_may_be_missing_where_it_only_narrows(missing):
    """And where it is a weight, or says how many can be asked, it may not."""
    rows = ROWS.astype({"population": object})
    rows.loc[0, "population"] = missing
    unknown, known = ROWS.drop(columns="population"), ROWS.iloc[1:]
    assert same(proportions(rows).iloc[:1], proportions(unknown).iloc[:1])
    assert same(worst_cases(rows).iloc[1:], worst_cases(known))
    assert worst_cases(rows).loc[0, ["lowest", "highest"]].isna().all()
    for name in ("stratified", "verdicts_on_wholes", "claims_on_wholes", "neyman"):
        with pytest.raises(ValueError, match="nan cannot be"):
            OF_COUNTS[name](rows.fillna({"population": float("nan")}))


def test_a_whole_at_the_threshold_is_read_exactly_though_all_rows_have_one_label():
    """0.7, 0.9 and 0.8 of the same dossiers are 0.8; as a sum of floats they are not."""
    rows = [("A", s, 10, 100) for s in (7, 9, 8)] + [("B", 9, 10, 100)]
    table = pd.DataFrame(rows, columns=["office", "satisfied", "answered", "population"])
    told = verdicts_on_wholes(table.set_axis([0] * 4), "office", Target(Decimal(80), ">"))
    assert told["official"].tolist() == ["fails", "passes"]

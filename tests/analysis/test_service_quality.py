"""The satisfaction part of the national index of service quality."""

from fractions import Fraction

import pytest

from analysis.service_quality import ServiceQuality

RECORDS = {
    "complaints": 10,
    "on_time": 9,
    "disliked": 2,
    "dossiers": 1000,
    "overdue": 30,
    "disputed": 20,
}


def quality(**records):
    return ServiceQuality(**{**RECORDS, **records})


def test_by_hand():
    """6 × 9/10, 6 × 8/10, and 95 % of dossiers without fault."""
    office = quality()
    assert (office.punctuality, office.handling) == (Fraction(54, 10), Fraction(48, 10))
    assert (office.rate, office.dossier_satisfaction) == (Fraction(95, 100), 6)
    assert office.total == Fraction(162, 10)


# By hand: 100 of 1,000 leave exactly 90 %, 101 leave 89.9 %, 550 leave half of 90 %.
@pytest.mark.parametrize(
    "overdue, disputed, points",
    [
        (60, 40, Fraction(6)),
        (60, 41, Fraction(6 * 899, 900)),
        (550, 0, Fraction(3)),
        (0, 1000, Fraction(0)),
        (600, 600, Fraction(0)),  # Some dossiers are taken off twice.
    ],
)
def test_dossiers_earn_all_points_from_90_percent_on(overdue, disputed, points):
    assert quality(overdue=overdue, disputed=disputed).dossier_satisfaction == points


def test_no_complaints_earn_all_points_and_no_dossiers_none():
    nothing = ServiceQuality(**dict.fromkeys(RECORDS, 0))
    assert (nothing.punctuality, nothing.handling) == (6, 6)
    assert (nothing.rate, nothing.dossier_satisfaction, nothing.total) == (None, 0, 12)


@pytest.mark.parametrize(
    "records, words",
    [
        ({"on_time": 11}, "11 on_time of 10 complaints"),
        ({"disliked": -1}, "-1 disliked of 10 complaints"),
        ({"overdue": 1001}, "1001 overdue of 1000 dossiers"),
        ({"disputed": 0.5}, "0.5 disputed of 1000 dossiers"),
        ({"dossiers": None}, "30 overdue of None dossiers"),
    ],
)
def test_impossible_records_are_refused_by_name(records, words):
    with pytest.raises(ValueError, match=words):
        quality(**records)

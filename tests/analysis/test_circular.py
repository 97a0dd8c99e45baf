"""The points of the circular: rounding before adding, and the edges of the grades."""

from decimal import Decimal

import numpy as np
import pytest

from analysis.circular import OFFICES, OFFICIALS, Assessment, Grade, Points, TaskDone


def points(two, one=0, none=0):
    return Points(two=two, one=one, none=none)


# By hand: (2 × two + one) / dossiers.
@pytest.mark.parametrize(
    "two, one, none, score",
    [
        (1, 3, 0, "1.3"),  # 5/4 = 1.25
        (29, 0, 11, "1.5"),  # 58/40 = 1.45, which a float takes for less.
        (0, 1, 19, "0.1"),  # 1/20 = 0.05
        (0, 49, 951, "0.0"),  # 49/1000 = 0.049
        (39, 1, 0, "2.0"),  # 79/40 = 1.975
        (0, 0, 5, "0.0"),
        (0, 1, 0, "1.0"),  # One inspection, one point.
    ],
)
def test_a_score_is_rounded_half_up_to_one_decimal(two, one, none, score):
    assert str(points(two, one, none).score) == score


def test_counts_may_come_from_a_table():
    assert Points(two=np.int64(1), one=np.int64(3), none=np.int64(0)).score == Decimal("1.3")


def test_without_dossiers_there_is_no_score():
    assert points(0).score is None


def test_scores_are_rounded_before_they_are_added():
    """Eight times 27/20 and one are 11.8, which is fair; eight times 1.4 and one are 12.2."""
    eight = dict.fromkeys(range(1, 9), points(13, 1, 6))
    assessment = Assessment(OFFICES, {**eight, 9: points(0, 1)})
    assert (assessment.total, assessment.grade) == (Decimal("12.2"), Grade.GOOD)


# The edges are the circular's; just below each is a total that the rounding can give.
@pytest.mark.parametrize(
    "total, grade",
    [
        ("18.0", Grade.EXCELLENT),
        ("15.0", Grade.EXCELLENT),
        ("14.9", Grade.GOOD),
        ("12.0", Grade.GOOD),
        ("11.9", Grade.FAIR),
        ("9.0", Grade.FAIR),
        ("8.9", Grade.AVERAGE),
        ("6.0", Grade.AVERAGE),
        ("5.9", Grade.WEAK),
        ("0.0", Grade.WEAK),
    ],
)
def test_an_office_at_an_edge_has_the_better_grade(total, grade):
    assessment = Assessment(OFFICES, _adding_up_to(Decimal(total), OFFICES.indicators))
    assert (str(assessment.total), assessment.grade) == (total, grade)
    assert assessment.left_out == ()


@pytest.mark.parametrize(
    "total, done",
    [
        ("10.0", TaskDone.ALL),
        ("5.0", TaskDone.ALL),
        ("4.9", TaskDone.FROM_70_PERCENT),
        ("3.5", TaskDone.FROM_70_PERCENT),
        ("3.4", TaskDone.UNDER_70_PERCENT),
        ("0.0", TaskDone.UNDER_70_PERCENT),
    ],
)
def test_an_official_at_an_edge_has_done_the_better_share(total, done):
    assessment = Assessment(OFFICIALS, _adding_up_to(Decimal(total), OFFICIALS.indicators))
    assert (str(assessment.total), assessment.grade) == (total, done)


def _adding_up_to(total, indicators):
    """Of twenty halves of a dossier's points, as many as are still lacking."""
    given = {}
    for number in indicators:
        twentieths = min(int(total * 10), 20)
        total -= Decimal(twentieths) / 10
        given[number] = points(twentieths, 0, 20 - twentieths)
    return given


def test_indicators_without_data_are_left_out_and_named_and_the_edges_stay():
    assessment = Assessment(OFFICES, {1: points(9), 3: points(7), 4: points(0), 7: points(4, 1)})
    assert assessment.scores == {1: Decimal(2), 3: Decimal(2), 7: Decimal("1.8")}
    assert [indicator.number for indicator in assessment.left_out] == [2, 4, 5, 6, 8, 9]
    assert assessment.left_out[-1].name == ("Dịch vụ công trực tuyến", "Online services")
    assert (assessment.total, assessment.grade) == (Decimal("5.8"), Grade.WEAK)


def test_how_many_dossiers_are_enough_is_a_setting():
    assessment = Assessment(OFFICIALS, {1: points(4), 3: points(5)}, fewest=5)
    assert assessment.scores == {3: Decimal(2)}


def test_what_is_counted_per_office_is_seen_once_however_many_dossiers_are_enough():
    assessment = Assessment(OFFICES, {5: points(1), 6: points(0, 1), 7: points(1)}, fewest=5)
    assert assessment.scores == {5: Decimal(2), 6: Decimal(1)}


def test_an_office_without_any_data_has_no_grade():
    assessment = Assessment(OFFICES, {})
    assert (assessment.total, assessment.grade) == (None, None)
    assert tuple(indicator.number for indicator in assessment.left_out) == OFFICES.indicators


def test_an_indicator_that_the_scale_lacks_is_refused_by_number():
    with pytest.raises(ValueError, match="5, 10"):
        Assessment(OFFICIALS, {1: points(1), 10: points(1), 5: points(1)})


@pytest.mark.parametrize("two", [-1, 1.0])
def test_impossible_counts_are_refused_by_name(two):
    with pytest.raises(ValueError, match=f"{two} with two points"):
        points(two)

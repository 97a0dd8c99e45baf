"""The points for what is seen of an office as a whole, at their edges."""

from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from analysis.circular import OFFICES, Assessment
from analysis.inspections import (
    NONE,
    NOT_SEEN,
    ONE,
    TWO,
    Level,
    at_the_one_stop_unit,
    complaints_handled,
    made_public,
    online_services,
)


# Thông tư 01/2018/TT-VPCP, indicator 5: 20 % in a province, 50 % in a district, 100 % in a commune
@pytest.mark.parametrize(
    "level, fully_done, received, points",
    [
        (Level.PROVINCE, 200, 200, TWO),
        (Level.PROVINCE, 199, 1000, ONE),
        (Level.PROVINCE, 199, 999, NONE),
        (Level.DISTRICT, 500, 500, TWO),
        (Level.DISTRICT, 499, 1000, ONE),
        (Level.DISTRICT, 499, 999, NONE),
        (Level.COMMUNE, 1000, 1000, TWO),
        (Level.COMMUNE, 999, 1000, ONE),
        (Level.COMMUNE, 999, 999, NONE),
    ],
)
def test_a_one_stop_unit_earns_its_points_by_its_level(level, fully_done, received, points):
    seen = {"fully_done": fully_done, "received_and_returned": received, "of_all": 1000}
    assert at_the_one_stop_unit(level, **seen) == points


# Indicator 6: both ways as they should be, at least one way, neither
def test_procedures_are_public_in_both_ways_in_one_or_in_none():
    for accurate, complete, timely, posted, online in product([True, False], repeat=5):
        found = made_public(
            accurate=accurate, complete=complete, timely=timely, posted=posted, online=online
        )
        if not (posted or online):
            assert found == NONE
        else:
            assert found == (
                TWO if [accurate, complete, timely, posted, online] == [True] * 5 else ONE
            )


# Indicator 8: none or all on time, 90 % on time, less; and none dragging on
@pytest.mark.parametrize(
    "complaints, on_time, dragging_on, points",
    [
        (0, 0, 0, TWO),
        (10, 10, 0, TWO),
        (10, 9, 0, ONE),
        (1000, 999, 0, ONE),
        (1000, 899, 0, NONE),
        (10, 9, 1, NONE),
        (10, 10, 1, NONE),
    ],
)
def test_complaints_are_handled_on_time_and_none_drags_on(complaints, on_time, dragging_on, points):
    seen = {"complaints": complaints, "on_time": on_time, "dragging_on": dragging_on}
    assert complaints_handled(**seen) == points


# Indicator 9: 20 % of procedures, 30 % of dossiers, none late; 15 to under 30 %; less
@pytest.mark.parametrize(
    "procedures_online, filed_online, late, points",
    [
        (20, 300, 0, TWO),
        (100, 1000, 0, TWO),
        (20, 299, 0, ONE),
        (0, 150, 5, ONE),
        (100, 149, 0, NONE),
        (0, 0, 0, NONE),
        (19, 300, 0, NOT_SEEN),  # Not in the table, as late without a complaint is not.
        (20, 300, 1, NOT_SEEN),
    ],
)
def test_services_are_online_and_used(procedures_online, filed_online, late, points):
    seen = {"procedures_online": procedures_online, "filed_online": filed_online, "late": late}
    assert online_services(procedures=100, dossiers=1000, **seen) == points


def test_where_nothing_was_there_to_see_there_are_no_points():
    seen = {"procedures_online": 0, "filed_online": 0, "late": 0}
    assert online_services(procedures=0, dossiers=0, **seen) == NOT_SEEN
    assert online_services(procedures=9, dossiers=0, **seen) == NOT_SEEN
    nothing = {"fully_done": 0, "received_and_returned": 0, "of_all": 0}
    assert at_the_one_stop_unit(Level.COMMUNE, **nothing) == NOT_SEEN


def test_what_was_not_seen_is_left_out_of_the_total():
    complaints = complaints_handled(complaints=np.int64(0), on_time=np.int64(0), dragging_on=0)
    assessment = Assessment(OFFICES, {6: ONE, 8: complaints, 9: NOT_SEEN})
    assert assessment.total == Decimal(3)
    assert [one.number for one in assessment.left_out] == [1, 2, 3, 4, 5, 7, 9]


@pytest.mark.parametrize(
    "seen, said",
    [
        (lambda: complaints_handled(complaints=2, on_time=3, dragging_on=0), "3 on time of 2"),
        (lambda: complaints_handled(complaints=0, on_time=0, dragging_on=1), "1 dragging on of 0"),
        (lambda: complaints_handled(complaints=2.0, on_time=1, dragging_on=0), "1 on time of 2.0"),
        (
            lambda: at_the_one_stop_unit(
                Level.COMMUNE, fully_done=-1, received_and_returned=0, of_all=1
            ),
            "-1 fully done of 1",
        ),
    ],
)
def test_counts_that_cannot_be_are_refused_by_name(seen, said):
    with pytest.raises(ValueError, match=said):
        seen()

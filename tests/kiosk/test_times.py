"""When an answer was given, by clocks that are wrong, jump, or were never set."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.clocks import milliseconds, moment_of
from tests.kiosk.stored import stored
from tests.kiosk.tablet import entry

MADE = datetime(2026, 10, 1, tzinfo=UTC)
GIVEN = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 10, 20, 5, 0, tzinfo=UTC)
DAY = 86_400_000
"""A day in milliseconds."""


def test_tablets_count_milliseconds():
    assert milliseconds(GIVEN) == 1792461600000  # date -d 2026-10-20T02:00:00Z +%s000
    assert milliseconds(GIVEN + timedelta(microseconds=1999)) == 1792461600001


# The tablet's clock is wrong by so many milliseconds when it is used, and when it sends.
@pytest.mark.parametrize(
    ("wrong_then", "has_offset", "wrong_now", "found"),
    [
        (0, True, 0, GIVEN),
        (0, False, 0, GIVEN),
        (DAY, True, DAY, GIVEN),
        (-DAY, True, -DAY, GIVEN),
        (DAY, False, DAY, GIVEN),
        (-DAY, False, -DAY, GIVEN),
        # Set right in between: what was measured before holds.
        (DAY, True, 0, GIVEN),
        (-DAY, True, 0, GIVEN),
        # Without a measurement nobody can tell; not later than it came, not before it was shown.
        (DAY, False, 0, NOW),
        (-DAY, False, 0, GIVEN - timedelta(days=1)),
        (-400 * DAY, False, 0, MADE),
        # Never set: 1970, as after an empty battery.
        (-milliseconds(GIVEN), False, -milliseconds(GIVEN), GIVEN),
        (-milliseconds(GIVEN), False, 0, MADE),
    ],
)
def test_the_moment_is_found_by_a_clock_that_is_wrong(wrong_then, has_offset, wrong_now, found):
    counted = milliseconds(GIVEN) + wrong_then
    measured = -wrong_then if has_offset else None
    assert moment_of(counted, (measured, -wrong_now), MADE, NOW) == found


@pytest.mark.parametrize("counted", [0, -1, 10**17, -(10**17), 1e300, -1e300, 0.5])
@pytest.mark.parametrize("ahead", [(), (None, None), (10**17, -(10**17)), (1e300, None), (0, 0)])
def test_whatever_a_clock_says_the_moment_is_a_possible_one(counted, ahead):
    assert MADE <= moment_of(counted, ahead, MADE, NOW) <= NOW


def test_bounds_belong_to_what_is_possible():
    for moment in (MADE, NOW):
        assert moment_of(milliseconds(moment), (0, DAY), MADE, NOW) == moment


def test_an_offset_that_cannot_be_is_passed_over_for_the_other_guess():
    counted = milliseconds(GIVEN) - 5 * DAY
    assert moment_of(counted, (-60 * DAY, 5 * DAY), MADE, NOW) == GIVEN


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("offset", ["measured", None, "broken"])
def test_an_answer_of_a_tablet_whose_clock_is_wrong_by_a_day_has_its_time(
    paired, make, clock, session, days, offset
):
    tablet = paired(make.counter())
    content = tablet.content()
    clock.pass_time(days=3)
    given_at, wrong = clock(), timedelta(days=days)
    measured = -days * DAY if offset == "measured" else offset
    given = entry(content, at=given_at + wrong, offset_ms=measured)
    clock.pass_time(hours=5)
    assert tablet.verdicts(given, sent_at=milliseconds(clock() + wrong)) == ["stored"]
    (response,) = stored(session).values()
    assert (response.answered_at, response.received_at) == (given_at, clock())


def test_a_clock_that_was_set_right_before_sending_moves_no_answer(paired, make, clock, session):
    tablet = paired(make.counter())
    content = tablet.content()
    clock.pass_time(days=3)
    given_at = clock()
    given = entry(content, at=given_at - timedelta(days=1), offset_ms=DAY)
    clock.pass_time(hours=5)
    assert tablet.verdicts(given, sent_at=milliseconds(clock())) == ["stored"]
    (response,) = stored(session).values()
    assert response.answered_at == given_at


@pytest.mark.parametrize("sent_at", [None, "noon", True, [], 1e400])
def test_a_batch_without_a_time_is_taken(paired, make, clock, session, sent_at):
    tablet = paired(make.counter())
    given = entry(tablet.content(), at=clock(), offset_ms=None)
    assert tablet.verdicts(given, sent_at=sent_at) == ["stored"]
    (response,) = stored(session).values()
    assert response.answered_at == clock()


def test_an_answer_a_year_old_is_taken_with_its_time(paired, make, clock, session):
    """No age limit: nothing is thrown away for being old."""
    tablet = paired(make.counter())
    content = tablet.content()
    clock.pass_time(days=1)
    given_at = clock()
    clock.pass_time(days=365)
    assert tablet.verdicts(entry(content, at=given_at)) == ["stored"]
    (response,) = stored(session).values()
    assert response.answered_at == given_at

"""Why nobody can answer is said of a counter, counted over a part and decided for a scan: alike."""

from collections import Counter as Numbers
from datetime import timedelta
from itertools import combinations

import pytest

from survey.counters import sign
from survey.matters import Day
from survey.models import Publication
from survey.obstacles import NO_CODE, NO_FIELD, NO_QUESTIONNAIRE, obstacle, published
from survey.parts import EVERYTHING
from survey.periods import local_day
from survey.staff.pending import WHY_NOT, counters_that_take_none

REASONS = {NO_CODE: "no code", NO_FIELD: "no field", NO_QUESTIONNAIRE: "no questionnaire"}
"""The others are days on which the counter, its place or its office opens or has closed."""


def no_code(counter, now):
    counter.codes[0].revoked_at = now


def only_on_tablets(counter, now):
    counter.questionnaire_key = "on-tablets"


def only_later(counter, now):
    counter.questionnaire_key = "later"


def only_elsewhere(counter, now):
    counter.questionnaire_key = "elsewhere"


def closed(what):
    def close(counter, now):
        what(counter).closed = local_day(now)

    return close


def not_yet_open(what):
    def open_tomorrow(counter, now):
        # What has not opened has not closed either.
        what(counter).opened, what(counter).closed = local_day(now) + timedelta(days=1), None

    return open_tomorrow


PARTS = (
    lambda counter: counter,
    lambda counter: counter.place,
    lambda counter: counter.office,
    lambda counter: counter.fields[0],
)
IN_THE_WAY = (
    no_code,
    only_on_tablets,
    only_later,
    only_elsewhere,
    *map(closed, PARTS),
    *map(not_yet_open, PARTS),
)


@pytest.fixture
def publications(session, make, clock):
    """A questionnaire that tablets alone show, one of tomorrow, and one of another office."""
    day = timedelta(days=1)
    said = {"questionnaire_id": make.version("one-stop").id, "made_at": clock() - 2 * day}
    elsewhere = make.office().id
    session.add_all(
        Publication(**said, **each)
        for each in (
            {"key": "on-tablets", "channel": "kiosk", "starts": clock() - day},
            {"key": "later", "starts": clock() + day},
            {"key": "elsewhere", "office_id": elsewhere, "starts": clock() - day},
        )
    )
    session.commit()


@pytest.fixture
def counters(session, make, clock, publications):
    """Some where everybody can answer, and one for each obstacle and for each two of them."""
    both = [[], *[[each] for each in IN_THE_WAY], *combinations(IN_THE_WAY, 2)]
    counters = []
    for obstacles in both:
        counter = make.counter()
        for put in obstacles:
            put(counter, clock())
        counters.append(counter)
    session.commit()
    return counters


def is_open(counter, day):
    """Whether it should be in use."""
    return not (counter.closed or (counter.opened and counter.opened > day))


def test_the_counts_of_a_part_are_the_reasons_of_its_counters(app, session, counters, clock):
    day = local_day(clock())
    shown = published(session, clock())
    found = [obstacle(each, shown, day) for each in counters if is_open(each, day)]
    reasons = Numbers(REASONS.get(each.sentence, "closed") for each in found if each)
    assert set(reasons) == set(WHY_NOT)
    with app.test_request_context():
        matters = counters_that_take_none(Day(session, clock(), app.config), EVERYTHING)
        counted = [matter.count for matter in matters]
    assert counted == [reasons[reason] for reason in WHY_NOT]


def test_there_is_a_reason_if_and_only_if_a_scan_finds_nothing_to_answer(session, counters, clock):
    shown = published(session, clock())
    for counter in counters:
        scanned = sign(session.connection(), counter.codes[0].code, clock())
        why_not = obstacle(counter, shown, local_day(clock()))
        assert (why_not is None) == scanned.is_open, why_not

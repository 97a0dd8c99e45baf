"""How much a tablet may send a minute, by its credential and not by its address."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.allowance import MOST, cost
from tests.kiosk.stored import stored
from tests.kiosk.tablet import Tablet, entry


@pytest.fixture
def counter(make):
    return make.counter()


def nothing(number: int) -> list:
    """Entries that cost an allowance and little else."""
    return [{"id": None}] * number


# The heavier counts: 64 kB are as much as 102 answers.
@pytest.mark.parametrize(
    ("entries", "length", "taken"),
    [(0, 20, 1), (1, 300, 1), (100, 30_000, 100), (1, 65_536, 102), (100, 65_536, 102)],
)
def test_what_a_batch_costs(entries, length, taken):
    assert cost(entries, length) == taken


def test_twelve_hundred_answers_a_minute_are_let_in(paired, counter, clock):
    tablet = paired(counter)
    assert MOST == 1200
    for _ in range(12):
        assert tablet.send(*nothing(100)).status_code == 200
        clock.pass_time(seconds=2)
    reply = tablet.send(*nothing(1))
    assert (reply.status_code, reply.json["error"], reply.json["retry_after"]) == (
        429,
        "too-many",
        36,
    )
    assert reply.headers["Retry-After"] == "36"
    clock.pass_time(seconds=35, milliseconds=999)
    assert tablet.send(*nothing(1)).status_code == 429
    clock.pass_time(milliseconds=1)
    assert tablet.send(*nothing(100)).status_code == 200


def test_a_batch_that_does_not_fit_takes_nothing(paired, counter):
    tablet = paired(counter)
    for _ in range(11):
        tablet.send(*nothing(100))
    tablet.send(*nothing(50))
    assert tablet.send(*nothing(51)).status_code == 429
    assert tablet.send(*nothing(50)).status_code == 200


def test_what_was_refused_for_being_too_much_is_stored_later(paired, counter, clock, session):
    tablet = paired(counter)
    given = entry(tablet.content(), at=clock())
    for _ in range(12):
        tablet.send(*nothing(100))
    assert tablet.send(given).status_code == 429
    assert stored(session) == {}
    clock.pass_time(seconds=60)
    assert tablet.verdicts(given) == ["stored"]


def test_a_tablet_that_sends_from_many_places_at_once_gets_no_more(app, paired, counter):
    credential = paired(counter).credential

    def send(_):
        return Tablet(app.test_client(), credential).send(*nothing(100)).status_code

    with ThreadPoolExecutor(8) as several:
        replies = list(several.map(send, range(20)))
    assert (replies.count(200), replies.count(429)) == (12, 8)


def test_each_tablet_has_an_allowance_of_its_own(paired, counter):
    one, other = paired(counter), paired(counter)
    for _ in range(12):
        one.send(*nothing(100))
    assert one.send(*nothing(1)).status_code == 429
    assert other.send(*nothing(1)).status_code == 200


def test_a_clock_that_was_set_back_keeps_nobody_waiting(paired, counter, clock):
    tablet = paired(counter)
    for _ in range(12):
        tablet.send(*nothing(100))
    clock.pass_time(days=-1)
    assert tablet.send(*nothing(1)).status_code == 200


def test_a_queue_of_many_days_is_sent_at_the_pace_that_is_let_in(paired, counter, clock, session):
    tablet = paired(counter)
    content = tablet.content()
    week = [
        entry(content, at=clock(), answers={"overall": str(number % 5 + 1)})
        for number in range(2500)
    ]
    clock.pass_time(days=7)
    start, waits = clock(), 0
    while week:
        reply = tablet.send(*week[:100])
        if reply.status_code == 429:
            waits += 1
            clock.pass_time(seconds=reply.json["retry_after"])
            continue
        said = {each["id"]: each["verdict"] for each in reply.json["verdicts"]}
        assert set(said.values()) == {"stored"}
        week = [each for each in week if each["id"] not in said]
    assert waits == 2
    assert (clock() - start).total_seconds() == 120
    assert len(stored(session)) == 2500

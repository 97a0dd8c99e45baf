"""How a tablet does: its latest state, from whatever it sends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.clocks import milliseconds
from kiosk.version import app_version
from survey.models import KioskState
from tests.kiosk.test_broken import ANY, QUICKLY

BYTES = {"used": 4096, "quota": 2**40}


@pytest.fixture
def counter(make):
    return make.counter()


@pytest.fixture
def tablet(paired, counter):
    return paired(counter)


@pytest.fixture
def state(session):
    """What is kept of the only tablet, without what it is."""

    def state() -> dict:
        session.rollback()
        session.expire_all()
        row = session.scalars(select(KioskState)).one()
        return {column.name: getattr(row, column.name) for column in KioskState.__table__.columns}

    return state


@pytest.fixture
def beat(tablet):
    """Send a heartbeat with these values besides good ones; the reply."""

    def beat(**said):
        reply = tablet.post("/kiosk/heartbeat", {"waiting": 0, "refused": 0, **said})
        assert reply.status_code == 200, reply.text
        return reply.json

    return beat


def test_a_tablet_says_how_it_does(tablet, beat, state, clock):
    digest = tablet.content()["digest"]
    clock.pass_time(minutes=2)
    wrong = timedelta(days=-1)
    reply = beat(
        sent_at=milliseconds(clock() + wrong),
        version=app_version(),
        content=digest,
        waiting=7,
        oldest_at=milliseconds(clock() + wrong - timedelta(hours=3)),
        refused=2,
        storage=BYTES,
        battery={"level": 0.555, "charging": True},
        is_full=False,
    )
    assert reply == {
        "now": milliseconds(clock()),
        "content": digest,
        "version": app_version(),
        "renew": False,
    }
    assert state() == {
        "kiosk_id": 1,
        "seen_at": clock(),
        "version": app_version(),
        "content": digest,
        "behind_since": None,
        "waiting": 7,
        "oldest_at": clock() - timedelta(hours=3),
        "stored_bytes": 4096,
        "quota_bytes": 2**40,
        "battery": 56,
        "is_charging": True,
        "clock_offset_ms": 86_400_000,
        "refused": 2,
        "is_full": False,
        "window_start": None,
        "taken": 0,
    }


def test_only_the_latest_state_is_kept(beat, state, clock, session):
    beat(waiting=7, battery={"level": 1, "charging": False}, is_full=True)
    clock.pass_time(minutes=2)
    beat(waiting=0, is_full=False)
    assert session.query(KioskState).count() == 1
    now = state()
    assert (now["waiting"], now["battery"], now["is_full"]) == (0, None, False)
    assert now["seen_at"] == clock()


def test_a_tablet_is_heard_when_it_sends_answers_as_well(tablet, state, clock):
    clock.pass_time(hours=1)
    tablet.send()
    assert state()["seen_at"] == clock()


def test_the_content_in_force_is_told_and_remembered(tablet, beat, counter, session, clock):
    before = beat()["content"]
    counter.name = "Quầy khác"
    session.commit()
    after = beat()["content"]
    assert before != after
    assert tablet.content()["digest"] == after


def test_since_when_a_tablet_is_behind(tablet, beat, state, clock):
    digest, version = tablet.content()["digest"], app_version()
    beat(content=digest, version=version)
    assert state()["behind_since"] is None
    clock.pass_time(minutes=2)
    since = clock()
    for said in ({"content": "0" * 64, "version": version}, {"content": digest}, {}):
        beat(**said)
        assert state()["behind_since"] == since
        clock.pass_time(minutes=2)
    beat(content=digest, version=version)
    assert state()["behind_since"] is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"waiting": -1}, {"waiting": 5}),
        ({"waiting": 10**10}, {"waiting": 5}),
        ({"waiting": "many", "refused": True}, {"waiting": 5, "refused": 1}),
        ({"waiting": 6.0}, {"waiting": 6}),
        ({"is_full": "yes"}, {"is_full": True}),
        ({"battery": {"level": 1.01, "charging": "no"}}, {"battery": None, "is_charging": None}),
        ({"battery": {"level": 0, "charging": False}}, {"battery": 0, "is_charging": False}),
        ({"battery": 0.5}, {"battery": None}),
        ({"storage": {"used": -1, "quota": 2**60}}, {"stored_bytes": None, "quota_bytes": None}),
        ({"storage": [1, 2]}, {"stored_bytes": None}),
        ({"version": "<b>"}, {"version": None}),
        ({"version": "x" * 41}, {"version": None}),
        ({"version": "\0"}, {"version": None}),
        ({"content": "\ud800"}, {"content": None}),
        ({"sent_at": 10**17}, {"clock_offset_ms": None}),
        ({"sent_at": "noon"}, {"clock_offset_ms": None}),
        ({"oldest_at": 10**17}, {"oldest_at": datetime(2026, 10, 20, 2, tzinfo=UTC)}),
        ({"oldest_at": -(10**15)}, {"oldest_at": datetime(1970, 1, 1, tzinfo=UTC)}),
        ({"oldest_at": "noon"}, {"oldest_at": None}),
        ({"weather": "fine"}, {}),
    ],
)
def test_what_is_broken_is_left_out(tablet, beat, state, said, kept):
    beat(waiting=5, refused=1, is_full=True, storage=BYTES)
    assert tablet.post("/kiosk/heartbeat", said).status_code == 200
    assert {name: state()[name] for name in kept} == kept


NAMES = ("sent_at", "version", "content", "waiting", "oldest_at", "refused", "storage", "battery")


@QUICKLY
@given(st.dictionaries(st.sampled_from(NAMES), ANY))
def test_no_heartbeat_is_an_error(tablet, said):
    assert tablet.post("/kiosk/heartbeat", said).status_code == 200

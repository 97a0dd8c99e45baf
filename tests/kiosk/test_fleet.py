"""Which tablets somebody must go to: the silent ones first, in opening hours."""

import json
from datetime import datetime, timedelta

import pytest

from kiosk import register
from kiosk.clocks import milliseconds
from kiosk.fleet import in_each_state, judgement, tablets
from kiosk.version import app_version
from survey.parts import Part
from survey.periods import ZONE
from tests.kiosk.tablet import entry


@pytest.fixture
def counter(make):
    return make.counter(number="18073-1", office=make.office(code="xa", name="UBND xã"))


@pytest.fixture
def beat(clock):
    """Let a tablet say that all is well now, but for what is given."""
    return lambda tablet, **said: tablet.beat(clock(), **said)


@pytest.fixture
def states(run):
    """What `thuocdo kiosk list` says of each kiosk, in its order."""

    def states(*options):
        result = run("kiosk", "list", "--json", *options)
        assert result.exit_code == 0, result.output
        listed = [json.loads(line) for line in result.stdout.splitlines()]
        return {kiosk["number"]: (kiosk["state"], kiosk["since"]) for kiosk in listed}

    return states


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# The setting's own default: Monday to Friday, 07:30 to 17:00. 20 October 2026 is a Tuesday.
@pytest.mark.parametrize(
    ("heard", "asked", "state"),
    [
        ("2026-10-20 09:00", "2026-10-20 09:14:59", "ok"),
        ("2026-10-20 09:00", "2026-10-20 09:15", "silent"),
        ("2026-10-20 17:00", "2026-10-21 07:44", "ok"),
        ("2026-10-20 17:00", "2026-10-21 07:45", "silent"),
        ("2026-10-20 16:50", "2026-10-21 00:00", "ok"),
        ("2026-10-20 16:40", "2026-10-20 23:00", "silent"),
        ("2026-10-23 17:30", "2026-10-26 07:40", "ok"),
    ],
)
def test_a_tablet_is_silent_after_a_quarter_of_an_hour_of_opening_time(
    paired, counter, beat, states, clock, heard, asked, state
):
    tablet = paired(counter)
    clock.now = local(heard)
    beat(tablet)
    clock.now = local(asked)
    ((found, since),) = states().values()
    assert found == state
    assert (since is not None) == (state == "silent")


def test_a_tablet_that_was_paired_and_never_heard_again_is_silent(paired, counter, states, clock):
    paired(counter)
    clock.pass_time(minutes=15)
    assert states() == {"K1": ("silent", "2026-10-20 02:00:00+00:00")}


def test_a_tablet_that_only_sends_answers_is_heard(paired, counter, states, clock):
    tablet = paired(counter)
    clock.pass_time(hours=2)
    tablet.send()
    assert states()["K1"][0] == "ok"


@pytest.mark.parametrize(("hours", "state"), [(24, "ok"), (24.1, "holding")])
def test_a_tablet_holds_old_answers_after_a_day(paired, counter, beat, states, clock, hours, state):
    oldest = clock() - timedelta(hours=hours)
    beat(paired(counter), waiting=3, oldest_at=milliseconds(oldest))
    assert states()["K1"][0] == state


def test_what_waits_no_more_is_not_held(paired, counter, beat, states, clock):
    beat(paired(counter), waiting=0, oldest_at=milliseconds(clock() - timedelta(days=9)))
    assert states()["K1"] == ("ok", None)


@pytest.mark.parametrize("what", ["version", "content"])
def test_a_tablet_is_behind_after_a_day(paired, counter, beat, states, clock, what):
    tablet = paired(counter)
    since = clock()
    for passed, state in ((0, "ok"), (24, "ok"), (0.1, "behind")):
        clock.pass_time(hours=passed)
        beat(tablet, **{what: "0" * 64})
        assert states()["K1"][0] == state
    assert states()["K1"][1] == str(since)
    beat(tablet)
    assert states()["K1"] == ("ok", None)


def test_the_worst_come_first(client, paired, counter, beat, states, session, clock, add_kiosk):
    tablets = {number: paired(counter, number=number) for number in ("ok", "revoked", "silent")}
    add_kiosk(counter, number="never")
    tablets |= {name: paired(counter, number=name) for name in ("behind", "holding", "full")}
    beat(tablets["behind"], version="0")
    clock.pass_time(days=1, seconds=1)
    old = milliseconds(clock() - timedelta(days=2))
    beat(tablets["ok"])
    beat(tablets["behind"], version="0")
    beat(tablets["holding"], version="0", waiting=1, oldest_at=old)
    beat(tablets["full"], is_full=True, waiting=1, oldest_at=old)
    register.revoke(register.kiosk_named(session, "revoked"), clock())
    session.commit()
    assert [(number, state) for number, (state, _) in states("--all").items()] == [
        ("silent", "silent"),
        ("full", "full"),
        ("holding", "holding"),
        ("behind", "behind"),
        ("never", "never paired"),
        ("ok", "ok"),
        ("revoked", "revoked"),
    ]


def test_of_the_same_state_the_longest_comes_first(paired, counter, states, clock):
    later, earlier = paired(counter), paired(counter)
    earlier.send()
    clock.pass_time(minutes=5)
    later.send()
    clock.pass_time(hours=1)
    assert list(states().items()) == [
        ("K2", ("silent", "2026-10-20 02:00:00+00:00")),
        ("K1", ("silent", "2026-10-20 02:05:00+00:00")),
    ]


def test_of_a_part_only_its_tablets_are_read_and_counted(
    app, make, paired, add_kiosk, session, clock
):
    top = make.office()
    below = make.counter(office=make.office(parent_id=top.id))
    for counter in (make.counter(office=top), below, make.counter()):
        paired(counter)
    add_kiosk(below)
    clock.pass_time(minutes=15)
    judged = judgement(app.config["KIOSK_HOURS"], clock())
    part, connection = Part.of([top.id]), session.connection()
    numbers = sorted(row.number for row in connection.execute(tablets(judged, part)))
    assert numbers == ["K1", "K2", "K4"]
    assert in_each_state(connection, judged, part) == {"silent": 2, "never paired": 1}
    assert in_each_state(connection, judged, Part()) == {}


def test_kiosks_without_a_tablet_are_listed_when_asked_for(
    paired, add_kiosk, counter, states, session, clock
):
    paired(counter)
    add_kiosk(counter)
    paired(counter)
    register.revoke(register.kiosk_named(session, "K3"), clock())
    session.commit()
    assert list(states()) == ["K1"]
    assert list(states("--all")) == ["K2", "K1", "K3"]


def test_the_kiosks_of_an_office_or_of_a_part_of_the_tree_are_listed(
    run, paired, counter, make, states
):
    province = make.office(code="tinh")
    below = make.office(code="phuong", parent=province)
    for at in (counter, make.counter(office=province), make.counter(office=below)):
        paired(at)
    assert list(states("--office", "tinh")) == ["K2"]
    assert list(states("--under", "tinh")) == ["K2", "K3"]
    assert list(states("--under", "xa")) == ["K1"]
    unknown = run("kiosk", "list", "--under", "khac")
    assert (unknown.exit_code, unknown.stderr) == (1, "Error: There is no office 'khac'.\n")
    assert run("kiosk", "list", "--under", "xa", "--office", "xa").exit_code == 2


def test_a_list_for_people_says_all_that_is_known(run, paired, counter, beat, clock):
    tablet = paired(counter, name="Cạnh cửa")
    oldest = milliseconds(clock() - timedelta(days=2))
    beat(tablet, waiting=7, oldest_at=oldest, refused=1, battery={"level": 0.4, "charging": False})
    header, line = run("kiosk", "list").stdout.splitlines()
    assert header.split() == [
        *("number", "name", "counter", "office", "state", "since"),
        *("waiting", "oldest", "refused", "heard", "battery", "version"),
    ]
    assert [cell.strip() for cell in line.split("  ") if cell.strip()] == [
        *("K1", "Cạnh cửa", "18073-1", "xa", "holding", "18/10/2026 09:00"),
        *("7", "18/10/2026 09:00", "1", "20/10/2026 09:00", "40", app_version()),
    ]


def test_a_list_for_programs_says_the_same(run, paired, counter):
    paired(counter, name="Cạnh cửa")
    (line,) = run("kiosk", "list", "--json").stdout.splitlines()
    assert json.loads(line) == {
        "number": "K1",
        "name": "Cạnh cửa",
        "counter": "18073-1",
        "office": "xa",
        "office_name": "UBND xã",
        "state": "ok",
        "since": None,
        "heard": "2026-10-20 02:00:00+00:00",
        "waiting": 0,
        "oldest": None,
        "refused": 0,
        "battery": None,
        "version": None,
    }


def test_refused_answers_are_listed_by_reason(run, paired, counter, clock):
    tablet = paired(counter)
    content = tablet.content()
    bad = entry(content, at=clock(), answers={"overall": "7"}, texts={"comment": "0912 345 678"})
    lost = entry(content, at=clock(), content="0" * 64)
    tablet.send(bad, lost, 7)
    _, *lines = run("kiosk", "refused").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        "invalid-answers",
        "not-an-answer",
        "unknown-content",
    ]
    assert '{"overall": "7"}' in lines[0]
    assert "These answers are not among those that were offered." in lines[0]
    first = json.loads(run("kiosk", "refused", "--json").stdout.splitlines()[0])
    assert (first["id"], first["kiosk"], first["stored"]) == (bad["id"], "K1", False)
    assert first["entry"]["texts"] == {"comment": "▒▒▒"}


def test_a_refused_answer_that_was_stored_in_the_end_says_so(run, paired, counter, make, clock):
    """A queue was loaded on the wrong tablet first."""
    right, wrong = paired(counter), paired(make.counter())
    given = entry(right.content(), at=clock())
    assert wrong.verdicts(given) == ["another-counter"]
    assert right.verdicts(given) == ["stored"]
    (line,) = run("kiosk", "refused", "--json").stdout.splitlines()
    assert (json.loads(line)["kiosk"], json.loads(line)["stored"]) == ("K2", True)
    assert wrong.verdicts(given) == ["already"]


def test_nothing_is_said_of_no_kiosks(run):
    assert len(run("kiosk", "list").stdout.splitlines()) == 1
    assert run("kiosk", "refused", "--json").stdout == ""

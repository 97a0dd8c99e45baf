"""A late answer belongs where and to what it was given, whatever has happened since."""

from datetime import date

import pytest
from sqlalchemy import delete

from forms import parse
from kiosk import register
from survey.models import KioskContent, day_counts
from survey.questionnaires import EditedQuestionnaire, publish
from tests.conftest import SECRET_KEY
from tests.kiosk.stored import refused, stored
from tests.kiosk.tablet import entry


@pytest.fixture
def counter(make):
    return make.counter(fields=[make.field(), make.field()])


@pytest.fixture
def tablet(paired, counter):
    return paired(counter)


@pytest.fixture
def given(tablet, clock):
    """An answer that waits on the tablet while things happen."""
    return entry(tablet.content(), at=clock(), answers={"overall": "2"})


def belongs(session):
    """Where the only answer belongs."""
    (response,) = stored(session).values()
    return response.counter_id, response.office_id, response.field_id, response.questionnaire_id


@pytest.fixture
def before(counter, make):
    """Where it was given."""
    version = make.version("one-stop")
    return counter.id, counter.office_id, counter.fields[0].id, version.id


def test_to_the_office_that_the_counter_belonged_to(tablet, given, before, counter, make, session):
    counter.office = make.office()
    session.commit()
    assert tablet.content()["digest"] != given["content"]
    assert tablet.verdicts(given) == ["stored"]
    assert belongs(session) == before
    assert session.query(day_counts.c.office_id).all() == [(before[1],)]


def test_to_the_version_that_was_shown(tablet, given, before, make, session, clock):
    make.follow("one-stop")
    newer = entry(tablet.content(), at=clock())
    assert tablet.verdicts(given, newer) == ["stored", "stored"]
    versions = {id_: row.questionnaire_id for id_, row in stored(session).items()}
    assert versions == {given["id"]: before[3], newer["id"]: make.version("one-stop").id}


def test_to_the_field_though_it_is_served_no_more(tablet, given, before, counter, session):
    counter.fields.remove(counter.fields[0])
    session.commit()
    assert tablet.verdicts(given) == ["stored"]
    assert belongs(session) == before


@pytest.mark.parametrize("what", ["counter", "place", "office", "field"])
def test_where_it_was_though_that_is_closed(tablet, given, before, counter, session, clock, what):
    closed = {
        "counter": counter,
        "place": counter.place,
        "office": counter.office,
        "field": counter.fields[0],
    }[what]
    closed.closed = date(2026, 10, 21)
    session.commit()
    clock.pass_time(days=30)
    assert tablet.verdicts(given) == ["stored"]
    assert belongs(session) == before


def test_to_the_counter_where_the_tablet_stood(tablet, given, before, make, session, clock):
    there = make.counter()
    register.move(session, register.kiosk_named(session, "K1"), there, clock())
    session.commit()
    newer = entry(tablet.content(), at=clock())
    assert tablet.verdicts(given, newer) == ["stored", "stored"]
    counters = {id_: row.counter_id for id_, row in stored(session).items()}
    assert counters == {given["id"]: before[0], newer["id"]: there.id}


def test_nowhere_before_the_tablet_stood_there(tablet, given, paired, make, session, clock):
    other = paired(make.counter(), number="K2")
    assert other.verdicts(given) == ["another-counter"]
    kiosk = register.kiosk_named(session, "K2")
    register.move(session, kiosk, kiosk.counter, clock())
    session.commit()
    assert other.verdicts(given) == ["another-counter"]
    assert (stored(session), len(refused(session))) == ({}, 1)


def test_to_the_questionnaire_that_another_one_replaced(
    tablet, given, before, counter, session, make, clock
):
    counter.questionnaire_key = "online"
    session.commit()
    newer = entry(tablet.content(), at=clock(), answers={"overall": "satisfied"})
    assert tablet.verdicts(given, newer) == ["stored", "stored"]
    versions = {id_: row.questionnaire_id for id_, row in stored(session).items()}
    assert versions == {given["id"]: before[3], newer["id"]: make.version("online").id}


def test_to_whom_it_was_given_after_the_credential_was_replaced(
    tablet, given, before, session, clock, client
):
    """A tablet is paired anew, and sends what waited on it."""
    kiosk = register.kiosk_named(session, "K1")
    code = register.give_code(session, kiosk, SECRET_KEY, clock())
    session.commit()
    assert tablet.pair(code).status_code == 200
    assert tablet.verdicts(given) == ["stored"]
    assert belongs(session) == before


def test_to_nobody_from_a_tablet_that_was_revoked(tablet, given, session, clock):
    register.revoke(register.kiosk_named(session, "K1"), clock())
    session.commit()
    reply = tablet.send(given)
    assert (reply.status_code, reply.json["error"]) == (401, "not-paired")
    assert (stored(session), refused(session)) == ({}, {})


def test_to_questions_that_nobody_may_edit_while_answers_to_them_wait(
    tablet, given, make, session, clock
):
    """Nothing of it is stored yet, but a tablet was given these questions."""
    edited = make.version("one-stop").text.replace("Rất hài lòng", "Vô cùng hài lòng")
    with pytest.raises(EditedQuestionnaire, match="or a kiosk asks it"):
        publish(session, parse(edited), edited, clock())
    assert tablet.verdicts(given) == ["stored"]


def test_to_what_is_still_shown_though_a_restored_backup_does_not_know_it(
    tablet, given, before, session
):
    session.execute(delete(KioskContent))
    session.commit()
    assert tablet.verdicts(given) == ["stored"]
    assert belongs(session) == before

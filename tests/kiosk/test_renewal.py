"""A credential is followed by another without a visit, whatever replies are lost on the way."""

import pytest

from kiosk import register
from tests.conftest import SECRET_KEY
from tests.kiosk.tablet import Tablet, entry, new_credential


@pytest.fixture
def tablet(paired, make):
    return paired(make.counter())


def renew(tablet, following):
    return tablet.post("/kiosk/credential", {"next": following})


def opens(client, credential) -> bool:
    return Tablet(client, credential).get("/kiosk/content").status_code == 200


def asks_to_renew(tablet) -> bool:
    return tablet.post("/kiosk/heartbeat", {}).json["renew"]


def test_after_thirty_days_a_tablet_is_asked_to_renew(tablet, clock):
    clock.pass_time(days=30)
    assert not asks_to_renew(tablet)
    clock.pass_time(seconds=1)
    assert asks_to_renew(tablet)


def test_both_credentials_hold_until_the_new_one_is_used(client, tablet, clock, kiosk_row):
    clock.pass_time(days=31)
    old, new = tablet.credential, new_credential()
    assert renew(tablet, new).status_code == 200
    assert asks_to_renew(tablet)
    renewed = Tablet(client, new)
    assert not asks_to_renew(renewed)
    assert not asks_to_renew(renewed)
    assert [opens(client, credential) for credential in (new, old)] == [True, False]
    kiosk = kiosk_row()
    assert (kiosk.credential_since, kiosk.next_hash) == (clock(), None)


def test_a_reply_that_was_lost_costs_nothing(client, tablet):
    """The tablet sends the same again, by the old credential or by the new one."""
    new = new_credential()
    for _ in range(3):
        assert renew(tablet, new).status_code == 200
    renewed = Tablet(client, new)
    for _ in range(2):
        assert renew(renewed, new).status_code == 200
        assert opens(client, new)
    assert not opens(client, tablet.credential)


def test_a_request_that_was_lost_costs_nothing(client, tablet):
    """The new one is unknown, so the tablet tries the old one, and asks again with the same."""
    new = new_credential()
    assert not opens(client, new)
    assert opens(client, tablet.credential)
    assert renew(tablet, new).status_code == 200
    assert opens(client, new)


def test_of_two_that_were_offered_the_last_one_follows(client, tablet):
    first, second = new_credential(), new_credential()
    renew(tablet, first)
    renew(tablet, second)
    assert [opens(client, credential) for credential in (first, second)] == [False, True]


def test_answers_are_taken_by_either_credential(client, tablet, clock):
    content = tablet.content()
    one, other = (entry(content, at=clock()) for _ in range(2))
    new = new_credential()
    renew(tablet, new)
    assert tablet.verdicts(one) == ["stored"]
    assert Tablet(client, new).verdicts(one, other) == ["already", "stored"]


def test_a_credential_of_another_tablet_cannot_follow(client, tablet, paired, make):
    other = paired(make.counter())
    offered = new_credential()
    renew(other, offered)
    for taken in (other.credential, offered):
        assert renew(tablet, taken).status_code == 400
    assert opens(client, tablet.credential)


@pytest.mark.parametrize("following", [None, "", "short", 7, ["x"], "x" * 44])
def test_what_cannot_be_a_credential_does_not_follow(tablet, kiosk_row, following):
    assert renew(tablet, following).status_code == 400
    assert kiosk_row().next_hash is None


def test_pairing_anew_ends_both(client, tablet, session, clock):
    new = new_credential()
    renew(tablet, new)
    kiosk = register.kiosk_named(session, "K1")
    code = register.give_code(session, kiosk, SECRET_KEY, clock())
    session.commit()
    assert Tablet(client, new_credential()).pair(code).status_code == 200
    assert [opens(client, credential) for credential in (new, tablet.credential)] == [False, False]

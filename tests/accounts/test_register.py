"""Who may add whom, give and take which role, and close which account."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from survey.accounts import register as rules
from survey.accounts import sessions
from survey.accounts.register import Refused, Register
from survey.database import engine_options
from survey.models import Grant, LogEntry, OneTimeLink, StaffSession, User
from survey.roles import Role
from tests.processes import CONTEXT, at_once

HEAD, ADMINISTRATOR = Role.HEAD, Role.ADMINISTRATOR


@pytest.fixture
def tree(make):
    """A province, a department with a hospital, and a commune."""
    province = make.office(code="province")
    department = make.office(code="department", parent=province)
    return {
        "province": province,
        "department": department,
        "hospital": make.office(code="hospital", parent=department),
        "commune": make.office(code="commune", parent=province),
    }


@pytest.fixture
def boss(make):
    return make.user(ADMINISTRATOR, name="boss")


@pytest.fixture
def local(make, tree):
    """The administrator of the department."""
    return make.user(ADMINISTRATOR, name="local", office=tree["department"])


def roles(session, user):
    session.rollback()
    rows = session.execute(select(Grant.role, Grant.office_id).filter_by(user_id=user.id))
    return sorted((role, office_id or 0) for role, office_id in rows)


def test_whoever_is_added_gets_a_role_and_a_link(register, local, tree, session, newest):
    office = tree["hospital"]
    token = register(local).add("binh", "Trần Bình", HEAD, office.id)
    binh = session.scalars(select(User).filter_by(name="binh")).one()
    assert (binh.full_name, binh.password, binh.state) == ("Trần Bình", None, "invited")
    assert roles(session, binh) == [("head", office.id)]
    assert session.query(OneTimeLink).filter_by(user_id=binh.id).count() == 1
    what = ("user.link", "user", "binh", office.id, {}, {})
    assert newest() == ("local", "administrator", *what)
    assert token


def test_adding_stands_in_the_log(register, local, tree, session):
    office = tree["hospital"]
    register(local).add("binh", "Trần Bình", HEAD, office.id)
    entry = session.get(LogEntry, 1)
    assert (entry.action, entry.key, entry.office_id) == ("user.add", "binh", office.id)
    assert entry.after == {"full_name": "Trần Bình", "role": "head", "office": "hospital"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ab", rules.NOT_A_NAME),
        ("x" * 41, rules.NOT_A_NAME),
        ("Bình", rules.NOT_A_NAME),
        ("binh tran", rules.NOT_A_NAME),
        ("-binh", rules.NOT_A_NAME),
        ("binh\n", rules.NOT_A_NAME),
        ("boss", rules.TAKEN),
    ],
)
def test_a_name_is_plain_and_belongs_to_one(register, boss, session, name, reason):
    with pytest.raises(Refused) as refusal:
        register().add(name, "Trần Bình", HEAD, None)
    assert str(refusal.value) == reason
    assert session.query(User).count() == 1


@pytest.mark.parametrize("where", ["province", "commune", None])
def test_nobody_gives_a_role_outside_of_their_part(register, local, tree, make, session, where):
    office_id = tree[where].id if where else None
    binh = make.user(HEAD, office=tree["hospital"])
    before = roles(session, binh)
    for attempt in (
        lambda: register(local).add("cuong", "Cường", HEAD, office_id),
        lambda: register(local).grant(binh.id, HEAD, office_id),
        lambda: register(local).revoke(binh.id, HEAD, office_id),
    ):
        with pytest.raises(Refused, match="outside of the part"):
            attempt()
    assert roles(session, binh) == before
    assert session.query(User).count() == 2


def test_a_role_within_the_part_is_given_and_taken(register, local, tree, make, session, newest):
    office = tree["hospital"]
    binh = make.user("operator", office=office, name="binh")
    register(local).grant(binh.id, HEAD, office.id)
    assert roles(session, binh) == [("head", office.id), ("operator", office.id)]
    what = ("user", "binh", office.id)
    role = {"role": "head", "office": "hospital"}
    assert newest() == ("local", "administrator", "user.grant", *what, {}, role)
    assert register(local).revoke(binh.id, HEAD, office.id)
    assert newest() == ("local", "administrator", "user.revoke", *what, role, {})
    assert not register(local).revoke(binh.id, HEAD, office.id)
    assert roles(session, binh) == [("operator", office.id)]


def test_a_role_is_not_given_twice(register, boss, make):
    binh = make.user(HEAD)
    with pytest.raises(Refused, match="already"):
        register(boss).grant(binh.id, HEAD, None)


def test_nobody_changes_what_they_may_do_themselves(register, boss, session):
    for attempt in (
        lambda: register(boss).grant(boss.id, "auditor", None),
        lambda: register(boss).revoke(boss.id, ADMINISTRATOR, None),
        lambda: register(boss).close(boss.id),
        lambda: register(boss).link(boss.id),
        lambda: register(boss).unlock(boss.id),
    ):
        with pytest.raises(Refused, match="themselves"):
            attempt()
    assert roles(session, boss) == [("administrator", 0)]


@pytest.mark.parametrize("role", ["head", "operator", "auditor"])
def test_only_administrators_change_the_register(register, make, role, session):
    who, binh = make.user(role), make.user(HEAD)
    for attempt in (
        lambda: register(who).add("cuong", "Cường", HEAD, None),
        lambda: register(who).link(binh.id),
        lambda: register(who).close(binh.id),
    ):
        with pytest.raises(Refused, match="outside"):
            attempt()
    assert session.query(User).count() == 2


@pytest.mark.parametrize("elsewhere", ["commune", "province", None])
def test_an_account_with_a_role_elsewhere_is_not_a_local_affair(
    register, local, tree, make, session, elsewhere
):
    """Else the administrator of a department gets in as one of the province, by a link."""
    binh = make.user(HEAD, office=tree["hospital"])
    binh.grants.append(Grant(role=ADMINISTRATOR, office=tree.get(elsewhere)))
    session.commit()
    for attempt in (
        lambda: register(local).link(binh.id),
        lambda: register(local).close(binh.id),
        lambda: register(local).unlock(binh.id),
        lambda: register(local).reopen(binh.id),
    ):
        with pytest.raises(Refused, match="outside"):
            attempt()
    assert session.query(OneTimeLink).count() == 0


def test_an_account_without_a_role_is_an_affair_of_the_whole(register, local, boss, make):
    binh = make.user()
    with pytest.raises(Refused, match="outside"):
        register(local).link(binh.id)
    assert register(boss).link(binh.id)


def test_closing_signs_out_and_makes_links_void(register, boss, make, session, clock, newest):
    binh = make.user(HEAD, name="binh")
    register(boss).link(binh.id)
    sessions.begin(session, binh.id, clock())
    session.commit()
    register(boss).close(binh.id)
    assert newest()[:5] == ("boss", "administrator", "user.close", "user", "binh")
    assert (binh.state, session.query(StaffSession).count()) == ("closed", 0)
    assert session.query(OneTimeLink).count() == 0
    with pytest.raises(Refused, match="closed"):
        register(boss).link(binh.id)
    register(boss).reopen(binh.id)
    session.refresh(binh)
    assert (binh.state, roles(session, binh)) == ("open", [("head", 0)])


def test_unlocking_lets_somebody_try_again(register, boss, make, session, newest, try_to_sign_in):
    binh = make.user(HEAD, name="binh", wrong_attempts=10)
    assert (binh.state, try_to_sign_in("binh")) == ("locked", False)
    register(boss).unlock(binh.id)
    assert newest()[2:] == ("user.unlock", "user", "binh", None, {"wrong_attempts": 10}, {})
    assert try_to_sign_in("binh")


@pytest.mark.parametrize("other", [None, {"closed_at": "now"}, {"password": None}, "head"])
def test_the_last_administrator_of_everything_stays(register, boss, make, clock, session, other):
    if isinstance(other, dict):
        columns = {k: clock() if v == "now" else v for k, v in other.items()}
        make.user(ADMINISTRATOR, **columns)
    elif other:
        make.user(other)
    for attempt in (
        lambda: register().revoke(boss.id, ADMINISTRATOR, None),
        lambda: register().close(boss.id),
    ):
        with pytest.raises(Refused, match="last administrator"):
            attempt()
    assert (boss.state, roles(session, boss)) == ("open", [("administrator", 0)])


def test_one_of_two_administrators_may_go(register, boss, make, session):
    other = make.user(ADMINISTRATOR)
    assert register(boss).revoke(other.id, ADMINISTRATOR, None)
    assert roles(session, other) == []


def revoke(url, by, other, together, said):
    with Session(create_engine(url, **engine_options(url))) as session:
        together.wait()
        try:
            Register(session, by, datetime.now(UTC)).revoke(other, "administrator", None)
        except Refused as reason:
            said.put(str(reason))
        else:
            said.put("")


def test_two_administrators_who_remove_each_other_at_once_leave_one(make, session, database_url):
    one, other = make.user(ADMINISTRATOR), make.user(ADMINISTRATOR)
    together, said = CONTEXT.Barrier(2), CONTEXT.Queue()
    for pair in ((one.id, other.id), (other.id, one.id)):
        at_once(revoke, database_url, *pair, together, said)
    assert sorted(said.get() for _ in range(2)) == ["", rules.OUTSIDE]
    assert sorted(len(roles(session, user)) for user in (one, other)) == [0, 1]


def test_an_entry_belongs_to_the_lowest_office_with_all_roles_of_the_account(
    register, boss, tree, make, newest
):
    binh = make.user(HEAD, office=tree["hospital"], name="binh")
    register(boss).link(binh.id)
    assert newest()[5] == tree["hospital"].id
    register(boss).grant(binh.id, HEAD, tree["department"].id)
    assert newest()[5] == tree["department"].id
    register(boss).grant(binh.id, HEAD, tree["commune"].id)
    assert newest()[5] == tree["province"].id
    register(boss).grant(binh.id, HEAD, None)
    assert newest()[5] is None

"""Accounts to try the demonstration with, one for each role."""

import stat

import pytest
from sqlalchemy import select

from survey import demo
from survey.models import User
from survey.roles import Role

DEMO = ("demo", "--responses", "40")


@pytest.fixture
def accounts(run):
    """The names and passwords that the command for addresses prints."""

    def accounts():
        lines = run("addresses").stdout.splitlines()
        return dict(line.split()[3:] for line in lines if line.startswith("    sign in as "))

    return accounts


def test_there_is_one_for_each_role_and_the_program_prints_how_to_sign_in(
    run, accounts, session, app
):
    run(*DEMO)
    users = session.scalars(select(User)).all()
    assert sorted(grant.role for user in users for grant in user.grants) == sorted(Role)
    assert accounts().keys() == {user.name for user in users}
    assert [u.name for u in users for g in u.grants if g.office is None] == ["quan-tri", "kiem-tra"]
    for name, password in accounts().items():
        client = app.test_client()
        token = client.get("/staff/sign-in").text.split('name="csrf_token" value="')[1]
        given = {"csrf_token": token.split('"')[0], "name": name, "password": password}
        assert client.post("/staff/sign-in", data=given).status_code == 303


def test_passwords_are_random_and_only_the_owner_reads_them(run, accounts, tmp_path):
    run(*DEMO)
    passwords = accounts().values()
    assert len(set(passwords)) == len(Role)
    assert {len(password) for password in passwords} == {19}
    mode = (tmp_path / "demonstration_accounts").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_they_are_made_once(run, accounts):
    run(*DEMO)
    before = accounts()
    result = run("demo", "--if-empty")
    assert result.stdout == "The database is not empty: nothing was changed.\n"
    assert accounts() == before


def test_a_demonstration_from_before_there_were_accounts_gets_them(run, accounts, session, clock):
    list(demo.fill(session, clock(), 7, 40))
    result = run("demo", "--if-empty")
    said = "The database is not empty: it has accounts now.\n"
    assert (result.exit_code, result.stdout) == (0, said)
    assert len(accounts()) == len(Role)


def test_offices_of_ones_own_get_no_accounts(run, accounts, session, make):
    make.office()
    run("demo", "--if-empty")
    assert (accounts(), session.query(User).count()) == ({}, 0)


def test_without_accounts_the_program_says_how_to_make_one(run, make):
    said = "nobody has an account: thuocdo user add NAME --role administrator --everywhere"
    assert said in run("addresses").stdout
    make.user("administrator")
    assert said not in run("addresses").stdout

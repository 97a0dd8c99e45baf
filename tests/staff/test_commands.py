"""`thuocdo user`: the first administrator, and whoever cannot sign in any more."""

import json
import re

import pytest
from sqlalchemy import select

from survey.models import LogEntry, User

NEW = "Một câu hoàn toàn khác"
ADD = ("user", "add", "an.nguyen", "--role", "administrator", "--everywhere")


def link_in(result):
    return re.search(r"http://127\.0\.0\.1:8000(/staff/link/\S+)\n", result.output)[1]


def test_the_first_administrator_comes_in_by_the_link_that_is_printed(run, browser, session):
    result = run(*ADD, "--full-name", "Nguyễn Văn An")
    assert result.exit_code == 0
    first = "an.nguyen chooses a password here, once, until 21/10 09:00:"
    assert result.output.splitlines()[0] == first
    here = browser()
    assert here.send(link_in(result), password=NEW, again=NEW).status_code == 303
    assert here.sign_in("an.nguyen", NEW).location == "/staff/"
    entries = session.execute(select(LogEntry.actor_id, LogEntry.action)).all()
    assert entries[:2] == [(None, "user.add"), (None, "user.link")]
    assert here.get("/staff/").status_code == 200


def test_accounts_are_listed_with_their_roles(run, make, clock):
    office = make.office(code="so-noi-vu")
    make.user("head", "operator", office=office, name="an", full_name="Nguyễn An")
    make.user("auditor", name="binh", password=None)
    make.user(name="cuong", closed_at=clock())
    rows = [json.loads(line) for line in run("user", "list", "--json").output.splitlines()]
    assert [(row["name"], row["roles"], row["state"]) for row in rows] == [
        ("an", ["head@so-noi-vu", "operator@so-noi-vu"], "open"),
        ("binh", ["auditor@everything"], "invited"),
        ("cuong", [], "closed"),
    ]
    assert "Nguyễn An" in run("user", "list").output


def test_roles_are_given_and_taken(run, make, session):
    make.office(code="so-noi-vu")
    user = make.user(name="an")
    role = ("an", "--role", "head", "--office", "so-noi-vu")
    assert run("user", "grant", *role).output == "an is head of so-noi-vu now.\n"
    assert [(g.role, g.office.code) for g in user.grants] == [("head", "so-noi-vu")]
    assert run("user", "revoke", *role).output == "an is head of so-noi-vu no longer.\n"
    assert run("user", "revoke", *role).output == "an was not head of so-noi-vu.\n"


def test_whoever_is_locked_out_is_let_in_again(run, make, browser):
    make.user("head", name="binh", wrong_attempts=10)
    assert browser().sign_in("binh").status_code == 403
    assert run("user", "unlock", "binh").output == "binh may try again.\n"
    assert browser().sign_in("binh").status_code == 303
    here = browser()
    link = link_in(run("user", "link", "binh"))
    assert here.send(link, password=NEW, again=NEW).status_code == 303
    assert here.sign_in("binh", NEW).status_code == 303


def test_accounts_are_closed_and_opened_and_never_deleted(run, make, session, browser):
    make.user("head", name="binh")
    assert run("user", "close", "binh").output == "binh is closed.\n"
    assert browser().sign_in("binh").status_code == 403
    assert run("user", "reopen", "binh").output == "binh is open again.\n"
    assert browser().sign_in("binh").status_code == 303
    assert session.query(User).count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "An", "--role", "head", "--everywhere"), "A name to sign in with has 3 to 40"),
        (("add", "boss", "--role", "head", "--everywhere"), "Somebody has this name already."),
        (("add", "binh", "--role", "head", "--office", "x"), "There is no office 'x'."),
        (("add", "binh", "--role", "head"), "Say either --office CODE or --everywhere."),
        (
            ("add", "binh", "--role", "head", "--office", "x", "--everywhere"),
            "Say either --office CODE or --everywhere.",
        ),
        (("grant", "binh", "--role", "head", "--everywhere"), "There is no account 'binh'."),
        (("close", "boss"), "This is the last administrator of everything."),
        (
            ("revoke", "boss", "--role", "administrator", "--everywhere"),
            "This is the last administrator of everything.",
        ),
        (("link", "nobody"), "There is no account 'nobody'."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, make, session, words, said):
    make.user("administrator", name="boss")
    result = run("user", *words)
    assert result.exit_code in {1, 2}
    assert f"Error: {said}" in result.stderr
    assert session.query(User).count() == 1
    assert session.query(LogEntry).count() == 0

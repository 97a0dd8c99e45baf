"""A response that looks suspicious is set aside by a command: kept, and counted apart."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from survey.models import Response, day_counts
from survey.verify import differences

REASON = "Gửi từ máy của cán bộ"


@pytest.fixture
def response(make):
    """One of two responses at a counter."""
    counter = make.counter()
    make.response(counter, {"overall": "4"})
    return make.response(counter, {"overall": "5", "respondent": "person", "access": "2"})


@pytest.fixture
def standings(session):
    """How many answers are counted, and how many are set aside."""

    def standings():
        session.rollback()
        assert list(differences(session)) == []
        numbers = select(day_counts.c.standing, func.sum(day_counts.c.answered))
        found = dict(session.execute(numbers.group_by(day_counts.c.standing)).all())
        return found.get("counted", 0), found.get("set aside", 0)

    return standings


def test_a_response_that_is_set_aside_is_counted_apart(run, session, response, standings):
    assert standings() == (2, 0)
    result = run("set-aside", response, "--reason", f"  {REASON}\n")
    assert (result.exit_code, result.output) == (0, f"Response {response} is set aside.\n")
    assert standings() == (1, 1)
    assert session.get(Response, response).set_aside == REASON


def test_it_is_set_aside_once_and_keeps_its_reason(run, session, response, standings):
    run("set-aside", response, "--reason", REASON)
    again = run("set-aside", str(response).upper(), "--reason", "Vì lý do khác")
    assert (again.exit_code, again.output) == (
        0,
        f"Response {response} was set aside before: {REASON}. Nothing was changed.\n",
    )
    assert standings() == (1, 1)
    assert session.get(Response, response).set_aside == REASON


def test_a_response_that_is_not_there_is_named(run, response, standings):
    unknown = uuid4()
    result = run("set-aside", unknown, "--reason", REASON)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: There is no response {unknown}.\n"
    assert standings() == (2, 0)


@pytest.mark.parametrize("reason", ["", " \n ", "ạ" * 501])
def test_a_reason_says_something_and_is_no_essay(run, response, standings, reason):
    result = run("set-aside", response, "--reason", reason)
    assert result.exit_code == 2
    assert "it needs 1 to 500 characters" in result.stderr
    assert standings() == (2, 0)

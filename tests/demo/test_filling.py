"""A demonstration fills an empty database, and no other."""

import os
import signal
from datetime import UTC, datetime
from time import sleep

import pytest
from sqlalchemy import func, select

from survey import demo
from survey.commands.demo import demo_command
from survey.models import Fact, Office, Response
from survey.verify import differences
from tests.demo.conftest import SEED


def test_a_database_with_offices_is_left_alone(session, make, clock):
    assert demo.is_empty(session)
    make.office()
    assert not demo.is_empty(session)
    with pytest.raises(demo.NotEmpty, match="There are offices here"):
        demo.fill(session, clock(), SEED, 300)
    assert session.get(Fact, "demonstration") is None
    assert session.scalar(select(func.count()).select_from(Office)) == 1


def test_pages_can_know_that_the_figures_are_invented(session, clock):
    assert list(demo.fill(session, clock(), SEED, 300)) == [300]
    assert session.get(Fact, "demonstration").value == "yes"
    assert list(differences(session)) == []
    with pytest.raises(demo.NotEmpty):
        demo.fill(session, clock(), SEED, 300)


def test_a_demonstration_that_is_given_up_leaves_nothing(session, clock):
    steps = demo.fill(session, clock(), SEED, 300)
    next(steps)
    session.rollback()
    assert demo.is_empty(session)
    assert session.scalars(select(Response)).all() == []
    assert list(demo.fill(session, clock(), SEED, 300)) == [300]


def test_there_is_no_demonstration_of_the_time_before_communes(session):
    with pytest.raises(demo.CannotFill, match="01/07/2025"):
        demo.fill(session, datetime(2025, 6, 30, tzinfo=UTC))
    assert demo.is_empty(session)


def test_the_command_fills_an_empty_database(app, session):
    result = app.test_cli_runner().invoke(demo_command, ["--responses", "40"])
    assert (result.exit_code, result.stdout) == (
        0,
        "The demonstration is ready: 40 invented responses.\n",
    )
    assert session.scalar(select(func.count()).select_from(Response)) == 40


def test_the_command_refuses_a_database_with_offices(app, make):
    make.office()
    result = app.test_cli_runner().invoke(demo_command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr == "Error: There are offices here. A demonstration needs an empty database.\n"
    )


def test_the_command_can_be_told_to_leave_offices_alone(app, make):
    make.office()
    result = app.test_cli_runner().invoke(demo_command, ["--if-empty"])
    assert (result.exit_code, result.stdout) == (
        0,
        "The database is not empty: nothing was changed.\n",
    )


def test_a_demonstration_that_was_killed_is_made_anew(program, session):
    killed = program("demo")
    while "Responses" not in killed.warned.read_text():  # It adds them from now on.
        sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    again = program("demo", "--if-empty", "--responses", "300")
    assert again.heard() == "The demonstration is ready: 300 invented responses.\n"
    assert session.scalar(select(func.count()).select_from(Response)) == 300
    assert list(differences(session)) == []


def test_of_two_demonstrations_at_once_one_is_made(program, session):
    both = [program("demo", "--if-empty", "--responses", "300") for _ in range(2)]
    assert sorted(process.heard() for process in both) == [
        "The database is not empty: nothing was changed.\n",
        "The demonstration is ready: 300 invented responses.\n",
    ]
    assert session.scalar(select(func.count()).select_from(Response)) == 300
    assert list(differences(session)) == []

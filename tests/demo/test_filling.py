"""A demonstration fills an empty database, and no other."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

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


@pytest.fixture
def program(database_url, tmp_path):
    """The command and the environment of a process that runs `thuocdo` on this database."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "SECRET_KEY": "k" * 40,
        "INSTANCE": str(tmp_path),
    }

    def program(*words, **pipes):
        return subprocess.Popen(
            [sys.executable, "-m", "survey", *words], env=environment, text=True, **pipes
        )

    return program


def test_a_demonstration_that_was_killed_is_made_anew(program, session):
    killed = program("demo", stderr=subprocess.PIPE)
    assert killed.stderr.read(len("Responses")) == "Responses"  # It adds them from now on.
    killed.kill()
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    again = program("demo", "--if-empty", "--responses", "300", stdout=subprocess.PIPE)
    assert again.communicate()[0] == "The demonstration is ready: 300 invented responses.\n"
    assert session.scalar(select(func.count()).select_from(Response)) == 300
    assert list(differences(session)) == []


def test_of_two_demonstrations_at_once_one_is_made(program, session):
    words = ("demo", "--if-empty", "--responses", "300")
    both = [program(*words, stdout=subprocess.PIPE) for _ in range(2)]
    assert sorted(process.communicate()[0] for process in both) == [
        "The database is not empty: nothing was changed.\n",
        "The demonstration is ready: 300 invented responses.\n",
    ]
    assert session.scalar(select(func.count()).select_from(Response)) == 300
    assert list(differences(session)) == []

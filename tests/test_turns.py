"""Writers to one SQLite file take turns, threads and processes alike."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from survey.turns import turn


@pytest.fixture
def engine(tmp_path):
    """An SQLite file; PostgreSQL needs no turns."""
    engine = create_engine(f"sqlite:///{tmp_path}/turns.sqlite3")
    yield engine
    engine.dispose()


def take_turn(engine):
    with engine.connect() as connection, turn(connection):
        return "mine now"


def test_one_thread_has_the_turn_at_a_time(engine):
    inside, most = [], []

    def write(number):
        with engine.connect() as connection, turn(connection):
            inside.append(number)
            most.append(len(inside))
            connection.exec_driver_sql("SELECT 1")
            inside.remove(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(50)))
    assert most == [1] * 50


HOLDER = """
import sys
from sqlalchemy import create_engine
from survey.turns import turn
with create_engine(f"sqlite:///{sys.argv[1]}").connect() as connection, turn(connection):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_a_process_that_dies_gives_its_turn_back(engine):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, engine.url.database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert holder.stdout.readline() == b"mine\n"
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(take_turn, engine)
        assert not waiting.done()
        holder.kill()
        assert waiting.result() == "mine now"
    holder.communicate()


def test_a_failure_gives_the_turn_back(engine):
    with engine.connect() as connection, pytest.raises(RuntimeError), turn(connection):
        raise RuntimeError
    assert take_turn(engine) == "mine now"


def test_nobody_waits_for_the_turn_for_ever(engine):
    with engine.connect() as mine, turn(mine), ThreadPoolExecutor(1) as threads:

        def wait():
            with engine.connect() as other, turn(other, patience=0.01):
                return "mine now"

        with pytest.raises(SQLAlchemyError, match="too long"):
            threads.submit(wait).result()
    assert take_turn(engine) == "mine now"

"""Writers to one SQLite file take turns, threads and processes alike."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from survey.turns import turn


def test_one_thread_has_the_turn_at_a_time(session):
    engine = session.get_bind()
    if engine.dialect.name == "postgresql":  # which has no file, and needs no turns
        with turn(session.connection()), turn(session.connection()):
            return
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


def test_a_process_that_dies_gives_its_turn_back(tmp_path, database_url, session):
    engine = session.get_bind()
    if engine.dialect.name == "postgresql":
        assert engine.url.database
        return
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, engine.url.database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert holder.stdout.readline() == b"mine\n"
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(_take_turn, engine)
        assert not waiting.done()
        holder.kill()
        assert waiting.result() == "mine now"
    holder.communicate()


def _take_turn(engine):
    with engine.connect() as connection, turn(connection):
        return "mine now"

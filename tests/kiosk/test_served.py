"""The program as it is served: several processes at once, and killed in the middle of a batch."""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import func, select

from kiosk import register
from survey.models import Response
from tests.browser.server import Server
from tests.conftest import SECRET_KEY
from tests.kiosk.stored import stored
from tests.kiosk.tablet import entry, new_credential

CREDENTIAL = new_credential()
A_HUNDRED = 100


@pytest.fixture
def server(database_url, tmp_path):
    server = Server(database_url, tmp_path, {})
    server.start()
    yield server
    server.end()


def ask(server, path, sent=None):
    request = Request(
        f"{server.address}/kiosk/{path}",
        None if sent is None else json.dumps(sent).encode(),
        {"Authorization": f"Bearer {CREDENTIAL}"},
    )
    with urlopen(request, timeout=60) as reply:
        return json.load(reply)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill(server) -> None:
    """Kill the server and its workers, as a power cut does."""
    everybody = [server.process.pid, *children(server.process.pid)]
    for pid in everybody:
        os.kill(pid, signal.SIGKILL)
    server.process.wait()


def killed_while_storing(server, session, batch) -> int:
    """How many of a batch the database has after the server was killed while storing it."""
    before = count(session)

    def send():
        with suppress(OSError, HTTPException):
            ask(server, "responses", {"entries": batch})

    sending = Thread(target=send)
    sending.start()
    while count(session) < before + 3 and sending.is_alive():
        pass
    kill(server)
    sending.join()
    return count(session) - before


def count(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


@pytest.fixture
def content(server, session, make):
    """What a tablet was given that is paired with the server."""
    kiosk, _ = register.add(session, make.counter(), datetime.now(UTC))
    code = register.give_code(session, kiosk, SECRET_KEY, datetime.now(UTC))
    session.commit()
    assert ask(server, "pair", {"code": code, "credential": CREDENTIAL})["kiosk"] == "K1"
    return ask(server, "content")["content"]


def verdicts(server, batch) -> list[str]:
    reply = ask(server, "responses", {"entries": batch})
    return [each["verdict"] for each in reply["verdicts"]]


def test_the_same_batch_sent_to_several_processes_at_once_is_stored_once(server, session, content):
    batch = [entry(content, at=datetime.now(UTC)) for _ in range(50)]
    with ThreadPoolExecutor(6) as several:
        said = list(several.map(lambda _: verdicts(server, batch), range(6)))
    assert len(children(server.process.pid)) == 2
    for of_one in zip(*said, strict=True):
        assert sorted(of_one) == ["already"] * 5 + ["stored"]
    assert len(stored(session)) == 50


def test_a_batch_in_whose_middle_the_server_is_killed_is_sent_again(server, session, content):
    total, was_in_the_middle = 0, False
    while not was_in_the_middle:
        batch = [entry(content, at=datetime.now(UTC)) for _ in range(A_HUNDRED)]
        total += A_HUNDRED
        found = killed_while_storing(server, session, batch)
        was_in_the_middle = 0 < found < A_HUNDRED
        server.start()
        said = [
            each["verdict"] for each in ask(server, "responses", {"entries": batch})["verdicts"]
        ]
        assert sorted(said) == ["already"] * found + ["stored"] * (A_HUNDRED - found)
        assert len(stored(session)) == total

"""Whose turn it is to write to an SQLite file.

SQLite lets one writer in at a time and makes the others sleep and look again, for up to a tenth of
a second each time: with eight writers the file lies idle more than half of the time. A lock of the
operating system wakes the next one at once. It is a courtesy only: SQLite's own lock still holds
for whoever does not ask, and the system lets go of ours when a process dies.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as WaitedTooLong

from survey.database import PATIENCE


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, when it is its turn."""
    with engine.connect() as connection, turn(connection), connection.begin():
        yield connection


@contextmanager
def turn(connection: Connection, patience: float = PATIENCE) -> Iterator[None]:
    """Wait for the turn to write, and keep it to the end of the block, which should commit.

    Threads wait so many seconds for each other. The one that waits for other processes needs no
    limit: whoever has the turn has one, when it waits for SQLite's own lock.
    """
    file = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not file:
        yield
        return
    lock, descriptor = _lock(file, os.getpid())
    if not lock.acquire(timeout=patience):
        raise WaitedTooLong("others have been writing for too long")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        lock.release()


@cache
def _lock(file: str, process: int) -> tuple[Lock, int]:  # noqa: ARG001 not shared after a fork
    """One lock among threads, and one among processes, for as long as this process lives."""
    return Lock(), os.open(f"{file}-turn", os.O_RDWR | os.O_CREAT, 0o600)

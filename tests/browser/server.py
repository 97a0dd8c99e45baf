"""The program as it is served: a process, a port and a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import Executable, create_engine

from tests.processes import Begun, program

ROOT = Path(__file__).parent.parent.parent
PROGRAM = Path(sys.executable).with_name("thuocdo")
SECRET_KEY = "k" * 40
SECONDS_TO_START = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Server:
    """`thuocdo serve` over a database; it may be stopped and started again at its address."""

    database_url: str
    folder: Path
    codes: dict[str, str]
    port: int = field(default_factory=free_port)
    process: Begun | subprocess.Popen[bytes] | None = None
    tree: Path = ROOT
    """Where the program is that is served."""
    settings: dict[str, str] = field(default_factory=dict)
    """Those that are other than usual."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def path(self, counter: str) -> str:
        """Where the code of a counter leads."""
        return f"/s/{self.codes[counter]}"

    def start(self) -> None:
        """Serve, and come back when the program says that it is ready."""
        self.process = self._begun("serve", "--port", str(self.port))
        end = time.monotonic() + SECONDS_TO_START
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        self._signal(os.kill, signal.SIGTERM)

    def end(self) -> None:
        """Stop at once, with every process of it: nobody is there any more."""
        self._signal(os.killpg, signal.SIGKILL)

    def _signal(self, send: Callable[[int, int], None], number: signal.Signals) -> None:
        if self.process.poll() is not None:
            raise RuntimeError(f"It had stopped before:\n{(self.folder / 'log').read_text()}")
        send(self.process.pid, number)
        self.process.wait(SECONDS_TO_START)

    def run(self, *words: str) -> str:
        """What a command of the program says."""
        said = self.folder / "said"
        said.unlink(missing_ok=True)
        ended = program(*words, environment=self._environment(), said=said).wait()
        if ended:
            raise RuntimeError(said.read_text())
        return said.read_text()

    def _begun(self, *words: str) -> Begun | subprocess.Popen[bytes]:
        """A process of the program; of another tree it has to read that one."""
        said = self.folder / "log"
        if self.tree == ROOT:
            return program(*words, environment=self._environment(), said=said)
        pipes = {"cwd": self.tree, "env": {**os.environ, **self._environment()}}
        with said.open("ab") as log:
            return subprocess.Popen(
                [PROGRAM, *words], stdout=log, stderr=log, start_new_session=True, **pipes
            )

    def rows(self, statement: Executable) -> list[tuple[object, ...]]:
        """What the database holds, or what becomes of it."""
        engine = create_engine(self.database_url)
        with engine.begin() as connection:
            result = connection.execute(statement)
            rows = [tuple(row) for row in result] if result.returns_rows else []
        engine.dispose()
        return rows

    def _environment(self) -> dict[str, str]:
        return {
            **({} if self.tree == ROOT else {"PYTHONPATH": str(self.tree)}),
            "INSTANCE": str(self.folder),
            "DATABASE_URL": self.database_url,
            "SECRET_KEY": SECRET_KEY,
            "PUBLIC_URL": self.address,
            "WORKERS": "2",
            "SMTP_HOST": "mail.example.vn",
            "SMTP_FROM": "thuoc-do@example.vn",
            **self.settings,
        }

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"{self.address}/readyz", timeout=5) as reply:
                return reply.status == 200
        except (URLError, OSError):
            return False

"""The servers that could serve the application, each with the same two processes."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

WORKERS, THREADS = 2, 4

COMMANDS = {
    "granian": [
        "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws", "--log-level", "error",
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS),
        "--host", "127.0.0.1", "--port", "{port}", "{module}:create_app",
    ],
    "gunicorn": [
        "-m", "gunicorn", "--log-level", "error", "--worker-class", "gthread",
        "--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "30",
        "--bind", "127.0.0.1:{port}", "{module}:create_app()",
    ],
}  # fmt: skip


@contextlib.contextmanager
def served(server: str, module: str, environment: dict[str, str]) -> Iterator[int]:
    """A running application; yields its port."""
    port = _free_port()
    arguments = [part.format(port=port, module=module) for part in COMMANDS[server]]
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environment})
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")

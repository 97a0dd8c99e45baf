"""A load generator: clients that post forms over kept connections, and how long each waited."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: {length}\r\n\r\n{body}"
)


@dataclass
class Load:
    """What a load came to."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def per_second(self) -> float:
        return len(self.waits) / self.seconds

    def percentile(self, percent: float) -> float:
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def post(port: int, forms: Callable[[], tuple[str, str]], clients: int, seconds: float) -> Load:
    """Post `forms()`, a path and a body each, from so many clients for so long."""
    load = Load()
    deadline = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_client, args=(port, forms, deadline, load)) for _ in range(clients)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - started
    return load


def _client(port: int, forms: Callable[[], tuple[str, str]], deadline: float, load: Load) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (sent := time.perf_counter()) < deadline:
            path, body = forms()
            connection.sendall(HEAD.format(path=path, length=len(body), body=body).encode())
            if _status(connection) == b"303":
                load.waits.append(time.perf_counter() - sent)
            else:
                load.errors += 1


def _status(connection: socket.socket) -> bytes:
    """The status of a reply that is read to its end."""
    reply = b""
    while b"\r\n\r\n" not in reply:
        more = connection.recv(65536)
        if not more:
            return b""
        reply += more
    head, _, body = reply.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length:")
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head.split(b" ", 2)[1]

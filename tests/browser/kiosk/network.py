"""A network between tablets and the program that loses what a test tells it to lose."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ALONG_THE_WAY = ("connection", "keep-alive", "transfer-encoding", "content-length")
RESPONSES = "/kiosk/responses"


@dataclass
class Network:
    """Hands every request on, and tells what was lost."""

    port_behind: int
    loses_replies: int = 0
    """How many replies to batches get lost from now on; the program has had the batches."""
    cuts_requests: int = 0
    """How many batches get lost half-way; the program has had their first half."""
    says: tuple[int, str] | None = None
    """What it answers by itself to everything, as a café's sign-in page does."""
    batches: list[bytes] = field(default_factory=list)
    said_of_batches: list[int] = field(default_factory=list)
    """What the program answered to the batches that were handed on."""
    sizes: dict[str, int] = field(default_factory=dict)
    """How many bytes were sent of each address, headers too."""

    def __post_init__(self) -> None:
        handler = type("Bound", (Handler,), {"network": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    network: Network

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.network.says:
            self._say(*self.network.says)
        elif self.path == RESPONSES and self._is_batch_lost(body):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._hand_on(body)

    do_GET = do_POST = handle_any  # noqa: N815 as the library calls them

    def _is_batch_lost(self, body: bytes) -> bool:
        self.network.batches.append(body)
        if self.network.cuts_requests > 0:
            self.network.cuts_requests -= 1
            self._send_half(body)
            return True
        if self.network.loses_replies > 0:
            self.network.loses_replies -= 1
            self._ask(body)
            return True
        return False

    def _send_half(self, body: bytes) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        with socket.create_connection(("127.0.0.1", self.network.port_behind)) as behind:
            behind.sendall(f"POST {self.path} HTTP/1.1\r\n{head}\r\n".encode())
            behind.sendall(body[: len(body) // 2])

    def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = HTTPConnection("127.0.0.1", self.network.port_behind, timeout=30)
        with closing(connection):
            connection.request(self.command, self.path, body or None, dict(self.headers))
            reply = connection.getresponse()
            return reply.status, reply.getheaders(), reply.read()

    def _hand_on(self, body: bytes) -> None:
        try:
            status, headers, said = self._ask(body)
        except OSError:
            self.close_connection = True
            return
        if self.path == RESPONSES:
            self.network.said_of_batches.append(status)
        self.send_response_only(status)
        kept = [pair for pair in headers if pair[0].lower() not in ALONG_THE_WAY]
        for name, value in kept:
            self.send_header(name, value)
        self._end(said)
        size = len(said) + sum(len(name) + len(value) + 4 for name, value in kept)
        self.network.sizes[self.path] = self.network.sizes.get(self.path, 0) + size

    def _say(self, status: int, words: str) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", "text/html")
        self._end(words.encode())

    def _end(self, said: bytes) -> None:
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Nothing is logged here either."""

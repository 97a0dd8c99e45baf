"""A server that takes messages, over real connections: with a certificate, passwords, and moods."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "thuoc-do", "mat-khau-cua-may-chu"
HOST = "127.0.0.1"


@dataclass
class PostOffice:
    """What it has taken, and how it treats whom."""

    port: int
    refused: dict[str, str] = field(default_factory=dict)
    """What it answers to an address."""
    after_data: str = "250 OK"
    slowly: float = 0
    """How many seconds it thinks about a message."""
    waits_for: int = 0
    """How many have to be there before it takes a message of any."""
    seen: set[object] = field(default_factory=set)
    hangs_up: bool = False
    """Whether it takes a message and goes without a word."""
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    was_encrypted: list[bool] = field(default_factory=list)
    controller: Controller | None = None

    @property
    def to(self) -> list[str]:
        return sorted(address for address, _ in self.taken)

    def open(self, certificate: Path | None = None) -> None:
        """With a certificate it takes nothing that is not encrypted, and asks for the password."""
        options = {}
        if certificate:
            context = SSLContext(PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            options = {
                "tls_context": context,
                "require_starttls": True,
                "auth_required": True,
                "authenticator": knows,
            }
        self.controller = Controller(self, hostname=HOST, port=self.port, **options)
        self.controller.start()

    def close(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_MAIL(  # noqa: N802 the library calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.seen.add(session.peer)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.slowly)
        while len(self.seen) < self.waits_for:
            await asyncio.sleep(0.02)
        if self.after_data.startswith("250"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.taken += [(address, message) for address in envelope.rcpt_tos]
            self.was_encrypted.append(session.ssl is not None)
        if self.hangs_up:
            server.transport.abort()
        return self.after_data


def knows(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    is_right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def certificate(folder: Path) -> Path:
    """A key and the certificate that it has signed itself, for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file

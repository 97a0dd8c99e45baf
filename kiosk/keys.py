"""What opens doors for tablets and clerks, and what the server keeps instead of it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

CREDENTIAL = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 random bytes in base64url, made by the tablet, so that a reply that is lost does no harm."""

PIN_DIGITS = 6
PIN_ITERATIONS = 100_000
"""What a cheap tablet works out in half a second. A PIN of six digits is no secret from somebody
who took the tablet apart, whatever this number: it keeps strangers in front of it out of the menu.
"""


def fingerprint(credential: str) -> str:
    """What is kept of a credential. It is random enough that a plain hash tells nothing."""
    return hashlib.sha256(credential.encode()).hexdigest()


def keyed(secret: str, purpose: str, message: str = "") -> bytes:
    """A value that only this installation can make, another one for each purpose."""
    return hmac.digest(secret.encode(), f"{purpose}:{message}".encode(), "sha256")


def file_key(secret: str) -> str:
    """The AES key of queues saved to a file: only tablets of this installation read them."""
    return urlsafe_b64encode(keyed(secret, "kiosk file")).rstrip(b"=").decode()


@dataclass(frozen=True)
class KeptPin:
    """What a tablet needs to tell a right PIN from a wrong one without the network."""

    salt: str
    hash: str
    iterations: int


def new_pin() -> str:
    """A PIN for the clerk's menu."""
    return "".join(str(secrets.randbelow(10)) for _ in range(PIN_DIGITS))


def keep_pin(pin: str) -> KeptPin:
    """PBKDF2 with SHA-256, which browsers have, over a salt of its own."""
    salt = secrets.token_bytes(16)
    derived = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, PIN_ITERATIONS)
    return KeptPin(salt.hex(), derived.hex(), PIN_ITERATIONS)

"""Secrets that nobody guesses, and what is kept of them."""

from __future__ import annotations

import hashlib
import secrets

from survey.codes import new_code

BYTES = 32
GROUPS, LETTERS = 4, 4


def new_token() -> str:
    """A secret of 256 bits that may stand in an address or a cookie."""
    return secrets.token_urlsafe(BYTES)


def new_words() -> str:
    """A secret that a person types: letters and digits that nobody mistakes for others, 78 bits."""
    return "-".join(new_code(LETTERS) for _ in range(GROUPS))


def digest(token: str) -> str:
    """What is kept of it. Random secrets need no slow hash: nobody tries so many."""
    return hashlib.sha256(token.encode()).hexdigest()

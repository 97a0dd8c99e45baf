"""Codes on printed posters: short, opaque, and kind to people who type them."""

import re
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""Without 0, 1, i, l, o and u, which are misread or spell words."""
LENGTH = 10

LOOKS_LIKE = str.maketrans({"-": None, " ": None})
SHAPE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """A code that nobody guesses: one of 30 to the power of 10."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_typed(text: str) -> str | None:
    """The code that a person means, or nothing if it cannot be one."""
    code = text.strip().lower().translate(LOOKS_LIKE)
    return code if SHAPE.fullmatch(code) else None

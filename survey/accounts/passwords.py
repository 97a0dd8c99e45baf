"""Passwords: what may be one, and how it is kept."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forms.web import translatable

SHORTEST, LONGEST = 12, 256
FEWEST_DIFFERENT = 6
"""Characters that differ: "121212121212" is no password."""

TOO_SHORT = translatable("A password has at least 12 characters. A sentence is easy to remember.")
TOO_LONG = translatable("A password has at most 256 characters.")
TOO_PLAIN = translatable("This would be guessed soon: use more different characters.")
NAMES_ITS_OWNER = translatable("A password does not contain the name that you sign in with.")

HASHER = PasswordHasher()
"""Argon2id with the parameters that RFC 9106 recommends for machines with little memory."""
DECOY = (
    "$argon2id$v=19$m=65536,t=3,p=4$Nh8Sr4/PXOaaU2O+o4CgLw"
    "$MOLyDGJntdE134d765dqk5ZEYqoYG7qoS+CAQ2q3cV0"
)
"""The hash of what nobody knows, with the same parameters."""


def objection(password: str, name: str) -> str | None:
    """Why something may not be the password of the account with this name, if it may not."""
    composed = _composed(password)
    if len(composed) < SHORTEST:
        return TOO_SHORT
    if len(composed) > LONGEST:
        return TOO_LONG
    if len(set(composed.casefold())) < FEWEST_DIFFERENT:
        return TOO_PLAIN
    return NAMES_ITS_OWNER if name in composed.casefold() else None


def hashed(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(_composed(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether it is the password that was kept.

    Where none was kept, the answer takes as long: nobody learns which names there are.
    """
    try:
        HASHER.verify(kept or DECOY, _composed(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it should be hashed anew, since the parameters have changed."""
    return HASHER.check_needs_rehash(kept)


def _composed(password: str) -> str:
    """One form of what looks the same: keyboards differ in how they write Vietnamese."""
    return unicodedata.normalize("NFC", password)

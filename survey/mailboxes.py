"""Addresses of mailboxes."""

from __future__ import annotations

import re

LONGEST = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets."""
SHAPE = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
"""A dot-string at a domain of at least two labels (RFC 5321, 4.1.2). Quotes, comments and letters
that not every server takes are left out, so that nothing in it can begin another header."""


def is_address(text: str) -> bool:
    """Whether a text is an address that every mail server takes."""
    return (
        len(text) <= LONGEST and len(text.partition("@")[0]) <= 64 and bool(SHAPE.fullmatch(text))
    )

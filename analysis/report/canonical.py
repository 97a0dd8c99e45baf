"""A report as bytes, always the same for the same figures, and back.

JSON in UTF-8, keys in order, nothing between them. There is no float in a report, so neither the
machine nor a version of a library can write a number another way.
"""

from __future__ import annotations

import json
from hashlib import sha256

import msgspec

from analysis.report.report import Report


class NotCanonical(ValueError):
    """Bytes that are no report, or not as `canonical` writes it."""


def canonical(report: Report) -> bytes:
    """The bytes that the hash is over, and that are stored."""
    plain = msgspec.to_builtins(report)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def digest(report: Report) -> str:
    """The SHA-256 over the canonical bytes, in hexadecimal."""
    return sha256(canonical(report)).hexdigest()


def read(stored: bytes) -> Report:
    """The report that some bytes are of."""
    try:
        report = msgspec.json.decode(stored, type=Report)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise NotCanonical(f"these bytes are no report: {error}") from None
    if canonical(report) != stored:
        raise NotCanonical("these bytes are a report, but not as it is written")
    return report

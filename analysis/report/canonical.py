"""A report as bytes, always the same for the same figures, and back.

JSON in UTF-8, keys in order, nothing between them. There is no float in a report, so neither the
machine nor a version of a library can write a number another way.

Reports of an older form are written as they were. A field that comes later says in its `metadata`
since which form there is one, and has a default, which it has in older reports; nothing that was
in a form is taken away, renamed or given another meaning. So they can be read for good.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any

import msgspec

from analysis.report.report import FORM, Report

SINCE = "since"
"""In the metadata of a field: the first form that has it."""


class NotCanonical(ValueError):
    """Bytes that are no report, or not as `canonical` writes it."""


class _Formed(msgspec.Struct):
    form: int


def canonical(report: Report) -> bytes:
    """The bytes that the hash is over, and that are stored."""
    is_newest = report.form == FORM
    plain = msgspec.to_builtins(report) if is_newest else as_of(report, report.form)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def as_of(value: Any, form: int) -> Any:
    """A value as plain data, without the fields that came after a form."""
    if is_dataclass(value):
        known = (each for each in fields(value) if each.metadata.get(SINCE, 1) <= form)
        return {each.name: as_of(getattr(value, each.name), form) for each in known}
    if isinstance(value, tuple):
        return [as_of(each, form) for each in value]
    return msgspec.to_builtins(value)


def digest(report: Report) -> str:
    """The SHA-256 over the canonical bytes, in hexadecimal."""
    return sha256(canonical(report)).hexdigest()


def read(stored: bytes) -> Report:
    """The report that some bytes are of."""
    try:
        form = msgspec.json.decode(stored, type=_Formed).form
        if not 1 <= form <= FORM:
            raise NotCanonical(f"this program reads forms up to {FORM}, and not {form}")
        report = msgspec.json.decode(stored, type=Report)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise NotCanonical(f"these bytes are no report: {error}") from None
    if canonical(report) != stored:
        raise NotCanonical("these bytes are a report, but not as it is written")
    return report

"""Reports of every form that there was are read for good, and written again as they were."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from analysis.report import NotCanonical, canonical, digest, read
from analysis.report.canonical import as_of
from analysis.report.report import FORM

GOLDEN = {form: Path(__file__).parent / f"golden_form_{form}.json" for form in range(1, FORM + 1)}
"""The hand-computed office as it was published then. Never made anew: a form that changed the file
could not be read any more."""

# sha256sum of each file.
SUMS = {1: "0f26b6c030d279a46589c7e969844959ab01ad86bf9c0bc1cb542ed4314e7d10"}


@pytest.mark.parametrize("form", GOLDEN)
def test_a_report_of_every_form_is_written_again_byte_for_byte(form):
    stored = GOLDEN[form].read_bytes()
    report = read(stored)
    assert report.form == form
    assert canonical(report) == stored
    assert digest(report) == sha256(stored).hexdigest() == SUMS[form]


def test_the_golden_report_is_that_of_the_hand_computed_office(small_office, report_of):
    """16 of 20, weighted 78.0 %: tests/reporting/test_small_office.py."""
    then = read(GOLDEN[1].read_bytes())
    assert then.parts[0].answer == report_of(small_office).parts[0].answer
    assert (then.scope.name, then.span.number) == ("UBND xã Bình An", 4)


def test_a_form_that_is_to_come_is_not_read_as_if_it_were_known():
    newer = GOLDEN[1].read_bytes().replace(b'"form":1', b'"form":%d' % (FORM + 1))
    with pytest.raises(NotCanonical, match=f"not {FORM + 1}"):
        read(newer)


@dataclass(frozen=True)
class Inner:
    rate: Decimal
    channel: str = field(default="", metadata={"since": 2})


@dataclass(frozen=True)
class Outer:
    day: date
    inner: tuple[Inner, ...]
    last: Inner | None = field(default=None, metadata={"since": 3})


def test_what_came_after_a_form_is_not_written_in_it():
    value = Outer(date(2026, 12, 14), (Inner(Decimal("78.0"), "qr"),), Inner(Decimal(1)))
    first = {"day": "2026-12-14", "inner": [{"rate": "78.0"}]}
    assert as_of(value, 1) == first
    assert as_of(value, 2) == {**first, "inner": [{"rate": "78.0", "channel": "qr"}]}
    assert as_of(value, 3)["last"] == {"rate": "1", "channel": ""}


def test_all_fields_of_the_newest_form_are_written_alike_either_way():
    report = read(GOLDEN[1].read_bytes())
    assert canonical(report) == _json(as_of(report, FORM))


def _json(plain):
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

"""Offices from a file: who stands under whom, and who followed whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.loading import cells
from survey.loading.circles import circles
from survey.loading.entries import (
    Column,
    Entry,
    doubled,
    filled_in,
    in_order,
    refuse,
    sound,
    unknown,
)
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Office
from survey.models.offices import OFFICE_KINDS

COLUMNS = (
    Column("code", cells.code),
    Column("name", cells.text),
    Column("kind", cells.one_of(*OFFICE_KINDS)),
    Column("parent", cells.code, optional=True),
    Column("opened", cells.day, optional=True),
    Column("closed", cells.day, optional=True),
    Column("successor", cells.code, optional=True),
    Column("electronic_id", cells.text, optional=True),
    Column("area_code", cells.area_code, optional=True),
    Column("complaints", cells.text, optional=True),
)
OWN = ("name", "kind", "opened", "closed", "electronic_id", "area_code", "complaints")
"""The columns that say something of the office alone."""

DIGITS = {"province": 2, "commune": 5}

SHORT_CODE = translatable(
    "%(code)s: a %(kind)s's code in digits alone has %(digits)s of them; %(hint)s"
)
TAKEN = translatable("%(identifier)s belongs to the office %(office)s")
CIRCLE = translatable("offices go round in a circle: %(offices)s")
NOT_CLOSED = translatable("an office with a successor needs the day it closed")
WRONG_AREA_CODE = translatable("%(code)s: the area code of a %(kind)s has %(digits)s digits")

Offices = Mapping[str, Office]
Said = Mapping[str, Mapping[str, Any]]


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the offices, each with its parent and successor."""
    stored = {office.code: office for office in session.scalars(select(Office))}
    said = _said(stored)
    entries = filled_in(entries, said, itemgetter("code"))
    refuse(entries, _problems(entries, stored, said))
    new = [entry for entry in entries if entry["code"] not in stored]
    offices = {**stored, **_add(session, new)}
    changed = _free_identifiers(session, entries, stored)
    for entry in manner.watch("storing", entries):
        if settle(offices[entry["code"]], _wanted(entry, offices)) and entry["code"] in stored:
            changed.add(entry["code"])
    session.flush()
    return Outcome.of(len(entries), len(new), len(changed))


def _said(stored: Offices) -> Said:
    """What a file would say of the offices there are."""
    codes: dict[int | None, str] = {office.id: code for code, office in stored.items()}
    return {
        code: {
            **{name: getattr(office, name) for name in OWN},
            "parent": codes.get(office.parent_id),
            "successor": codes.get(office.successor_id),
        }
        for code, office in stored.items()
    }


def _add(session: Session, entries: Sequence[Entry]) -> Offices:
    """New offices, as yet without those that they point to, which may be new as well."""
    new = {
        entry["code"]: Office(
            code=entry["code"], **{name: entry[name] for name in OWN if name != "electronic_id"}
        )
        for entry in entries
    }
    session.add_all(new.values())
    session.flush()
    return new


def _free_identifiers(session: Session, entries: Sequence[Entry], stored: Offices) -> set[str]:
    """Take identifiers from the offices that get another, so that two may change places."""
    freed = set()
    for entry in entries:
        office = stored.get(entry["code"])
        if office and office.electronic_id not in (None, entry["electronic_id"]):
            office.electronic_id = None
            freed.add(office.code)
    session.flush()
    return freed


def _wanted(entry: Entry, offices: Offices) -> dict[str, object]:
    parent, successor = offices.get(entry["parent"]), offices.get(entry["successor"])
    return {
        **{name: entry[name] for name in OWN},
        "parent_id": parent and parent.id,
        "successor_id": successor and successor.id,
    }


def _problems(entries: Sequence[Entry], stored: Offices, said: Said) -> Iterator[Problem]:
    known = [*stored, *(entry["code"] for entry in entries)]
    yield from doubled(entries, "code")
    yield from doubled(entries, "electronic_id")
    yield from _taken_identifiers(entries, stored)
    yield from in_order(entries)
    for column in ("parent", "successor"):
        yield from unknown(entries, column, "office", known)
        yield from _circles(entries, column, {code: each[column] for code, each in said.items()})
    for entry in sound(entries):
        yield from _contradictions(entry)
        if entry["code"] not in stored:
            yield from _lost_zeros(entry)


def _lost_zeros(entry: Entry) -> Iterator[Problem]:
    """A problem if a new code is a number, but not one of as many digits as official codes have.

    An office that got a shortened code could not be given its own any more.
    """
    code, digits = entry["code"], DIGITS.get(entry["kind"])
    if digits and code.isdecimal() and len(code) != digits:
        said = {"code": quoted(code), "kind": entry["kind"], "digits": digits}
        yield entry.problem(Sentence(SHORT_CODE, hint=cells.LOST_ZEROS, **said), "code")


def _taken_identifiers(entries: Sequence[Entry], stored: Offices) -> Iterator[Problem]:
    here = {entry["code"] for entry in entries}
    holders = {office.electronic_id: code for code, office in stored.items() if code not in here}
    for entry in entries:
        identifier = entry["electronic_id"]
        if identifier is not None and identifier in holders:
            said = {"identifier": quoted(identifier), "office": quoted(holders[identifier])}
            yield entry.problem(Sentence(TAKEN, **said), "electronic_id")


def _circles(
    entries: Sequence[Entry], column: str, stored: Mapping[str, str | None]
) -> Iterator[Problem]:
    """A problem for each line that closes a circle, together with what is stored."""
    lines = {entry["code"]: entry for entry in sound(entries)}
    pointing = {**stored, **{code: entry[column] for code, entry in lines.items()}}
    for circle in circles(pointing):
        shown = " → ".join((*circle[:5], "…") if len(circle) > 5 else (*circle, circle[0]))
        for code in circle:
            if code in lines:
                yield lines[code].problem(Sentence(CIRCLE, offices=shown), column)


def _contradictions(entry: Entry) -> Iterator[Problem]:
    if entry["successor"] and not entry["closed"]:
        yield entry.problem(Sentence(NOT_CLOSED), "closed")
    digits = DIGITS.get(entry["kind"])
    if entry["area_code"] and digits and len(entry["area_code"]) != digits:
        said = {"code": quoted(entry["area_code"]), "kind": entry["kind"], "digits": digits}
        yield entry.problem(Sentence(WRONG_AREA_CODE, **said), "area_code")

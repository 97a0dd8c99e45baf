"""Fields of procedures and their groups, from a file that holds both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from forms.web import translatable
from survey.loading import cells
from survey.loading.changes import Said, change
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
from survey.loading.problems import Problem, of_file
from survey.loading.sentences import Sentence
from survey.models import Field, FieldGroup
from survey.parts import EVERYTHING, Part

FIELD, GROUP = "field", "group"

COLUMNS = (
    Column("kind", cells.one_of(FIELD, GROUP)),
    Column("code", cells.code),
    Column("name_vi", cells.text),
    Column("name_en", cells.text),
    Column("groups", cells.codes, optional=True),
    Column("opened", cells.day, optional=True),
    Column("closed", cells.day, optional=True),
)

OF_FIELDS_ONLY = translatable("this stands with fields only, not with groups")

OF_ALL_OFFICES = translatable("fields are the same for all offices: your part cannot change them")
KEY = ("kind", "code")

Stored = dict[tuple[str, str], Field | FieldGroup]


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the groups, and the fields with the groups that they belong to."""
    if not manner.part.is_everything:
        raise of_file(OF_ALL_OFFICES)
    stored = _stored(session)
    said = _said(stored)
    entries = filled_in(entries, said, _key)
    refuse(entries, _problems(entries, stored))
    kept = [entry for entry in entries if not (manner.only_new and _key(entry) in stored)]
    told = (
        change(entry.line, _key(entry), said.get(_key(entry)), entry.values)
        for entry in manner.watch("storing", kept)
    )
    changes = [each for each in told if each.is_any]
    if not manner.is_trial:
        _store(session, kept, stored)
    return Outcome.of(len(entries), changes)


def _store(session: Session, entries: Sequence[Entry], stored: Stored) -> None:
    new = [entry for entry in entries if _key(entry) not in stored]
    rows = {**stored, **{_key(entry): _empty(entry) for entry in new}}
    with session.no_autoflush:
        for entry in entries:
            settle(rows[_key(entry)], _wanted(entry, rows))
    session.add_all(rows.values())
    session.flush()


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:  # noqa: ARG001 for everybody
    """What a file would say of the groups and the fields there are."""
    found = _said(_stored(session))
    return [found[key] for key in sorted(found, reverse=True)]


def _stored(session: Session) -> Stored:
    fields = session.scalars(select(Field).options(selectinload(Field.groups)))
    groups = session.scalars(select(FieldGroup))
    return {
        **{(FIELD, field.code): field for field in fields},
        **{(GROUP, group.code): group for group in groups},
    }


def _said(stored: Stored) -> Mapping[tuple[str, str], Said]:
    """What a file would say of each; of groups there is no more than names."""
    return {key: _said_of(key, thing) for key, thing in stored.items()}


def _said_of(key: tuple[str, str], thing: Field | FieldGroup) -> Said:
    named = {**dict(zip(KEY, key, strict=True)), "name_vi": thing.name_vi, "name_en": thing.name_en}
    if isinstance(thing, FieldGroup):
        return named
    groups = tuple(sorted(group.code for group in thing.groups))
    return {**named, "groups": groups, "opened": thing.opened, "closed": thing.closed}


def _key(entry: Entry) -> tuple[str, str]:
    return entry["kind"], entry["code"]


def _empty(entry: Entry) -> Field | FieldGroup:
    return Field(code=entry["code"]) if entry["kind"] == FIELD else FieldGroup(code=entry["code"])


def _wanted(entry: Entry, rows: Mapping[tuple[str, str], Field | FieldGroup]) -> dict[str, object]:
    names = {name: entry[name] for name in ("name_vi", "name_en")}
    if entry["kind"] == GROUP:
        return names
    groups = [rows[GROUP, code] for code in entry["groups"] or ()]
    return {**names, "groups": groups, "opened": entry["opened"], "closed": entry["closed"]}


def _problems(entries: Sequence[Entry], stored: Stored) -> Iterator[Problem]:
    known = {code for kind, code in stored if kind == GROUP}
    known |= {entry["code"] for entry in entries if entry["kind"] == GROUP}
    yield from doubled(entries, "code", "kind")
    yield from unknown(entries, "groups", "group", known)
    yield from in_order(entries)
    for entry in sound(entries):
        for column in ("groups", "opened", "closed"):
            if entry["kind"] == GROUP and entry[column]:
                yield entry.problem(Sentence(OF_FIELDS_ONLY), column)

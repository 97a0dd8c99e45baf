"""A load from beginning to end: read, check, store; everything or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.audit import change
from survey.loading import counters, fields, offices, targets, volumes
from survey.loading.changes import Said
from survey.loading.entries import Column, Entry, check_header, read_entries
from survey.loading.outcome import Manner, Outcome
from survey.loading.problems import of_file
from survey.loading.tables import Table, read_file
from survey.parts import Part

AT_ONCE = translatable("somebody else stored the same at the same time; try again")


@dataclass(frozen=True)
class Kind:
    """What a file can be about."""

    columns: Callable[[Collection[str]], Sequence[Column]]
    """Those that a file may have with such a header."""
    load: Callable[[Session, Sequence[Entry], Manner], Outcome]
    """Checks what it says and, unless it is a trial, stores it."""
    said: Callable[[Session, Part], Sequence[Said]]
    """What it would say of that which is stored, so that to load it changes nothing."""


KINDS = {
    "offices": Kind(lambda _: offices.COLUMNS, offices.load, offices.said),
    "fields": Kind(lambda _: fields.COLUMNS, fields.load, fields.said),
    "counters": Kind(lambda _: counters.COLUMNS, counters.load, counters.said),
    "targets": Kind(lambda _: targets.COLUMNS, targets.load, targets.said),
    "volumes": Kind(volumes.columns, volumes.load, volumes.said),
}


def load_file(
    session: Session,
    kind: Kind,
    path: Path,
    manner: Manner,
    then: Callable[[Outcome], None] = lambda _: None,
) -> Outcome:
    """Load a file in one transaction; a file with a mistake leaves the database as it was.

    What is done `then` belongs to the transaction. Whoever changes something on a page meanwhile
    waits from its first look at what is stored on: they would not see what the file says.
    """
    said = entries_of(kind, read_file(path), manner)
    try:
        with change(session):
            outcome = kind.load(session, said, manner)
            then(outcome)
    except IntegrityError as error:
        raise of_file(AT_ONCE) from error
    return outcome


def try_out(session: Session, kind: Kind, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """What would come of it. Nothing is written, so whoever writes meanwhile does not wait."""
    session.rollback()
    try:
        return kind.load(session, entries, replace(manner, is_trial=True))
    finally:
        session.rollback()


def load_table(session: Session, kind: Kind, table: Table, manner: Manner) -> Outcome:
    """Load a table into the transaction of the session, which the caller ends."""
    return kind.load(session, entries_of(kind, table, manner), manner)


def entries_of(kind: Kind, table: Table, manner: Manner) -> Sequence[Entry]:
    """What the lines say, which needs no database."""
    columns = kind.columns(table.header)
    check_header(table.header, columns)
    return read_entries(manner.watch("reading", table.lines), columns)

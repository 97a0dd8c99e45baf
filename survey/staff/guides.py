"""What the files are like that staff fill in, and what is said of those that they send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.loading import KINDS, Problem
from survey.loading.changes import Change
from survey.loading.volumes import DAYS
from survey.parts import Part
from survey.staff import columns
from survey.staff.sending import VOLUMES, Tried
from survey.staff.tables import Rows
from survey.staff.tables import lines as lines_of

COLUMN, NEEDED = translatable("Column"), translatable("Needed")
MEANING, EXAMPLE = translatable("What stands there"), translatable("Example")
YES, NO = translatable("yes"), translatable("no")
INSTEAD = translatable("in the place of “quarter”")
LINE, WHICH = translatable("Line"), translatable("Which")
STATE, BEFORE, AFTER = translatable("State"), translatable("Before"), translatable("After")
WRONG = translatable("What is wrong")
NEW, CHANGED = translatable("new"), translatable("changed")


@dataclass(frozen=True)
class Row:
    """A column of a kind of file, as it is explained."""

    name: str
    needed: str
    words: str
    example: str


def header(kind: str) -> list[str]:
    """The columns of a file to be filled in."""
    return [column.name for column in KINDS[kind].columns(())]


def header_of_stored(kind: str) -> list[str]:
    """The columns of a file with what is stored, in which a period need not be a quarter."""
    days = [column.name for column in DAYS]
    return [column.name for column in KINDS[kind].columns(days)]


def stored(session: Session, kind: str, part: Part) -> Rows:
    """What a file would say of that which is stored."""
    return lines_of(header_of_stored(kind), KINDS[kind].said(session, part))


def rows(kind: str) -> list[Row]:
    """What the columns hold, in the reader's language."""
    optional = {column.name for column in KINDS[kind].columns(()) if column.optional}
    return [
        Row(name, _needed(kind, name, optional), gettext(hint.words), hint.example)
        for name, hint in columns.COLUMNS[kind].items()
    ]


def _needed(kind: str, name: str, optional: set[str]) -> str:
    if kind == VOLUMES and name in {column.name for column in DAYS}:
        return str(gettext(INSTEAD))
    return str(gettext(NO if name in optional else YES))


def sheet(kind: str) -> list[list[str]]:
    """The same as a sheet."""
    titles = [gettext(title) for title in (COLUMN, NEEDED, MEANING, EXAMPLE)]
    return [titles, *[[row.name, row.needed, row.words, row.example] for row in rows(kind)]]


def said(problem: Problem) -> tuple[int, str, str]:
    """Where a problem is, and what it is, in the reader's language."""
    return problem.line, problem.column, problem.said(gettext)


def lines(found: Tried) -> tuple[Sequence[str], Rows]:
    """Every problem, or else every change, with the titles of its columns."""
    if found.problems:
        titles = [gettext(title) for title in (LINE, COLUMN, WRONG)]
        return titles, [list(said(problem)) for problem in found.problems]
    titles = [gettext(title) for title in (LINE, WHICH, STATE, COLUMN, BEFORE, AFTER)]
    return titles, [row for change in found.outcome.changes for row in _rows_of(change)]


def _rows_of(change: Change) -> Iterator[Sequence[str | int]]:
    """A row for each column that becomes different, or one for all that a new line says."""
    if change.is_new:
        everything = "; ".join(f"{column}: {after}" for column, (_, after) in change.cells.items())
        yield change.line, change.key, gettext(NEW), "", "", everything
        return
    for column, (before, after) in change.cells.items():
        yield change.line, change.key, gettext(CHANGED), column, before, after

"""Whether every edition is what was published: its text, hash, columns and entry in the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session, joinedload, undefer

from survey.audit import Action
from survey.editions.kept import BrokenEdition, read, read_public
from survey.editions.said import Said
from survey.models import Edition, LogEntry, PublicReport, PublicTurn

OTHER_COLUMNS = "what stands beside its figures is not what they say"
NOT_LOGGED = "the log has no such publication"
GONE = "the log has it, and the database has not"
OTHER_TURNS = "it was not put on the public page, or taken from it, as the log says"
IS_PUBLIC = {Action.REPORT_SHOWN.value: True, Action.REPORT_HIDDEN.value: False}

STREAM = {"yield_per": 100}
EDITIONS = (
    select(Edition)
    .options(undefer(Edition.figures))
    .order_by(Edition.id)
    .execution_options(**STREAM)
)
PUBLIC = (
    select(PublicReport)
    .options(undefer(PublicReport.figures), joinedload(PublicReport.edition))
    .order_by(PublicReport.edition_id)
    .execution_options(**STREAM)
)

TURNS = (
    select(PublicTurn, Edition)
    .join(Edition, Edition.id == PublicTurn.edition_id)
    .order_by(PublicTurn.id)
)


@dataclass
class Editions:
    """Goes through all of them; knows afterwards how many there were."""

    connection: Connection
    number: int = 0

    def first_broken(self) -> BrokenEdition | None:
        """The first that is not what was published, if there is one."""
        with Session(self.connection) as session:
            try:
                self._check(session)
            except BrokenEdition as broken:
                return broken
        return None

    def _check(self, session: Session) -> None:
        published = _logged(session, Action.REPORT_PUBLISHED)
        shown = _logged(session, Action.REPORT_SHOWN)
        with session.execute(EDITIONS) as rows:
            for edition in rows.scalars():
                self.number += 1
                _check_columns(edition)
                _check_log(edition.key, published, _said_of(edition))
        with session.execute(PUBLIC) as rows:
            for public in rows.scalars():
                read_public(public)
                number, key = public.edition.number, public.edition.key
                _check_log(key, shown, {"edition": number, "sha256": public.digest})
        for key in (*published, *shown):
            raise BrokenEdition(key, GONE)
        _check_turns(session)


def _check_turns(session: Session) -> None:
    """Whether each was put on the public page and taken from it as often as the log says."""
    entries = select(LogEntry.key, LogEntry.action).where(LogEntry.action.in_(list(IS_PUBLIC)))
    logged = Counter((key, IS_PUBLIC[action]) for key, action in session.execute(entries))
    made: Counter[tuple[str, bool]] = Counter()
    for turn, edition in session.execute(TURNS):
        made[edition.key, turn.is_public] += 1
    for key, _ in (logged - made) | (made - logged):
        raise BrokenEdition(key, OTHER_TURNS)


def _check_columns(edition: Edition) -> None:
    report = read(edition)
    span, scope = report.span, report.scope
    told = (scope.kind, scope.code, span.kind, span.year, span.number, span.calendar)
    kept = (edition.scope, edition.code, edition.span, edition.year, edition.quarter)
    days = (span.starts, span.last, report.form, report.appendix.method)
    beside = (edition.starts, edition.last, edition.form, edition.method)
    if told != (*kept, edition.calendar) or days != beside:
        raise BrokenEdition(edition.key, OTHER_COLUMNS)


def _said_of(edition: Edition) -> dict[str, Any]:
    said = Said(edition.note, edition.remarks, edition.next_steps)
    number, digest = edition.number, edition.digest
    return {"edition": number, "sha256": digest, "words_sha256": said.digest}


def _logged(session: Session, action: Action) -> dict[str, Mapping[str, Any]]:
    """What the log says after such an action, by the thing."""
    query = select(LogEntry.key, LogEntry.after).where(LogEntry.action == action.value)
    return {row.key: row.after for row in session.execute(query.order_by(LogEntry.number))}


def _check_log(key: str, logged: dict[str, Mapping[str, Any]], said: Mapping[str, Any]) -> None:
    """Take an entry from what is logged: what is left at the end is gone."""
    if logged.pop(key, None) != said:
        raise BrokenEdition(key, NOT_LOGGED)

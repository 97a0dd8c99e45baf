"""The log of who did what to which thing, written in the transaction of what was done."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, false, func, select, update
from sqlalchemy.orm import Session

from survey.chain import FIRST, hash_of
from survey.database import table_of
from survey.folding import folded
from survey.models import LogEntry
from survey.turns import turn

LOGGING = 7402
"""The number of the PostgreSQL advisory lock that a transaction holds once it adds to the log."""


class Action(StrEnum):
    """What was done. A word that stands in the log never changes its meaning."""

    ACCOUNT_LOCKED = "account.lock"
    CODE_REISSUED = "code.reissue"
    CODE_REVOKED = "code.revoke"
    COMMENT_ANSWERED = "comment.answer"
    COMMENT_MASKED = "comment.mask"
    COMMENT_READ = "comment.read"
    COMMENT_TAKEN_UP = "comment.take-up"
    COUNTER_ADDED = "counter.add"
    COUNTER_CHANGED = "counter.change"
    COUNTER_CLOSED = "counter.close"
    COUNTER_OPENED = "counter.open"
    DEMONSTRATION_MADE = "demonstration.make"
    FIELD_ADDED = "field.add"
    FIELD_CHANGED = "field.change"
    FIELD_CLOSED = "field.close"
    FILE_LOADED = "file.load"
    GROUP_ADDED = "group.add"
    GROUP_CHANGED = "group.change"
    IDENTITY_LINKED = "account.single-sign-on"
    IDENTITY_UNLINKED = "user.single-sign-on-off"
    KIOSK_ADDED = "kiosk.add"
    KIOSK_GIVEN_CODE = "kiosk.code"
    KIOSK_GIVEN_PIN = "kiosk.pin"
    KIOSK_MOVED = "kiosk.move"
    KIOSK_REVOKED = "kiosk.revoke"
    MIGRATED = "installation.migrate"
    OFFICE_ADDED = "office.add"
    OFFICE_CHANGED = "office.change"
    OFFICE_CLOSED = "office.close"
    OFFICE_COUNTERS_MOVED = "office.move-counters"
    OFFICE_MERGED = "office.merge"
    PASSWORD_CHOSEN = "account.password"  # noqa: S105 a word, not one
    PLACE_ADDED = "place.add"
    PLACE_CHANGED = "place.change"
    PLACE_CLOSED = "place.close"
    QUESTIONNAIRE_DISCARDED = "questionnaire.discard"
    QUESTIONNAIRE_DRAFTED = "questionnaire.draft"
    QUESTIONNAIRE_PUBLISHED = "questionnaire.publish"
    QUESTIONNAIRE_WITHDRAWN = "questionnaire.withdraw"
    RECOVERY_CODES_RENEWED = "account.recovery-codes"
    REMEDY_ADDED = "remedy.add"
    REMEDY_CHANGED = "remedy.change"
    REMEDY_DONE = "remedy.done"
    REPORT_HIDDEN = "report.take-from-public"
    REPORT_PUBLISHED = "report.publish"
    REPORT_SHOWN = "report.make-public"
    SECOND_STEP_OFF = "account.second-step-off"
    SECOND_STEP_ON = "account.second-step-on"
    SET_ASIDE = "response.set-aside"
    SIGNED_IN = "account.sign-in"
    SIGNED_OUT_EVERYWHERE = "account.sign-out-everywhere"
    SUMMARY_OFF = "account.summary-off"
    SUMMARY_ON = "account.summary-on"
    SUMMARY_SENT = "summary.send"
    TARGET_ADDED = "target.add"
    TARGET_CHANGED = "target.change"
    TARGET_REMOVED = "target.remove"
    USER_ADDED = "user.add"
    USER_CLOSED = "user.close"
    USER_GRANTED = "user.grant"
    USER_LINKED = "user.link"
    USER_REOPENED = "user.reopen"
    USER_RELIEVED = "user.second-step-off"
    USER_REVOKED = "user.revoke"
    USER_UNLOCKED = "user.unlock"
    VOLUMES_CHANGED = "volumes.change"


@dataclass(frozen=True)
class Actor:
    """Who does something, and in which role."""

    name: str
    id: int | None = None
    role: str | None = None

    @classmethod
    def of_command(cls) -> Actor:
        """Whoever runs this process, by the name that the operating system knows."""
        try:
            return cls(pwd.getpwuid(os.getuid()).pw_name)
        except KeyError:  # As in some containers.
            return cls(str(os.getuid()))


@dataclass(frozen=True)
class Deed:
    """What was done to which thing."""

    action: Action
    kind: str
    key: str
    office_id: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def append(connection: Connection, actor: Actor, deed: Deed, now: datetime) -> None:
    """Add an entry to the transaction under way. Nobody else adds one until it ends."""
    wait_for_others(connection)
    entries = table_of(LogEntry)
    newest = select(entries.c.number, entries.c.hash).order_by(entries.c.number.desc()).limit(1)
    number, previous = connection.execute(newest).one_or_none() or (0, FIRST)
    columns: dict[str, Any] = {
        "number": number + 1,
        "at": now,
        "actor_id": actor.id,
        "actor": actor.name,
        "role": actor.role,
        "office_id": deed.office_id,
        "action": deed.action.value,
        "kind": deed.kind,
        "key": deed.key,
        "before": dict(deed.before),
        "after": dict(deed.after),
        "folded": folded(f"{actor.name} {deed.key}"),
        "previous": previous,
    }
    connection.execute(entries.insert(), columns | {"hash": hash_of(columns)})


@contextmanager
def change(session: Session) -> Iterator[Connection]:
    """A transaction that changes something and says so in the log.

    Such transactions run one after the other, from their first look at what they change.
    """
    session.rollback()
    connection = session.connection()
    try:
        with turn(connection):
            wait_for_others(connection)
            yield connection
            session.commit()
    finally:
        session.rollback()


def wait_for_others(connection: Connection) -> None:
    """Wait until nobody else adds to the log, and keep others waiting until the transaction ends.

    SQLite locks at the first write, and this one changes nothing.
    """
    if connection.dialect.name == "sqlite":
        nothing = update(table_of(LogEntry)).where(false()).values(number=LogEntry.number)
        connection.execute(nothing)
    else:
        connection.execute(select(func.pg_advisory_xact_lock(LOGGING)))

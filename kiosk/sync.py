"""A batch of answers in, a verdict for each out, in the same order.

Each answer has a transaction of its own: whatever happens to one, or in the middle, the others are
stored or not, and the whole batch may be sent again. What is there already is said to be there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import DataError, IntegrityError

from kiosk.answers import given_in
from kiosk.clocks import milliseconds, moment_of
from kiosk.credentials import Tablet
from kiosk.entries import Entry, entry_in, named
from kiosk.origins import Origin, origins
from kiosk.refusals import Refused, keep_refused
from kiosk.sent import Number
from survey.database import reading
from survey.failures import log_failure
from survey.models import Response
from survey.store import Outcome, Submission, save_response
from survey.turns import writing

MOST_ENTRIES = 100

Verdict = dict[str, str | None]


@dataclass(frozen=True)
class Batch:
    """What a tablet sends at once."""

    tablet: Tablet
    sent: Sequence[Any]
    sent_at: Number | None
    """By the tablet's clock."""
    now: datetime

    @property
    def ahead(self) -> Number | None:
        """How far the right time is ahead of the tablet's clock."""
        return None if self.sent_at is None else milliseconds(self.now) - self.sent_at


def take(engine: Engine, batch: Batch) -> list[Verdict]:
    """Store what can be stored, keep for staff what cannot, and say which is which."""
    entries = [entry_in(each) for each in batch.sent]
    with reading(engine) as connection:
        known = origins(connection, batch.tablet, {entry.content for entry in entries if entry})
    return [
        _verdict(engine, batch, sent, entry, known)
        for sent, entry in zip(batch.sent, entries, strict=True)
    ]


def _verdict(
    engine: Engine, batch: Batch, sent: Any, entry: Entry | None, known: Mapping[str, Origin]
) -> Verdict:
    try:
        outcome = _store(engine, batch, entry, known)
    except Refused as refusal:
        with writing(engine) as transaction:
            keep_refused(transaction, batch.tablet, sent, refusal.reason, batch.now)
        return {"id": named(sent), "verdict": "refused", "reason": refusal.reason}
    return {"id": named(sent), "verdict": "stored" if outcome is Outcome.STORED else "already"}


def _store(
    engine: Engine, batch: Batch, entry: Entry | None, known: Mapping[str, Origin]
) -> Outcome:
    if entry is None:
        raise Refused("not-an-answer")
    origin = _origin(entry, known)
    if not origin.is_its_own:
        return _elsewhere(engine, entry, origin)
    submission = _submission(batch, entry, origin)
    try:
        with writing(engine) as transaction:
            outcome = save_response(transaction, submission, origin.questionnaire)
    except (DataError, IntegrityError) as error:
        # It is about this answer and not about the database: it would stand before all others.
        log_failure(error)
        raise Refused("invalid-answers") from None
    if outcome is Outcome.ELSEWHERE:
        raise Refused("another-counter")
    return outcome


def _origin(entry: Entry, known: Mapping[str, Origin]) -> Origin:
    origin = known.get(entry.content)
    if origin is None:
        raise Refused("unknown-content")
    return origin


def _elsewhere(engine: Engine, entry: Entry, origin: Origin) -> Outcome:
    """It may have come by a tablet of its own counter: then this one need not keep it any more."""
    same = select(Response.id).filter_by(id=entry.id, counter_id=origin.counter_id)
    with reading(engine) as connection:
        if connection.scalar(same) is None:
            raise Refused("another-counter")
    return Outcome.ALREADY


def _submission(batch: Batch, entry: Entry, origin: Origin) -> Submission:
    given, field_id = given_in(entry, origin)
    ahead = (entry.offset_ms, batch.ahead)
    return Submission(
        id=entry.id,
        counter_id=origin.counter_id,
        office_id=origin.office_id,
        field_id=field_id,
        channel="kiosk",
        questionnaire_id=origin.questionnaire_id,
        given=given,
        answered_at=moment_of(entry.given_at, ahead, origin.made_at, batch.now),
        received_at=batch.now,
    )

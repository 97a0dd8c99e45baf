"""Places with all that is known of them. Files of counters say less of them, and files of their own
there are none."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from survey.loading import cells
from survey.loading.changes import Said, change
from survey.loading.entries import Column, Entry, doubled, filled_in, in_order, refuse, unknown
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.run import Kind
from survey.models import Office, Place
from survey.parts import EVERYTHING, Part, within

COLUMNS = (
    Column("code", cells.code),
    Column("name", cells.text),
    Column("office", cells.code),
    Column("opened", cells.day, optional=True),
    Column("closed", cells.day, optional=True),
)
DAYS = ("opened", "closed")


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the places, each with the office that runs it."""
    offices = {office.code: office.id for office in session.scalars(select(Office))}
    stored = {place.code: place for place in session.scalars(_with_offices())}
    before = {code: _said_of(place) for code, place in stored.items()}
    entries = filled_in(entries, before, itemgetter("code"))
    problems = [*doubled(entries, "code"), *unknown(entries, "office", "office", offices)]
    refuse(entries, [*problems, *in_order(entries)])
    changes = []
    for entry in manner.watch("storing", entries):
        code, wanted = entry["code"], {name: entry[name] for name in ("name", *DAYS)}
        wanted["office_id"] = offices[entry["office"]]
        if code not in stored:
            session.add(Place(code=code, **wanted))
        if code not in stored or settle(stored[code], wanted):
            changes.append(change(entry.line, (code,), before.get(code), entry.values))
    session.flush()
    return Outcome.of(len(entries), changes)


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:
    """What a line would say of the places that offices of a part run."""
    mine = _with_offices().where(within(Place.office_id, part)).order_by(Place.code)
    return [_said_of(place) for place in session.scalars(mine)]


def _with_offices() -> Select[Place]:
    return select(Place).options(joinedload(Place.office))


def _said_of(place: Place) -> Said:
    days = {day: getattr(place, day) for day in DAYS}
    return {"code": place.code, "name": place.name, "office": place.office.code, **days}


KIND = Kind(lambda _: COLUMNS, load, said)

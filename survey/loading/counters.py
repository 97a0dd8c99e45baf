"""Counters from a file, and the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from forms.web import translatable
from survey.codes import new_code
from survey.loading import cells
from survey.loading.entries import Column, Entry, doubled, filled_in, in_order, refuse, unknown
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.places import problems_of_places, settle_places
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Counter, CounterCode, Field, Office, Place, QuestionnaireVersion

COLUMNS = (
    Column("number", cells.code),
    Column("name", cells.text),
    Column("place", cells.code),
    Column("place_name", cells.text, optional=True),
    Column("place_office", cells.code, optional=True),
    Column("office", cells.code),
    Column("fields", cells.codes),
    Column("questionnaire", cells.code),
    Column("opened", cells.day, optional=True),
    Column("closed", cells.day, optional=True),
    Column("code", cells.counter_code, optional=True),
)

CODE_OF_ANOTHER = translatable("the code belongs to the counter %(counter)s")
HAS_A_CODE = translatable("the counter has a code already, which is printed")


@dataclass(frozen=True)
class Stored:
    """The counters there are, and what counters refer to."""

    counters: Mapping[str, Counter]
    offices: Mapping[str, Office]
    fields: Mapping[str, Field]
    places: Mapping[str, Place]
    questionnaires: frozenset[str]


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the counters and their places; a new counter gets a code, an old one keeps its own."""
    stored = _stored(session)
    days = {
        number: {"opened": counter.opened, "closed": counter.closed}
        for number, counter in stored.counters.items()
    }
    entries = filled_in(entries, days, itemgetter("number"))
    refuse(entries, _problems(entries, stored))
    places, moved = settle_places(session, entries, stored.places, stored.offices)
    new, changed = 0, 0
    for entry in manner.watch("storing", entries):
        wanted = _wanted(entry, stored, places)
        counter = stored.counters.get(entry["number"])
        if counter is None:
            code = CounterCode(code=entry["code"] or new_code(), issued_at=manner.now)
            session.add(Counter(number=entry["number"], codes=[code], **wanted))
            new += 1
        else:
            is_changed = settle(counter, wanted)
            changed += is_changed or entry["place"] in moved
    session.flush()
    return Outcome.of(len(entries), new, changed)


def _stored(session: Session) -> Stored:
    counters = select(Counter).options(selectinload(Counter.fields), selectinload(Counter.codes))
    return Stored(
        counters={counter.number: counter for counter in session.scalars(counters)},
        offices={office.code: office for office in session.scalars(select(Office))},
        fields={field.code: field for field in session.scalars(select(Field))},
        places={place.code: place for place in session.scalars(select(Place))},
        questionnaires=frozenset(session.scalars(select(QuestionnaireVersion.key))),
    )


def _wanted(entry: Entry, stored: Stored, places: Mapping[str, Place]) -> dict[str, object]:
    return {
        "name": entry["name"],
        "place_id": places[entry["place"]].id,
        "office_id": stored.offices[entry["office"]].id,
        "questionnaire_key": entry["questionnaire"],
        "opened": entry["opened"],
        "closed": entry["closed"],
        "fields": [stored.fields[code] for code in entry["fields"]],
    }


def _problems(entries: Sequence[Entry], stored: Stored) -> Iterator[Problem]:
    yield from doubled(entries, "number")
    yield from doubled(entries, "code")
    yield from unknown(entries, "office", "office", stored.offices)
    yield from unknown(entries, "place_office", "office", stored.offices)
    yield from unknown(entries, "fields", "field", stored.fields)
    yield from unknown(entries, "questionnaire", "questionnaire", stored.questionnaires)
    yield from in_order(entries)
    yield from problems_of_places(entries, stored.places)
    yield from _codes_that_cannot_be(entries, stored)


def _codes_that_cannot_be(entries: Sequence[Entry], stored: Stored) -> Iterator[Problem]:
    """A code is fixed for good: it was printed. No line may move one or give a second one."""
    counters = stored.counters.values()
    holders = {code.code: each.number for each in counters for code in each.codes}
    for entry in entries:
        holder = holders.get(entry["code"])
        if entry["code"] is None or holder == entry["number"]:
            continue
        if holder is not None:
            yield entry.problem(Sentence(CODE_OF_ANOTHER, counter=quoted(holder)), "code")
        elif entry["number"] in stored.counters:
            yield entry.problem(Sentence(HAS_A_CODE), "code")

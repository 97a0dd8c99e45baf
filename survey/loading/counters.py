"""Counters from a file, and the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.web import translatable
from survey.belonging import keep
from survey.codes import new_code
from survey.loading import cells
from survey.loading.changes import Said, change
from survey.loading.entries import Column, Entry, doubled, filled_in, in_order, refuse, unknown
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.places import Places, problems_of_places, settle_places
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Counter, CounterCode, Field, Office, Place, QuestionnaireVersion
from survey.parts import EVERYTHING, Part, within

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
DAYS = ("opened", "closed")

NUMBER_OF_OTHERS = translatable("%(number)s cannot be used here; choose another number")
CODE_OF_OTHERS = translatable("this code cannot be used here")
CODE_OF_ANOTHER = translatable("the code belongs to the counter %(counter)s")
HAS_A_CODE = translatable("the counter has a code already, which is printed")


@dataclass(frozen=True)
class Stored:
    """The counters there are, and what counters refer to."""

    counters: Mapping[str, Counter]
    offices: Mapping[str, Office]
    """Those that the file may speak of."""
    fields: Mapping[str, Field]
    places: Places
    questionnaires: frozenset[str]

    def is_ours(self, number: str) -> bool:
        """Whether a counter belongs to an office that the file may speak of."""
        return number in self.counters and self.counters[number].office_id in self.places.ours

    def said(self) -> dict[str, Said]:
        """What a file would say of the counters that are ours."""
        numbers = sorted(filter(self.is_ours, self.counters))
        return {number: self._said(self.counters[number]) for number in numbers}

    def _said(self, counter: Counter) -> Said:
        return {
            "number": counter.number,
            "name": counter.name,
            **self.places.said(counter.place),
            "office": self.places.ours[counter.office_id],
            "fields": tuple(sorted(field.code for field in counter.fields)),
            "questionnaire": counter.questionnaire_key,
            "opened": counter.opened,
            "closed": counter.closed,
            "code": counter.code,
        }


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the counters and their places; a new counter gets a code, an old one keeps its own.
    Whose a counter was stays known."""
    stored = _stored(session, manner.part)
    said = stored.said()
    days = {number: {each: said[number][each] for each in DAYS} for number in said}
    entries = filled_in(entries, days, itemgetter("number"))
    refuse(entries, _problems(entries, stored))
    places, moved = settle_places(session, entries, stored.places, stored.offices)
    were = {counter.id: counter.office_id for counter in stored.counters.values()}
    changes = []
    for entry in manner.watch("storing", entries):
        wanted = _wanted(entry, stored, places.stored)
        number, before = entry["number"], said.get(entry["number"])
        if before is None:
            code = CounterCode(code=entry["code"] or new_code(), issued_at=manner.now)
            session.add(Counter(number=number, codes=[code], **wanted))
        if before is None or settle(stored.counters[number], wanted) or entry["place"] in moved:
            after = {**entry.values, **places.said(places.stored[entry["place"]])}
            after["code"] = before["code"] if before else entry["code"]
            changes.append(change(entry.line, (number,), before, after))
    if manner.keeps_past:
        of_others = [stored.counters[each.key] for each in changes if not each.is_new]
        keep(session, {counter.id: were[counter.id] for counter in of_others}, manner.day)
    session.flush()
    return Outcome.of(len(entries), changes)


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:
    """What a file would say of the counters of a part."""
    return list(_stored(session, part).said().values())


def _stored(session: Session, part: Part) -> Stored:
    counters = select(Counter).options(
        joinedload(Counter.place), selectinload(Counter.fields), selectinload(Counter.codes)
    )
    found = {counter.number: counter for counter in session.scalars(counters)}
    mine = session.scalars(select(Office).where(within(Office.id, part)))
    offices = {office.code: office for office in mine}
    return Stored(
        counters=found,
        offices=offices,
        fields={field.code: field for field in session.scalars(select(Field))},
        places=Places.of(session, found.values(), offices),
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
    yield from _numbers_of_others(entries, stored)
    yield from _codes_that_cannot_be(entries, stored)


def _numbers_of_others(entries: Sequence[Entry], stored: Stored) -> Iterator[Problem]:
    for entry in entries:
        number = entry["number"]
        if number in stored.counters and not stored.is_ours(number):
            yield entry.problem(Sentence(NUMBER_OF_OTHERS, number=quoted(number)), "number")


def _codes_that_cannot_be(entries: Sequence[Entry], stored: Stored) -> Iterator[Problem]:
    """A code is fixed for good: it was printed. No line may move one or give a second one."""
    counters = stored.counters.values()
    holders = {code.code: each.number for each in counters for code in each.codes}
    for entry in entries:
        holder = holders.get(entry["code"])
        if entry["code"] is None or holder == entry["number"]:
            continue
        if holder is not None:
            words = Sentence(CODE_OF_ANOTHER, counter=quoted(holder))
            is_ours = stored.is_ours(holder)
            yield entry.problem(words if is_ours else Sentence(CODE_OF_OTHERS), "code")
        elif stored.is_ours(entry["number"]):
            yield entry.problem(Sentence(HAS_A_CODE), "code")

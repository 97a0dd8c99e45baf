"""Counters from a file, and the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.web import translatable
from survey.belonging import keep, keep_fields
from survey.codes import new_code
from survey.loading import cells
from survey.loading.changes import Said, change
from survey.loading.entries import Column, Entry, doubled, filled_in, in_order, refuse, unknown
from survey.loading.named import named
from survey.loading.new_counters import NewCounter, add
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.places import Named, Places, places_after, problems_of_places, store_places
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Counter, CounterCode, Field, Office, QuestionnaireVersion
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
    """The counters that lines name, and what they refer to."""

    counters: Mapping[str, Counter]
    holders: Mapping[str, tuple[str, int]]
    """The counters that have the codes of the lines, each with its office."""
    offices: Mapping[str, Office]
    """Those that the file may speak of."""
    fields: Mapping[str, Field]
    places: Places
    questionnaires: frozenset[str]

    def is_ours(self, number: str) -> bool:
        """Whether a counter belongs to an office that the file may speak of."""
        return number in self.counters and self.counters[number].office_id in self.places.ours


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the counters and their places; a new counter gets a code, an old one keeps its own.
    Whose a counter was, and which fields it served, stays known."""
    stored = _stored(session, entries, manner.part)
    ours = filter(stored.is_ours, stored.counters)
    said = {number: _said(stored.counters[number], stored.places) for number in ours}
    days = {number: {each: said[number][each] for each in DAYS} for number in said}
    entries = filled_in(entries, days, itemgetter("number"))
    refuse(entries, _problems(entries, stored))
    places = places_after(entries, stored.places, stored.offices)
    changes = []
    for entry in manner.watch("storing", entries):
        before = said.get(entry["number"])
        after = {**entry.values, **stored.places.said(places[entry["place"]])}
        after["code"] = before["code"] if before else entry["code"]
        if before != after:
            changes.append(change(entry.line, (entry["number"],), before, after))
    if not manner.is_trial:
        different = {each.key for each in changes}
        ids = store_places(session, places.values(), stored.places.stored)
        said_anew = [entry for entry in entries if entry["number"] in different]
        _store(session, said_anew, stored, ids, manner)
    return Outcome.of(len(entries), changes)


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:
    """What a file would say of the counters of a part."""
    mine = _counters().where(within(Counter.office_id, part))
    ours = {office.id: code for code, office in _offices(session, part).items()}
    counters = sorted(session.scalars(mine), key=attrgetter("number"))
    return [_said(counter, Places({}, ours, frozenset())) for counter in counters]


def _said(counter: Counter, places: Places) -> Said:
    return {
        "number": counter.number,
        "name": counter.name,
        **places.said(Named.of(counter.place)),
        "office": places.ours[counter.office_id],
        "fields": tuple(sorted(field.code for field in counter.fields)),
        "questionnaire": counter.questionnaire_key,
        "opened": counter.opened,
        "closed": counter.closed,
        "code": counter.code,
    }


def _counters() -> Select[Counter]:
    return select(Counter).options(
        joinedload(Counter.place), selectinload(Counter.fields), selectinload(Counter.codes)
    )


def _offices(session: Session, part: Part) -> dict[str, Office]:
    mine = session.scalars(select(Office).where(within(Office.id, part)))
    return {office.code: office for office in mine}


def _stored(session: Session, entries: Sequence[Entry], part: Part) -> Stored:
    numbers, places, codes = (
        [entry[column] for entry in entries] for column in ("number", "place", "code")
    )
    counters = named(session, _counters(), Counter.number, numbers)
    holders = select(CounterCode.code, Counter.number, Counter.office_id).join(CounterCode.counter)
    offices = _offices(session, part)
    return Stored(
        counters={counter.number: counter for (counter,) in counters},
        holders={
            row.code: (row.number, row.office_id)
            for row in named(session, holders, CounterCode.code, codes)
        },
        offices=offices,
        fields={field.code: field for field in session.scalars(select(Field))},
        places=Places.of(session, places, offices, part),
        questionnaires=frozenset(session.scalars(select(QuestionnaireVersion.key))),
    )


def _store(
    session: Session,
    entries: Sequence[Entry],
    stored: Stored,
    places: Mapping[str, int],
    manner: Manner,
) -> None:
    """Store what is new or different, at places that are known by their identifiers."""
    there = [stored.counters[each["number"]] for each in entries if stored.is_ours(each["number"])]
    were = {each.id: (each.office_id, _served(each)) for each in there}
    new = []
    for entry in entries:
        columns = _columns(entry, stored, places)
        fields = [stored.fields[code] for code in entry["fields"]]
        if entry["number"] in stored.counters:
            settle(stored.counters[entry["number"]], {**columns, "fields": fields})
        else:
            new.append(NewCounter(columns, fields, entry["code"] or new_code()))
    if manner.keeps_past:
        moved = [each.id for each in there if each.office_id != were[each.id][0]]
        keep(session, {each: were[each][0] for each in moved}, manner.day)
        others = [each.id for each in there if _served(each) != were[each.id][1]]
        keep_fields(session, {each: were[each][1] for each in others}, manner.day)
    session.flush()
    add(session, new, manner.now)


def _served(counter: Counter) -> frozenset[int]:
    return frozenset(field.id for field in counter.fields)


def _columns(entry: Entry, stored: Stored, places: Mapping[str, int]) -> dict[str, object]:
    return {
        "number": entry["number"],
        "name": entry["name"],
        "place_id": places[entry["place"]],
        "office_id": stored.offices[entry["office"]].id,
        "questionnaire_key": entry["questionnaire"],
        "opened": entry["opened"],
        "closed": entry["closed"],
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
    for entry in entries:
        holder, office_id = stored.holders.get(entry["code"], (None, None))
        if entry["code"] is None or holder == entry["number"]:
            continue
        if holder is not None:
            words = Sentence(CODE_OF_ANOTHER, counter=quoted(holder))
            is_ours = office_id in stored.places.ours
            yield entry.problem(words if is_ours else Sentence(CODE_OF_OTHERS), "code")
        elif stored.is_ours(entry["number"]):
            yield entry.problem(Sentence(HAS_A_CODE), "code")

"""Places, as the lines of a file of counters speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.loading.changes import Said
from survey.loading.entries import Entry
from survey.loading.named import named
from survey.loading.outcome import settle
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Counter, Office, Place
from survey.parts import Part, within

SAID = ("place_name", "place_office")

SAID_EARLIER = translatable("the place %(place)s has %(said)s in line %(line)s")
NAMELESS = translatable("the place %(place)s is new and needs a name")
UNKNOWN = translatable("the place %(place)s cannot be used here; choose another")
OF_OTHERS = translatable("the place %(place)s is run by another office; leave this cell empty")


@dataclass(frozen=True)
class Named:
    """A place with what a file says of one: what it is called, and who runs it."""

    code: str
    name: str
    office_id: int

    @classmethod
    def of(cls, place: Place) -> Named:
        return cls(place.code, place.name, place.office_id)


@dataclass(frozen=True)
class Places:
    """The places that lines name, and which of them a file may speak of, or only name."""

    stored: Mapping[str, Place]
    ours: Mapping[int, str]
    """The codes of the offices that the file may speak of, by their identifiers."""
    named: frozenset[str]
    """Places of others where counters of these offices stand."""

    @classmethod
    def of(
        cls,
        session: Session,
        codes: Iterable[str | None],
        offices: Mapping[str, Office],
        part: Part,
    ) -> Places:
        ours = {office.id: code for code, office in offices.items()}
        places = named(session, select(Place), Place.code, codes)
        stand = select(Place.code).join(Counter).where(within(Counter.office_id, part)).distinct()
        others = stand.where(~within(Place.office_id, part))
        return cls(
            {place.code: place for (place,) in places}, ours, frozenset(session.scalars(others))
        )

    def is_ours(self, code: str) -> bool:
        return code in self.stored and self.stored[code].office_id in self.ours

    def said(self, place: Named) -> Said:
        """What a file would say of a place, which of those of others is no more than the code."""
        if place.office_id not in self.ours:
            return {"place": place.code, **dict.fromkeys(SAID)}
        runner = self.ours[place.office_id]
        return {"place": place.code, "place_name": place.name, "place_office": runner}


def problems_of_places(entries: Sequence[Entry], places: Places) -> Iterator[Problem]:
    """A problem for each line that contradicts an earlier one, or that needs or lacks a name."""
    first = {column: _first_to_say(entries, column) for column in SAID}
    for entry in entries:
        place = entry["place"]
        if place is None:
            continue
        if place in places.stored and not places.is_ours(place):
            yield from _of_others(entry, places)
            continue
        for column in SAID:
            earlier = first[column].get(place)
            if entry[column] and earlier and entry[column] != earlier[column]:
                said = {"said": quoted(earlier[column]), "line": earlier.line}
                yield entry.problem(Sentence(SAID_EARLIER, place=quoted(place), **said), column)
        is_new = place not in places.stored and entry.is_sound
        if is_new and place not in first["place_name"]:
            yield entry.problem(Sentence(NAMELESS, place=quoted(place)), "place_name")


def _of_others(entry: Entry, places: Places) -> Iterator[Problem]:
    """A problem for a place of another office that is not known here, or is to be changed."""
    place = entry["place"]
    if place not in places.named:
        yield entry.problem(Sentence(UNKNOWN, place=quoted(place)), "place")
        return
    for column in SAID:
        if entry[column]:
            yield entry.problem(Sentence(OF_OTHERS, place=quoted(place)), column)


def places_after(
    entries: Sequence[Entry], places: Places, offices: Mapping[str, Office]
) -> dict[str, Named]:
    """What the lines make of the places that they name."""
    names, runners = (_first_to_say(entries, column) for column in SAID)
    usual = _first_to_say(entries, "office")
    after = {
        code: Named.of(places.stored[code])
        if code in places.stored
        else Named(code, names[code]["place_name"], offices[entry["office"]].id)
        for code, entry in usual.items()
    }
    for code, entry in names.items():
        after[code] = replace(after[code], name=entry["place_name"])
    for code, entry in runners.items():
        after[code] = replace(after[code], office_id=offices[entry["place_office"]].id)
    return after


def store_places(
    session: Session, places: Iterable[Named], stored: Mapping[str, Place]
) -> dict[str, int]:
    """Store the places; their identifiers, by their codes."""
    rows = {}
    for place in places:
        row = rows[place.code] = stored.get(place.code) or Place(code=place.code)
        settle(row, {"name": place.name, "office_id": place.office_id})
    session.add_all(rows.values())
    session.flush()
    return {code: row.id for code, row in rows.items()}


def _first_to_say(entries: Sequence[Entry], column: str) -> dict[str, Entry]:
    """For each place the first line in which a column says something of it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry[column]:
            first.setdefault(entry["place"], entry)
    return first

"""Places, as the lines of a file of counters speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.loading.changes import Said
from survey.loading.entries import Entry
from survey.loading.outcome import settle
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Counter, Office, Place

SAID = ("place_name", "place_office")

SAID_EARLIER = translatable("the place %(place)s has %(said)s in line %(line)s")
NAMELESS = translatable("the place %(place)s is new and needs a name")
UNKNOWN = translatable("the place %(place)s cannot be used here; choose another")
OF_OTHERS = translatable("the place %(place)s is run by another office; leave this cell empty")


@dataclass(frozen=True)
class Places:
    """The places there are, and which of them a file may speak of, or only name."""

    stored: Mapping[str, Place]
    ours: Mapping[int, str]
    """The codes of the offices that the file may speak of, by their identifiers."""
    named: frozenset[str]
    """Places of others where counters of these offices stand."""

    @classmethod
    def of(
        cls, session: Session, counters: Iterable[Counter], offices: Mapping[str, Office]
    ) -> Places:
        ours = {office.id: code for code, office in offices.items()}
        stored = {place.code: place for place in session.scalars(select(Place))}
        named = frozenset(each.place.code for each in counters if each.office_id in ours)
        return cls(stored, ours, named)

    def is_ours(self, code: str) -> bool:
        return code in self.stored and self.stored[code].office_id in self.ours

    def said(self, place: Place) -> Said:
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


def settle_places(
    session: Session, entries: Sequence[Entry], places: Places, offices: Mapping[str, Office]
) -> tuple[Places, set[str]]:
    """Store the places; all of them, and the codes of those that were changed."""
    names, runners = (_first_to_say(entries, column) for column in SAID)
    usual = _first_to_say(entries, "office")
    found, changed = dict(places.stored), set()
    for code in dict.fromkeys(entry["place"] for entry in entries):
        wanted: dict[str, object] = {"name": names[code]["place_name"]} if code in names else {}
        if code in runners:
            wanted["office_id"] = offices[runners[code]["place_office"]].id
        if code not in found:
            runner = {"office_id": offices[usual[code]["office"]].id}
            found[code] = Place(code=code, **{**runner, **wanted})
        elif settle(found[code], wanted):
            changed.add(code)
    session.add_all(found.values())
    session.flush()
    return replace(places, stored=found), changed


def _first_to_say(entries: Sequence[Entry], column: str) -> dict[str, Entry]:
    """For each place the first line in which a column says something of it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry[column]:
            first.setdefault(entry["place"], entry)
    return first

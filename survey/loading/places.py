"""Places, as the lines of a file of counters speak of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from forms.web import translatable
from survey.loading.entries import Entry
from survey.loading.outcome import settle
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Office, Place

SAID = ("place_name", "place_office")

SAID_EARLIER = translatable("the place %(place)s has %(said)s in line %(line)s")
NAMELESS = translatable("the place %(place)s is new and needs a name")


def problems_of_places(entries: Sequence[Entry], stored: Mapping[str, Place]) -> Iterator[Problem]:
    """A problem for each line that contradicts an earlier one, and for each nameless new place."""
    first = {column: _first_to_say(entries, column) for column in SAID}
    for entry in entries:
        place = entry["place"]
        if place is None:
            continue
        for column in SAID:
            earlier = first[column].get(place)
            if entry[column] and earlier and entry[column] != earlier[column]:
                said = {"said": quoted(earlier[column]), "line": earlier.line}
                yield entry.problem(Sentence(SAID_EARLIER, place=quoted(place), **said), column)
        is_new = place not in stored and entry.is_sound
        if is_new and place not in first["place_name"]:
            yield entry.problem(Sentence(NAMELESS, place=quoted(place)), "place_name")


def settle_places(
    session: Session,
    entries: Sequence[Entry],
    stored: Mapping[str, Place],
    offices: Mapping[str, Office],
) -> tuple[Mapping[str, Place], set[str]]:
    """Store the places; all of them, and the codes of those that were changed."""
    names, runners = (_first_to_say(entries, column) for column in SAID)
    usual = _first_to_say(entries, "office")
    places, changed = dict(stored), set()
    for code in dict.fromkeys(entry["place"] for entry in entries):
        wanted: dict[str, object] = {"name": names[code]["place_name"]} if code in names else {}
        if code in runners:
            wanted["office_id"] = offices[runners[code]["place_office"]].id
        if code not in stored:
            runner = {"office_id": offices[usual[code]["office"]].id}
            places[code] = Place(code=code, **{**runner, **wanted})
        elif settle(stored[code], wanted):
            changed.add(code)
    session.add_all(places.values())
    session.flush()
    return places, changed


def _first_to_say(entries: Sequence[Entry], column: str) -> dict[str, Entry]:
    """For each place the first line in which a column says something of it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry[column]:
            first.setdefault(entry["place"], entry)
    return first

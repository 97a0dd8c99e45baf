"""What things are called that the log knows by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from survey.languages import language
from survey.models import Counter, Field, FieldGroup, LogEntry, Office, Place
from survey.parts import Part, within
from survey.staff import titles

AT_ONCE = 500
"""So many codes are asked for one by one; of more a kind is quicker had whole."""
KIND_OF: Mapping[str, str] = {
    "counter": "counter",
    "counters": "counter",
    "field": "field",
    "fields": "field",
    "group": "group",
    "groups": "group",
    "office": "office",
    "parent": "office",
    "place": "place",
    "questionnaire": "questionnaire",
    "successor": "office",
}
"""What the codes stand for that an entry tells of a thing."""
NAMED = frozenset(KIND_OF.values())


class Code(NamedTuple):
    """A kind of thing, and which one."""

    kind: str
    code: str


Names = Mapping[Code, str]


def codes(entry: LogEntry, key: str, value: Any) -> list[Code]:
    """What an entry tells by codes: several stand in a list, or with blanks between."""
    kind = "group" if (entry.kind, key) == ("target", "fields") else KIND_OF.get(key)
    if kind is None or not value:
        return []
    if isinstance(value, str):
        value = value.split() if key in ("fields", "groups") else [value]
    return [Code(kind, str(each)) for each in value]


def thing(entry: LogEntry) -> Code | None:
    """The thing that an entry is about; of numbers of dossiers the office."""
    if entry.kind == "volumes":
        return Code("office", entry.key.rpartition(" ")[0])
    if entry.kind == "questionnaire":
        return Code(entry.kind, entry.key.partition(" ")[0])
    return Code(entry.kind, entry.key) if entry.kind in NAMED else None


def names(session: Session, part: Part, now: datetime, entries: Iterable[LogEntry]) -> Names:
    """What the things are called that some entries speak of. Of another part nothing is said."""
    wanted: dict[str, set[str]] = {}
    for kind, code in (found for entry in entries for found in _all(entry)):
        wanted.setdefault(kind, set()).add(code)
    found: dict[Code, str] = {}
    if wanted.pop("questionnaire", None):
        known = titles.titles(session.connection(), now)
        found |= {Code("questionnaire", key): title for key, title in known.items()}
    for kind, these in wanted.items():
        found |= {Code(kind, code): name for code, name in _rows(session, part, kind, these)}
    return found


def named(code: Code, names: Names) -> str:
    """A name with its code; of another part the code alone."""
    return f"{names[code]} ({code.code})" if code in names else code.code


def _all(entry: LogEntry) -> Iterator[Code]:
    if about := thing(entry):
        yield about
    for values in (entry.before, entry.after):
        for key, value in values.items():
            yield from codes(entry, key, value)
    for each in entry.after.get("published", ()):
        yield Code("questionnaire", each.partition(" ")[0])


def _rows(session: Session, part: Part, kind: str, these: set[str]) -> Iterable[Any]:
    statement, code = _known(part)[kind]
    return session.execute(statement.where(code.in_(these)) if len(these) <= AT_ONCE else statement)


def _known(part: Part) -> Mapping[str, tuple[Select[Any], Any]]:
    """For each kind what has a code and a name, and by what to look for it."""
    name = f"name_{language()}"
    return {
        "counter": (
            select(Counter.number, Counter.name).where(within(Counter.office_id, part)),
            Counter.number,
        ),
        "field": (select(Field.code, getattr(Field, name)), Field.code),
        "group": (select(FieldGroup.code, getattr(FieldGroup, name)), FieldGroup.code),
        "office": (select(Office.code, Office.name).where(within(Office.id, part)), Office.code),
        "place": (select(Place.code, Place.name).where(within(Place.office_id, part)), Place.code),
    }

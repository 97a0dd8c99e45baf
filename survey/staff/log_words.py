"""What an entry of the log says, in words: of which thing, and what it was before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from flask_babel import gettext

from analysis.words import Language, decimal
from forms.web import translatable
from survey.languages import language
from survey.loading.dossiers import NUMBERS
from survey.models import LogEntry
from survey.periods import ADMINISTRATION
from survey.staff import (
    columns,
    deeds,
    file_words,
    office_words,
    quarters,
    target_list,
    words,
)
from survey.staff.log_names import Code, Names, codes, named, thing
from survey.volumes import UNKNOWN, Quarter

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""As the log keeps it, which people write the other way round."""
A_QUARTER = re.compile(r" (\d{4})Q([1-4])$", re.ASCII)
A_DEMAND = re.compile(r"(>=|>) (\d+(?:\.(\d+))?)", re.ASCII)
VERSION = translatable("%(title)s, version %(number)s")
VALUES: Mapping[str, Mapping[str, str]] = {
    "changed": {"title": translatable("title and what it measures")},
    "channels": words.CHANNELS,
    "kind": office_words.KINDS,
    "measure": words.MEASURES,
    "role": {role.value: said for role, said in words.ROLES.items()},
    "second_step": {
        "code": translatable("code from the telephone"),
        "recovery code": translatable("recovery code"),
    },
    "state": words.COMMENT_STATES,
    "table": columns.KINDS,
    "whom": words.WHOM,
    "with": {
        "one-time link": translatable("one-time link"),
        "single sign-on": translatable("single sign-on"),
    },
}
"""What the log keeps as a word of the program's own."""


def which(entry: LogEntry, names: Names) -> str:
    """The kind of thing, and which one: by its name, if it has one that may be said."""
    about = thing(entry)
    if about is None or about not in names:
        return deeds.thing(entry)
    return f"{deeds.kind(entry.kind)}: {_name(entry, about, names)}"


def changes(entry: LogEntry, names: Names) -> Iterator[tuple[str, str, str]]:
    """Each thing that was changed: what it is called, and what it was before and after. Some
    entries tell the whole thing, and what stayed as it was is left out."""
    for key in dict.fromkeys([*entry.before, *entry.after]):
        if not _stayed(key, entry):
            was, is_now = (_said(entry, key, each, names) for each in (entry.before, entry.after))
            yield deeds.column(key), was, is_now


def before(entry: LogEntry, names: Names) -> str:
    """What was changed as it was, for a cell of a file."""
    return "; ".join(f"{key}: {was}" for key, was, _ in changes(entry, names) if was)


def after(entry: LogEntry, names: Names) -> str:
    """What was changed as it is since."""
    return "; ".join(f"{key}: {is_now}" for key, _, is_now in changes(entry, names) if is_now)


def _name(entry: LogEntry, about: Code, names: Names) -> str:
    if entry.kind == "questionnaire":
        return _questionnaire(entry.key, names)
    quarter = A_QUARTER.search(entry.key) if entry.kind == "volumes" else None
    if quarter is None:
        return named(about, names)
    year, number = map(int, quarter.groups())
    return f"{named(about, names)}, {quarters.name(Quarter(year, number, ADMINISTRATION))}"


def _questionnaire(key: str, names: Names) -> str:
    """A questionnaire, and which version of it if the log says so."""
    code, _, number = key.partition(" ")
    title = named(Code("questionnaire", code), names)
    return str(gettext(VERSION, title=title, number=number)) if number else title


def _stayed(key: str, entry: LogEntry) -> bool:
    told = key in entry.before and key in entry.after
    return told and entry.before[key] == entry.after[key]


def _said(entry: LogEntry, key: str, values: Mapping[str, Any], names: Names) -> str:
    value = values.get(key)
    if key in values and value is None and key == "office":
        return str(gettext(words.EVERYTHING))
    if key in values and value is None and (entry.kind, key) == ("target", "fields"):
        return str(gettext(target_list.ALL_FIELDS))
    if key == "published" and isinstance(value, list):
        return "; ".join(_questionnaire(str(each), names) for each in value)
    if known := codes(entry, key, value):
        return "; ".join(named(each, names) for each in known)
    if entry.kind == "volumes":
        return _numbers(str(value or ""))
    return _written(key, value)


def _numbers(row: str) -> str:
    """Numbers of dossiers, each with what it counts."""
    pairs = zip(NUMBERS, row.split(" / "), strict=False)
    return ", ".join(f"{file_words.column(name)} {n}" for name, n in pairs if n != UNKNOWN and n)


def _written(key: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_written(key, each) for each in value)
    if value is None or not isinstance(value, str):
        return "" if value is None else str(value)
    if value in VALUES.get(key, {}):
        return str(gettext(VALUES[key][value]))
    if key == "demand" and (demand := A_DEMAND.fullmatch(value)):
        return _demand(*demand.groups(default=""))
    return "/".join(reversed(value.split("-"))) if A_DAY.fullmatch(value) else value


def _demand(comparator: str, threshold: str, fraction: str) -> str:
    spoken = cast("Language", language())
    number = decimal(Decimal(threshold), spoken, len(fraction))
    return f"{words.SIGNS[comparator]} {number}{words.PERCENT[spoken]}"

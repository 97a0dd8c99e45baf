"""Targets from a file: what the plans demand, each with its document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forms.web import translatable
from survey.loading import cells
from survey.loading.entries import Column, Entry, doubled, filled_in, refuse, sound, unknown
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import FieldGroup, Office, Target

COLUMNS = (
    Column("scope", cells.code),
    Column("scope_name", cells.text),
    Column("measure", cells.one_of("transaction", "sipas", "service")),
    Column("group", cells.code, optional=True),
    Column("people", cells.yes_or_no),
    Column("organisations", cells.yes_or_no),
    Column("first_year", cells.year),
    Column("last_year", cells.year),
    Column("comparator", cells.comparator),
    Column("threshold", cells.percentage),
    Column("document", cells.text),
    Column("precedence", cells.whole, optional=True),
)
KEY = ("scope", "measure", "group", "first_year", "last_year", "document")
PLAIN = ("scope_name", "people", "organisations", "comparator", "threshold")

SHORT_SCOPE = translatable("%(scope)s is no office, nor an area code of 2 or 5 digits; %(hint)s")
YEARS_REVERSED = translatable("%(last)s comes before %(first)s")
FOR_NOBODY = translatable("a target holds for people, organisations or both")
ABOVE_ALL = translatable("nothing is above 100 %: write >=")

Key = tuple[object, ...]


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the targets. The document is part of what makes a target the same one."""
    groups = {group.code: group for group in session.scalars(select(FieldGroup))}
    with_groups = select(Target).options(joinedload(Target.group))
    stored = {_key_of(target): target for target in session.scalars(with_groups)}
    precedence = {key: {"precedence": target.precedence} for key, target in stored.items()}
    entries = filled_in(entries, precedence, _key)
    offices = frozenset(session.scalars(select(Office.code)))
    refuse(entries, [*_problems(entries, groups), *_lost_zeros(entries, offices)])
    kept = [entry for entry in entries if not (manner.only_new and _key(entry) in stored)]
    new, changed = 0, 0
    for entry in manner.watch("storing", kept):
        target = stored.get(_key(entry))
        if target is None:
            session.add(Target(**_identity(entry, groups), **_wanted(entry)))
            new += 1
        else:
            changed += settle(target, _wanted(entry))
    session.flush()
    return Outcome.of(len(entries), new, changed)


def _identity(entry: Entry, groups: Mapping[str, FieldGroup]) -> dict[str, object]:
    """The columns that tell a target from others."""
    return {**{name: entry[name] for name in KEY}, "group": groups.get(entry["group"])}


def _key(entry: Entry) -> Key:
    return tuple(entry[name] for name in KEY)


def _key_of(target: Target) -> Key:
    group = target.group.code if target.group else None
    return tuple(group if name == "group" else getattr(target, name) for name in KEY)


def _wanted(entry: Entry) -> dict[str, object]:
    return {**{name: entry[name] for name in PLAIN}, "precedence": entry["precedence"] or 0}


def _lost_zeros(entries: Sequence[Entry], offices: Collection[str]) -> Iterator[Problem]:
    """A problem for each scope that is no office here and looks like an area code cut short."""
    for entry in sound(entries):
        scope = entry["scope"]
        if scope not in offices and scope.isdecimal() and len(scope) not in (2, 5):
            problem = Sentence(SHORT_SCOPE, scope=quoted(scope), hint=cells.LOST_ZEROS)
            yield entry.problem(problem, "scope")


def _problems(entries: Sequence[Entry], groups: Mapping[str, FieldGroup]) -> Iterator[Problem]:
    yield from doubled(entries, *KEY)
    yield from unknown(entries, "group", "group", groups)
    for entry in sound(entries):
        if entry["first_year"] > entry["last_year"]:
            years = {"last": entry["last_year"], "first": entry["first_year"]}
            yield entry.problem(Sentence(YEARS_REVERSED, **years), "last_year")
        if not (entry["people"] or entry["organisations"]):
            yield entry.problem(Sentence(FOR_NOBODY), "people")
        if entry["comparator"] == ">" and entry["threshold"] == 100:
            yield entry.problem(Sentence(ABOVE_ALL), "comparator")

"""Targets from a file: what the plans demand, each with its document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from forms.web import translatable
from survey.loading import cells
from survey.loading.changes import Said, change
from survey.loading.entries import Column, Entry, doubled, filled_in, refuse, sound, unknown
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import FieldGroup, Office, Target
from survey.parts import EVERYTHING, Part, within

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
    stored = {_key_of(target): target for target in session.scalars(_targets(manner.part))}
    said = {key: _said(target) for key, target in stored.items()}
    entries = filled_in(entries, said, _key)
    refuse(entries, [*_problems(entries, groups), *_scopes(session, entries, manner.part)])
    kept = [entry for entry in entries if not (manner.only_new and _key(entry) in stored)]
    told = (
        change(entry.line, _key(entry), said.get(_key(entry)), {**entry.values, **_wanted(entry)})
        for entry in manner.watch("storing", kept)
    )
    changes = [each for each in told if each.is_any]
    if not manner.is_trial:
        _store(session, kept, stored, groups)
    return Outcome.of(len(entries), changes)


def _store(
    session: Session,
    entries: Sequence[Entry],
    stored: Mapping[Key, Target],
    groups: Mapping[str, FieldGroup],
) -> None:
    for entry in entries:
        if _key(entry) in stored:
            settle(stored[_key(entry)], _wanted(entry))
        else:
            session.add(Target(**_identity(entry, groups), **_wanted(entry)))
    session.flush()


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:
    """What a file would say of the targets of a part."""
    return [_said(target) for target in session.scalars(_targets(part).order_by(Target.id))]


def _targets(part: Part) -> Select[Any]:
    """The targets for an office of a part. One that is no office here belongs to everything."""
    targets = select(Target).options(joinedload(Target.group))
    if part.is_everything:
        return targets
    return targets.where(Target.scope.in_(select(Office.code).where(within(Office.id, part))))


def _said(target: Target) -> Said:
    key = dict(zip(KEY, _key_of(target), strict=True))
    found = {**key, **{name: getattr(target, name) for name in (*PLAIN, "precedence")}}
    return {column.name: found[column.name] for column in COLUMNS}


def _scopes(session: Session, entries: Sequence[Entry], part: Part) -> Iterator[Problem]:
    """A problem for each scope that is no office of the part; of everything, that is misspelt."""
    offices = frozenset(session.scalars(select(Office.code).where(within(Office.id, part))))
    if part.is_everything:
        return _lost_zeros(entries, offices)
    return unknown(entries, "scope", "office", offices)


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

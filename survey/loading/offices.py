"""Offices from a file: who stands under whom, and who followed whom."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.history import Was, keep
from survey.loading import cells
from survey.loading.changes import Said, change
from survey.loading.entries import Column, Entry, filled_in, refuse
from survey.loading.outcome import Manner, Outcome, settle
from survey.loading.tree import OWN, Offices, Tree, problems_of
from survey.models import Office
from survey.models.offices import OFFICE_KINDS
from survey.parts import EVERYTHING, Part, within
from survey.publications import inherit

COLUMNS = (
    Column("code", cells.code),
    Column("name", cells.text),
    Column("kind", cells.one_of(*OFFICE_KINDS)),
    Column("parent", cells.code, optional=True),
    Column("opened", cells.day, optional=True),
    Column("closed", cells.day, optional=True),
    Column("successor", cells.code, optional=True),
    Column("electronic_id", cells.text, optional=True),
    Column("area_code", cells.area_code, optional=True),
    Column("complaints", cells.text, optional=True),
)


def load(session: Session, entries: Sequence[Entry], manner: Manner) -> Outcome:
    """Store the offices, each with its parent and successor; what they were stays known."""
    tree = _tree(session, manner.part)
    said = tree.said
    entries = filled_in(entries, said, itemgetter("code"))
    refuse(entries, problems_of(entries, tree))
    told = (
        change(entry.line, (entry["code"],), said.get(entry["code"]), entry.values)
        for entry in manner.watch("storing", entries)
    )
    changes = [each for each in told if each.is_any]
    if not manner.is_trial:
        different = {each.key for each in changes}
        _store(session, [entry for entry in entries if entry["code"] in different], tree, manner)
    return Outcome.of(len(entries), changes)


def _store(session: Session, entries: Sequence[Entry], tree: Tree, manner: Manner) -> None:
    """Store what is new or different."""
    new = [entry for entry in entries if entry["code"] not in tree.stored]
    offices = {**tree.stored, **_add(session, new)}
    there = [tree.stored[each["code"]] for each in entries if each["code"] in tree.stored]
    before = {office.id: Was.of(office) for office in there}
    _free_identifiers(session, entries, tree.stored)
    for entry in entries:
        settle(offices[entry["code"]], _wanted(entry, offices, tree))
    session.flush()
    if manner.keeps_past:
        keep(session, before, manner.day)
    inherit(session, [offices[entry["code"]] for entry in new])


def said(session: Session, part: Part = EVERYTHING) -> list[Said]:
    """What a file would say of the offices of a part."""
    found = _tree(session, part).said
    return [found[code] for code in sorted(found)]


def _tree(session: Session, part: Part) -> Tree:
    stored = {office.code: office for office in session.scalars(select(Office))}
    if part.is_everything:
        return Tree(stored, frozenset(stored), is_whole=True)
    mine = select(Office.code).where(within(Office.id, part))
    return Tree(stored, frozenset(session.scalars(mine)), is_whole=False)


def _add(session: Session, entries: Sequence[Entry]) -> Offices:
    """New offices, as yet without those that they point to, which may be new as well."""
    new = {
        entry["code"]: Office(
            code=entry["code"], **{name: entry[name] for name in OWN if name != "electronic_id"}
        )
        for entry in entries
    }
    session.add_all(new.values())
    session.flush()
    return new


def _free_identifiers(session: Session, entries: Sequence[Entry], stored: Offices) -> None:
    """Take identifiers from the offices that get another, so that two may change places."""
    for entry in entries:
        office = stored.get(entry["code"])
        if office and office.electronic_id not in (None, entry["electronic_id"]):
            office.electronic_id = None
    session.flush()


def _wanted(entry: Entry, offices: Offices, tree: Tree) -> dict[str, object]:
    office = offices[entry["code"]]
    pointed = {"parent_id": entry["parent"], "successor_id": entry["successor"]}
    ids = {
        name: offices[code].id if code else tree.beyond(getattr(office, name))
        for name, code in pointed.items()
    }
    return {**{name: entry[name] for name in OWN}, **ids}

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
    new = [entry for entry in entries if entry["code"] not in tree.stored]
    offices = {**tree.stored, **_add(session, new)}
    before = {office.id: Was.of(office) for office in tree.stored.values()}
    freed = _free_identifiers(session, entries, tree.stored)
    changes = []
    for entry in manner.watch("storing", entries):
        code = entry["code"]
        is_changed = settle(offices[code], _wanted(entry, offices, tree)) or code in freed
        if is_changed or code not in said:
            changes.append(change(entry.line, (code,), said.get(code), entry.values))
    session.flush()
    if manner.keeps_past:
        ids = [offices[each.key].id for each in changes if not each.is_new]
        keep(session, {office_id: before[office_id] for office_id in ids}, manner.day)
    inherit(session, [offices[entry["code"]] for entry in new])
    return Outcome.of(len(entries), changes)


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


def _free_identifiers(session: Session, entries: Sequence[Entry], stored: Offices) -> set[str]:
    """Take identifiers from the offices that get another, so that two may change places."""
    freed = set()
    for entry in entries:
        office = stored.get(entry["code"])
        if office and office.electronic_id not in (None, entry["electronic_id"]):
            office.electronic_id = None
            freed.add(office.code)
    session.flush()
    return freed


def _wanted(entry: Entry, offices: Offices, tree: Tree) -> dict[str, object]:
    office = offices[entry["code"]]
    pointed = {"parent_id": entry["parent"], "successor_id": entry["successor"]}
    ids = {
        name: offices[code].id if code else tree.beyond(getattr(office, name))
        for name, code in pointed.items()
    }
    return {**{name: entry[name] for name in OWN}, **ids}

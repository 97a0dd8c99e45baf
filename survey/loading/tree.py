"""The tree that offices of a file are put into, and what may not stand there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from forms.web import translatable
from survey.loading import cells
from survey.loading.changes import Said
from survey.loading.circles import circles
from survey.loading.entries import UNKNOWN, Entry, doubled, in_order, sound, unknown
from survey.loading.problems import Problem, quoted
from survey.loading.sentences import Sentence
from survey.models import Office

OWN = ("name", "kind", "opened", "closed", "electronic_id", "area_code", "complaints")
"""The columns that say something of the office alone."""

DIGITS = {"province": 2, "commune": 5}

SHORT_CODE = translatable(
    "%(code)s: a %(kind)s's code in digits alone has %(digits)s of them; %(hint)s"
)
TAKEN = translatable("%(identifier)s belongs to the office %(office)s")
TAKEN_ELSEWHERE = translatable("%(identifier)s cannot be used here; check it")
CIRCLE = translatable("offices go round in a circle: %(offices)s")
NOT_CLOSED = translatable("an office with a successor needs the day it closed")
WRONG_AREA_CODE = translatable("%(code)s: the area code of a %(kind)s has %(digits)s digits")
NO_PARENT = translatable("this office needs a parent that is an office of your part")
FIXED_PARENT = translatable(
    "this is the first office of your part: where it stands itself is not yours to change; leave "
    "the cell empty"
)

Offices = Mapping[str, Office]


@dataclass(frozen=True)
class Tree:
    """All offices, and which of them whoever loads a file may know of."""

    stored: Offices
    mine: frozenset[str]
    is_whole: bool
    """Whether everything is theirs, so that they may also add a tree beside this one."""

    @cached_property
    def said(self) -> dict[str, Said]:
        """What a file would say of the offices that are theirs: no more of others than nothing."""
        codes = {self.stored[code].id: code for code in self.mine}
        return {code: _said(self.stored[code], codes) for code in self.mine}

    def is_of_others(self, code: str) -> bool:
        return code in self.stored and code not in self.mine

    def beyond(self, office_id: int | None) -> int | None:
        """An office if it is one of the others, to which an empty cell leaves what points there."""
        return office_id if office_id in self._others else None

    @cached_property
    def _others(self) -> frozenset[int]:
        return frozenset(each.id for code, each in self.stored.items() if code not in self.mine)

    def pointers(self, column: str) -> dict[str, str | None]:
        """Which office each points to, whosever they are."""
        codes: dict[int | None, str] = {office.id: code for code, office in self.stored.items()}
        ids = {code: getattr(office, f"{column}_id") for code, office in self.stored.items()}
        return {code: codes.get(office_id) for code, office_id in ids.items()}


def _said(office: Office, codes: Mapping[int, str]) -> Said:
    parent, successor = codes.get(office.parent_id or 0), codes.get(office.successor_id or 0)
    return {
        "code": office.code,
        "name": office.name,
        "kind": office.kind,
        "parent": parent,
        "opened": office.opened,
        "closed": office.closed,
        "successor": successor,
        "electronic_id": office.electronic_id,
        "area_code": office.area_code,
        "complaints": office.complaints,
    }


def problems_of(entries: Sequence[Entry], tree: Tree) -> Iterator[Problem]:
    """Everything that contradicts the tree, or another line."""
    new = [entry["code"] for entry in entries if entry["code"] not in tree.stored]
    yield from doubled(entries, "code")
    yield from doubled(entries, "electronic_id")
    yield from _taken_identifiers(entries, tree)
    yield from in_order(entries)
    for column in ("parent", "successor"):
        yield from unknown(entries, column, "office", [*tree.mine, *new])
        yield from _circles(entries, column, tree)
    for entry in sound(entries):
        yield from _contradictions(entry, tree)
        if entry["code"] not in tree.stored:
            yield from _lost_zeros(entry)
    if not tree.is_whole:
        yield from _out_of_the_part(entries, tree)


def _out_of_the_part(entries: Sequence[Entry], tree: Tree) -> Iterator[Problem]:
    """A problem for each line about another's office, or that takes one to another place."""
    for entry in sound(entries):
        code = entry["code"]
        if tree.is_of_others(code):
            yield entry.problem(Sentence(UNKNOWN["office"], code=quoted(code)), "code")
            continue
        is_first = code in tree.mine and tree.said[code]["parent"] is None
        if is_first and entry["parent"] in tree.mine:
            yield entry.problem(Sentence(FIXED_PARENT), "parent")
        elif not is_first and not entry["parent"]:
            yield entry.problem(Sentence(NO_PARENT), "parent")


def _lost_zeros(entry: Entry) -> Iterator[Problem]:
    """A problem if a new code is a number, but not one of as many digits as official codes have.

    An office that got a shortened code could not be given its own any more.
    """
    code, digits = entry["code"], DIGITS.get(entry["kind"])
    if digits and code.isdecimal() and len(code) != digits:
        said = {"code": quoted(code), "kind": entry["kind"], "digits": digits}
        yield entry.problem(Sentence(SHORT_CODE, hint=cells.LOST_ZEROS, **said), "code")


def _taken_identifiers(entries: Sequence[Entry], tree: Tree) -> Iterator[Problem]:
    here = {entry["code"] for entry in entries} & tree.mine
    holders = {each.electronic_id: code for code, each in tree.stored.items() if code not in here}
    for entry in entries:
        identifier = entry["electronic_id"]
        holder = holders.get(identifier) if identifier is not None else None
        if holder is not None:
            said = {"identifier": quoted(identifier), "office": quoted(holder)}
            words = TAKEN if holder in tree.mine else TAKEN_ELSEWHERE
            yield entry.problem(Sentence(words, **said), "electronic_id")


def _circles(entries: Sequence[Entry], column: str, tree: Tree) -> Iterator[Problem]:
    """A problem for each line that closes a circle, together with what is stored."""
    lines = {each["code"]: each for each in sound(entries) if not tree.is_of_others(each["code"])}
    stored = tree.pointers(column)
    said = {code: each[column] or _kept(stored.get(code), tree) for code, each in lines.items()}
    for circle in circles({**stored, **said}):
        words = Sentence(CIRCLE, offices=_shown(circle, lines.keys() | tree.mine))
        for code in circle:
            if code in lines:
                yield lines[code].problem(words, column)


def _kept(code: str | None, tree: Tree) -> str | None:
    """What an empty cell leaves as it is: an office that is another's."""
    return code if code is not None and tree.is_of_others(code) else None


def _shown(circle: Sequence[str], known: Collection[str]) -> str:
    codes = [code if code in known else "…" for code in circle]
    return " → ".join((*codes[:5], "…") if len(codes) > 5 else (*codes, codes[0]))


def _contradictions(entry: Entry, tree: Tree) -> Iterator[Problem]:
    stored = tree.stored[entry["code"]] if entry["code"] in tree.mine else None
    has_successor = entry["successor"] or (stored and tree.beyond(stored.successor_id))
    if has_successor and not entry["closed"]:
        yield entry.problem(Sentence(NOT_CLOSED), "closed")
    digits = DIGITS.get(entry["kind"])
    if entry["area_code"] and digits and len(entry["area_code"]) != digits:
        said = {"code": quoted(entry["area_code"]), "kind": entry["kind"], "digits": digits}
        yield entry.problem(Sentence(WRONG_AREA_CODE, **said), "area_code")

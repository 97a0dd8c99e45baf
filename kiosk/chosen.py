"""The counters that somebody asks for, office after office, and why some of them are closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.codes import as_typed
from survey.commands import inventory
from survey.commands.inventory import Things


@dataclass(frozen=True)
class Chosen:
    """A counter, with the code to print or why nobody can answer there today."""

    number: str
    code: str
    why_not: str | None


def one(session: Session, now: datetime, name: str) -> Sequence[Chosen]:
    """The counter with this number, or else with this code."""
    counters = inventory.counters(session, now)
    by_number = [counter for counter in counters if counter["number"] == name]
    typed = as_typed(name)
    by_code = [counter for counter in counters if typed and counter["code"] == typed]
    if not by_number and not by_code:
        raise LookupError(f"There is no counter and no code in force {name!r}.")
    return _chosen(by_number or by_code)


def at_office(session: Session, now: datetime, code: str) -> Sequence[Chosen]:
    """The counters of one office."""
    return _of(session, now, offices_named(session, code))


def under(session: Session, now: datetime, code: str) -> Sequence[Chosen]:
    """The counters of an office and of all that are below it."""
    return _of(session, now, offices_under(session, code))


def offices_named(session: Session, code: str) -> set[str]:
    """The code of one office, if there is such an office."""
    return {_known(inventory.offices(session), code)}


def offices_under(session: Session, code: str) -> set[str]:
    """The codes of an office and of all that are below it."""
    offices = inventory.offices(session)
    below = defaultdict(list)
    for office in offices:
        below[office["parent"]].append(office["code"])
    found: set[str] = set()
    waiting = [_known(offices, code)]
    while waiting:
        found.add(here := waiting.pop())
        waiting += [office for office in below[here] if office not in found]
    return found


def everywhere(session: Session, now: datetime) -> Sequence[Chosen]:
    """All counters."""
    return _chosen(inventory.counters(session, now))


def _known(offices: Things, code: str) -> str:
    if all(office["code"] != code for office in offices):
        raise LookupError(f"There is no office {code!r}.")
    return code


def _of(session: Session, now: datetime, offices: set[str]) -> Sequence[Chosen]:
    counters = inventory.counters(session, now)
    return _chosen([counter for counter in counters if counter["office"] in offices])


def _chosen(counters: Things) -> Sequence[Chosen]:
    in_order = sorted(counters, key=lambda counter: (counter["office"], counter["number"]))
    return [Chosen(each["number"], each["code"] or "", each["why_not"]) for each in in_order]

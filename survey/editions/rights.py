"""Who may publish which report."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.accounts.person import Held, Person, covers
from survey.audit import Actor
from survey.editions.refusals import MayNotPublish
from survey.models import Edition, Office
from survey.parts import Part
from survey.reporting.scopes import Scope
from survey.roles import MAY, Permission, Role


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and from which role."""

    person: Person
    held: Held

    @property
    def actor(self) -> Actor:
        """The same, as the log names them."""
        return Actor(self.person.name, self.person.id, self.held.role)


def publisher(session: Session, person: Person, scope: Scope) -> Publisher:
    """In which role somebody publishes the report of a scope; refuses if in none.

    Administrators publish for every office of their part and for parts in it. A head publishes what
    is their own to answer for: of the office that they head, alone or with all under it, and not of
    an office under it, which has a head of its own. So the province's is published from a role on
    the office at the top, or on everything.
    """
    held = _with(person, Permission.PUBLISH_REPORTS)
    for each in sorted(held, key=lambda one: list(Role).index(one.role)):
        if each.role == Role.HEAD:
            if scope.root == (each.office_id or _top(session)):
                return Publisher(person, each)
        elif covers(session, Part.of([each.office_id]), scope.root):
            return Publisher(person, each)
    raise MayNotPublish(f"{person.name} does not publish reports of {scope.code}")


def shower(session: Session, person: Person, edition: Edition) -> Publisher:
    """In which role somebody decides what of the province everybody may read."""
    for each in _with(person, Permission.MAKE_PUBLIC):
        if covers(session, Part.of([each.office_id]), edition.office_id):
            return Publisher(person, each)
    raise MayNotPublish(f"{person.name} does not decide what of {edition.code} is public")


def _with(person: Person, permission: Permission) -> list[Held]:
    return [held for held in person.held if permission in MAY[held.role]]


def _top(session: Session) -> int | None:
    """The office at the top, if there is a single one: what somebody heads who heads everything."""
    tops = session.scalars(select(Office.id).where(Office.parent_id.is_(None)).limit(2)).all()
    return tops[0] if len(tops) == 1 else None

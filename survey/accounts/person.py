"""Somebody who works with the program, with what they may do, as it is at this moment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.models import Grant, Office, User
from survey.parts import Part, within
from survey.roles import MAY, Permission, Role

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
"""What somebody signs in with."""


@dataclass(frozen=True)
class Held:
    """A role that somebody has on an office and everything under it."""

    role: Role
    office_id: int | None
    office: str | None


@dataclass(frozen=True)
class Person:
    """Who it is, and every role that they have."""

    id: int
    name: str
    full_name: str
    held: tuple[Held, ...] = ()

    def may(self, permission: Permission) -> bool:
        """Whether they may do something anywhere at all."""
        return bool(self.part(permission))

    def part(self, permission: Permission) -> Part:
        """Where they may do something."""
        return Part.of(held.office_id for held in self._with(permission))

    def role_for(
        self, session: Session, permission: Permission, office_id: int | None
    ) -> Role | None:
        """The role in which they do something for an office, or with a thing of no office."""
        for held in sorted(self._with(permission), key=lambda held: list(Role).index(held.role)):
            if covers(session, Part.of([held.office_id]), office_id):
                return held.role
        return None

    def _with(self, permission: Permission) -> list[Held]:
        return [held for held in self.held if permission in MAY[held.role]]


def covers(session: Session, part: Part, office_id: int | None) -> bool:
    """Whether an office belongs to a part. What is of no office belongs to everything only."""
    if part.is_everything:
        return True
    if office_id is None:
        return False
    found = select(Office.id).where(Office.id == office_id, within(Office.id, part))
    return session.scalar(found) is not None


def person(session: Session, user_id: int) -> Person | None:
    """The holder of an account that is not closed, with what they may do now."""
    user = session.execute(
        select(User.id, User.name, User.full_name).filter_by(id=user_id, closed_at=None)
    ).one_or_none()
    return Person(*user, held=held_by(session, user_id)) if user else None


def held_by(session: Session, user_id: int) -> tuple[Held, ...]:
    """Every role that somebody has, in the order in which they got them."""
    rows = session.execute(
        select(Grant.role, Grant.office_id, Office.name)
        .outerjoin(Office, Office.id == Grant.office_id)
        .where(Grant.user_id == user_id)
        .order_by(Grant.id)
    )
    return tuple(Held(Role(role), office_id, name) for role, office_id, name in rows)

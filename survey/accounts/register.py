"""The register of accounts: who is added, what they may do, who is closed.

Somebody who is an administrator of a part gives and takes roles there, and looks after the accounts
that have roles nowhere else. Nobody changes what they themselves may do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.accounts import deeds, identities, links, second_step, sessions, summary
from survey.accounts.person import NAME, covers, person
from survey.audit import Action, Actor, change
from survey.models import Grant, User
from survey.parts import Part, within
from survey.roles import Permission, Role

NOT_A_NAME = translatable(
    "A name to sign in with has 3 to 40 small letters without accents, digits, points, hyphens "
    "and underscores, and begins with a letter or a digit."
)
TAKEN = translatable("Somebody has this name already. Choose another one.")
NAME_OF_OTHERS = translatable("This name cannot be used here. Choose another one.")
OWN = translatable("Nobody changes what they themselves may do. Ask another administrator.")
OUTSIDE = translatable("That is outside of the part of which you are an administrator.")
HELD = translatable("The person has this role already.")
CLOSED = translatable("The account is closed. Open it again first.")
LAST = translatable("This is the last administrator of everything. Make another one first.")


class Refused(ValueError):
    """What was asked for is not done; says why, in words of the catalogue."""


@dataclass(frozen=True)
class Authority:
    """Who changes the register, and where they may."""

    actor: Actor
    part: Part

    def looks_after(self, session: Session, user: User) -> bool:
        return looks_after(session, self.part, user)


def looks_after(session: Session, part: Part, user: User) -> bool:
    """Whether a part's administrators may close an account and give it links: it has roles there,
    and nowhere else."""
    held = session.scalars(select(Grant.office_id).filter_by(user_id=user.id)).all()
    return part.is_everything or (bool(held) and all(covers(session, part, each) for each in held))


@dataclass(frozen=True)
class Register:
    """Accounts, as somebody changes them: a user by their identifier, or a command."""

    session: Session
    by: int | None
    now: datetime

    def add(self, name: str, full_name: str, role: Role, office_id: int | None) -> str:
        """Add somebody with a first role; the secret of the link to choose a password."""
        if not NAME.fullmatch(name):
            raise Refused(NOT_A_NAME)
        with self._changing() as authority:
            self._refuse_taken(authority, name)
            user = User(name=name, full_name=full_name, made_at=self.now)
            self.session.add(user)
            self.session.flush()
            held = self._hold(authority, user, role, office_id)
            after = {"full_name": full_name, **held}
            self._log(authority, Action.USER_ADDED, user, after=after)
            return self._link(authority, user)

    def grant(self, user_id: int, role: Role, office_id: int | None) -> None:
        """Give somebody a role on an office and everything under it, or on everything."""
        with self._changing() as authority:
            user = self._other(user_id)
            after = self._hold(authority, user, role, office_id)
            self._log(authority, Action.USER_GRANTED, user, after=after)

    def revoke(self, user_id: int, role: Role, office_id: int | None) -> bool:
        """Take a role from somebody; whether they had it."""
        with self._changing() as authority:
            user = self._other(user_id)
            self._refuse_outside(authority, office_id)
            held = select(Grant).filter_by(user_id=user.id, role=role, office_id=office_id)
            grant = self.session.scalars(held).one_or_none()
            if grant is None:
                return False
            if role == Role.ADMINISTRATOR and office_id is None:
                self._refuse_last(user)
            before = deeds.in_words(grant, self.session)
            self._log(authority, Action.USER_REVOKED, user, before=before)
            self.session.delete(grant)
            return True

    def link(self, user_id: int) -> str:
        """The secret of a link with which somebody chooses another password."""
        with self._changing() as authority:
            return self._link(authority, self._looked_after(authority, user_id))

    def unlock(self, user_id: int) -> None:
        """Let somebody try again to sign in."""
        with self._changing() as authority:
            user = self._looked_after(authority, user_id)
            before = {"wrong_attempts": user.wrong_attempts}
            user.wrong_attempts, user.waits_until = 0, None
            self._log(authority, Action.USER_UNLOCKED, user, before=before)

    def relieve(self, user_id: int) -> None:
        """Ask somebody for no second step who has lost the device and the recovery codes."""
        with self._changing() as authority:
            user = self._looked_after(authority, user_id)
            if user.totp_since is not None:
                second_step.take_off(self.session, user)
                self._log(authority, Action.USER_RELIEVED, user)

    def untie(self, user_id: int) -> None:
        """Forget as whom a single sign-on knows somebody; the next one with the name is tied."""
        with self._changing() as authority:
            user = self._looked_after(authority, user_id)
            if identities.untie(self.session, user):
                self._log(authority, Action.IDENTITY_UNLINKED, user)

    def close(self, user_id: int) -> None:
        """Let somebody sign in no longer, and sign them out."""
        with self._changing() as authority:
            user = self._looked_after(authority, user_id)
            self._refuse_last(user)
            if user.closed_at is None:
                user.closed_at = self.now
                links.void(self.session, user.id)
                sessions.end_all(self.session, user.id)
                summary.forget(self.session, user.id)
                self._log(authority, Action.USER_CLOSED, user)

    def reopen(self, user_id: int) -> None:
        """Let somebody sign in again, with the password and the roles that they had."""
        with self._changing() as authority:
            user = self._looked_after(authority, user_id)
            if user.closed_at is not None:
                user.closed_at = None
                self._log(authority, Action.USER_REOPENED, user)

    @contextmanager
    def _changing(self) -> Iterator[Authority]:
        """A transaction, with what whoever changes the register may do by then."""
        with change(self.session):
            yield self._authority()

    def _authority(self) -> Authority:
        if self.by is None:
            return Authority(Actor.of_command(), Part.of([None]))
        who = person(self.session, self.by)
        part = who.part(Permission.MANAGE_PEOPLE) if who else Part()
        if who is None or not part:
            raise Refused(OUTSIDE)
        return Authority(Actor(who.name, who.id, Role.ADMINISTRATOR), part)

    def _other(self, user_id: int) -> User:
        if user_id == self.by:
            raise Refused(OWN)
        return self.session.get_one(User, user_id)

    def _looked_after(self, authority: Authority, user_id: int) -> User:
        user = self._other(user_id)
        if not authority.looks_after(self.session, user):
            raise Refused(OUTSIDE)
        return user

    def _refuse_taken(self, authority: Authority, name: str) -> None:
        """Of people outside of the part nobody is told that they are there."""
        there = select(User.id).where(User.name == name)
        if self.session.scalar(there) is None:
            return
        held = exists().where(Grant.user_id == User.id, within(Grant.office_id, authority.part))
        is_ours = authority.part.is_everything or self.session.scalar(there.where(held))
        raise Refused(TAKEN if is_ours else NAME_OF_OTHERS)

    def _refuse_outside(self, authority: Authority, office_id: int | None) -> None:
        if not covers(self.session, authority.part, office_id):
            raise Refused(OUTSIDE)

    def _refuse_last(self, user: User) -> None:
        """Somebody must be left who may give every role, and who has a password to sign in with."""
        everything = select(Grant.user_id).filter_by(role=Role.ADMINISTRATOR, office_id=None)
        holders = set(self.session.scalars(everything))
        able = select(User.id).where(User.closed_at.is_(None), User.password.is_not(None))
        others = able.where(User.id.in_(holders), User.id != user.id)
        if user.id in holders and not self.session.scalars(others).first():
            raise Refused(LAST)

    def _hold(
        self, authority: Authority, user: User, role: Role, office_id: int | None
    ) -> dict[str, str | None]:
        """Give a role; what the log says of it."""
        self._refuse_outside(authority, office_id)
        held = select(Grant.id).filter_by(user_id=user.id, role=role, office_id=office_id)
        if self.session.scalar(held) is not None:
            raise Refused(HELD)
        grant = Grant(user_id=user.id, role=role, office_id=office_id)
        self.session.add(grant)
        return deeds.in_words(grant, self.session)

    def _link(self, authority: Authority, user: User) -> str:
        if user.closed_at is not None:
            raise Refused(CLOSED)
        self._log(authority, Action.USER_LINKED, user)
        return links.new_link(self.session, user, self.now)

    def _log(
        self, authority: Authority, action: Action, user: User, **changed: Mapping[str, Any]
    ) -> None:
        deeds.log(self.session, authority.actor, action, user, self.now, **changed)

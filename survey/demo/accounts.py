"""Accounts to try the demonstration with: one for each role, with a password that is kept in a file
of the owner's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.accounts import deeds, passwords
from survey.accounts.tokens import new_words
from survey.audit import Action, Actor
from survey.demo.province import ROOT
from survey.models import Grant, Office, User
from survey.roles import Role

FILE = "demonstration_accounts"


@dataclass(frozen=True)
class Invented:
    """Somebody to be in the demonstration."""

    name: str
    full_name: str
    role: Role
    office: str | None
    """The code of the office; none: everything."""


PEOPLE = (
    Invented("quan-tri", "Quản trị viên (minh họa)", Role.ADMINISTRATOR, None),
    Invented("lanh-dao", "Lãnh đạo Sở Xây dựng (minh họa)", Role.HEAD, f"{ROOT}-xay-dung"),
    Invented("can-bo", "Cán bộ một cửa (minh họa)", Role.OPERATOR, f"{ROOT}-trung-tam"),
    Invented("kiem-tra", "Người kiểm tra (minh họa)", Role.AUDITOR, None),
)


def add_accounts(session: Session, folder: Path, now: datetime) -> bool:
    """Make the accounts, if there is none of anybody; whether they were made.

    They belong to the transaction under way.
    """
    if session.scalar(select(User.id).limit(1)) is not None:
        return False
    chosen = {each.name: new_words() for each in PEOPLE}
    for each in PEOPLE:
        _add(session, each, passwords.hashed(chosen[each.name]), now)
    _write(folder / FILE, chosen)
    return True


def passwords_in(folder: Path) -> Iterator[tuple[str, str]]:
    """The names and passwords of the accounts, where they were made."""
    file = folder / FILE
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            name, password = line.split()
            yield name, password


def _add(session: Session, invented: Invented, kept: str, now: datetime) -> None:
    office = select(Office.id).filter_by(code=invented.office)
    office_id = session.scalars(office).one() if invented.office else None
    grant = Grant(role=invented.role, office_id=office_id)
    user = User(
        name=invented.name,
        full_name=invented.full_name,
        password=kept,
        made_at=now,
        grants=[grant],
    )
    session.add(user)
    session.flush()
    after = {"full_name": user.full_name, **deeds.in_words(grant, session)}
    deeds.log(session, Actor.of_command(), Action.USER_ADDED, user, now, after=after)


def _write(file: Path, chosen: dict[str, str]) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
        made.writelines(f"{name} {password}\n" for name, password in chosen.items())

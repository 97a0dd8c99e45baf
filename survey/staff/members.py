"""The people of a part, which of their roles are shown there, and how they are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, selectinload

from forms.web import translatable
from survey.models import Grant, Office, User
from survey.models.accounts import MOST_WRONG
from survey.parts import Part, within
from survey.staff import choices, words
from survey.staff.forms import EVERYTHING
from survey.staff.lists import Column, Filter, Listing, contains

RolesOf = Callable[[User], Sequence[Grant]]


def people(part: Part) -> Select[Any]:
    """Those who have a role in a part; of everything also those who have none."""
    loaded = selectinload(User.grants).joinedload(Grant.office)
    everybody = select(User).options(loaded)
    if part.is_everything:
        return everybody
    held = exists().where(Grant.user_id == User.id, within(Grant.office_id, part))
    return everybody.where(held.correlate(User))


def roles_within(session: Session, part: Part) -> RolesOf:
    """Tells which of somebody's roles lie in a part: the others are nobody's business there."""
    if part.is_everything:
        return lambda user: user.grants
    ids = set(session.scalars(select(Office.id).where(within(Office.id, part))))
    return lambda user: [grant for grant in user.grants if grant.office_id in ids]


def offices(session: Session, part: Part, today: date) -> Mapping[str, str]:
    """Where roles can be given: the open offices of a part, by what a form says."""
    everything = {EVERYTHING: gettext(words.EVERYTHING)} if part.is_everything else {}
    return {**everything, **choices.open_offices(session, part, today)}


def listing(part: Part, roles_of: RolesOf) -> Listing:
    """What can be done with the list of a part's people."""

    def roles(row: Any) -> str:
        return "; ".join(map(words.grant, roles_of(row[0])))

    def has_role(role: str) -> ColumnElement[bool]:
        held = exists().where(Grant.user_id == User.id, Grant.role == role)
        return held.where(within(Grant.office_id, part)).correlate(User)

    return Listing(
        columns=(
            Column("full_name", words.FULL_NAME, lambda row: row[0].full_name, User.folded),
            Column("name", words.SIGN_IN_NAME, lambda row: row[0].name, User.name),
            Column("roles", translatable("Roles"), roles),
            Column("state", words.STATE, lambda row: words.state(row[0].state)),
        ),
        searched=lambda word: contains(word, User.folded),
        tie=User.id,
        filters=(
            Filter("role", translatable("Role"), words.roles(), has_role),
            Filter("state", words.STATE, words.states(), _is_in_state),
        ),
        order="full_name",
    )


def _is_in_state(state: str) -> ColumnElement[bool]:
    """What User.state says, for the database."""
    is_there, has_password = User.closed_at.is_(None), User.password.is_not(None)
    is_locked = User.wrong_attempts >= MOST_WRONG
    return {
        "closed": ~is_there,
        "invited": and_(is_there, ~has_password),
        "locked": and_(is_there, has_password, is_locked),
        "open": and_(is_there, has_password, ~is_locked),
    }[state]

"""What is done to accounts, as the log tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append
from survey.models import Grant, Office, User
from survey.parts import shared


def log(
    session: Session,
    actor: Actor,
    action: Action,
    user: User,
    now: datetime,
    **changed: Mapping[str, Any],
) -> None:
    """Add to the log what was done to an account; `before` and `after` say what was changed.

    It concerns the lowest office that has every role of the account under it.
    """
    session.flush()
    held = session.scalars(select(Grant.office_id).filter_by(user_id=user.id))
    deed = Deed(action, "user", user.name, shared(session, held), **changed)
    append(session.connection(), actor, deed, now)


def by_owner(user: User) -> Actor:
    """Somebody who does something to their own account, which takes no role."""
    return Actor(user.name, user.id)


def in_words(grant: Grant, session: Session) -> dict[str, str | None]:
    """A role as the log tells it."""
    office = session.get(Office, grant.office_id) if grant.office_id else None
    return {"role": grant.role, "office": office.code if office else None}

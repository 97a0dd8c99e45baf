"""Targets that somebody types in: added, changed and removed, each with an entry in the log.

A typed target is a table of one line, so that what a file must not say nobody types either.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append, change
from survey.database import table_of
from survey.loading import KINDS, Manner, load_table, table_of_lines
from survey.loading.outcome import Outcome
from survey.models import Office, Target
from survey.parts import shared
from survey.setting_up import Said, refuse_if_changed

AS_TEXT = (
    "scope",
    "scope_name",
    "measure",
    "first_year",
    "last_year",
    "comparator",
    "document",
    "precedence",
)


class AlreadyThere(ValueError):
    """The same document has set such a target already."""


class IsGone(LookupError):
    """Somebody else has removed it."""


def said(target: Target) -> Said:
    """What a line of a file would say of a target."""
    cells: dict[str, object] = {name: getattr(target, name) for name in AS_TEXT}
    others = {
        "group": target.group.code if target.group else "",
        "people": "yes" if target.people else "no",
        "organisations": "yes" if target.organisations else "no",
        "threshold": f"{target.threshold.normalize():f}",
    }
    return {name: str(value) for name, value in {**cells, **others}.items()}


def add(session: Session, actor: Actor, typed: Said, now: datetime) -> None:
    """Add a target; BadTable says what is wrong with it. Sent twice, it is added once."""
    with change(session):
        found = _loaded(session, typed, now)
        if not found.is_change:
            return
        target = _new(session, found)
        after = _told(target)
        _log(session, actor, Action.TARGET_ADDED, target, now, after=after)


def correct(
    session: Session, target_id: int, seen: str, actor: Actor, typed: Said, now: datetime
) -> None:
    """Give a target, of which a form has shown what was `seen`, what it should have been from the
    beginning. It stays the same one."""
    with change(session):
        there = _found(session, target_id)
        refuse_if_changed(said(there), seen)
        left = there.scope
        before = _removed(session, target_id)
        target = _stored(session, typed, now)
        after = _told(target)
        if before != after:
            changed = {"before": before, "after": after}
            _log(session, actor, Action.TARGET_CHANGED, target, now, left, **changed)
        targets = table_of(Target)
        same = update(targets).where(targets.c.id == target.id).values(id=target_id)
        session.execute(same, execution_options={"synchronize_session": False})


def remove(session: Session, target_id: int, seen: str, actor: Actor, now: datetime) -> None:
    """Take a target away of which a page has shown what was `seen`; what it was stays in the
    log."""
    with change(session):
        target = _found(session, target_id)
        refuse_if_changed(said(target), seen)
        _log(session, actor, Action.TARGET_REMOVED, target, now, before=_told(target))
        session.delete(target)


def office_of(session: Session, scope: str) -> int | None:
    """The office that a scope is, if it is one here."""
    return session.scalar(select(Office.id).filter_by(code=scope))


def _found(session: Session, target_id: int) -> Target:
    target = session.get(Target, target_id)
    if target is None:
        raise IsGone
    return target


def _removed(session: Session, target_id: int) -> dict[str, Any]:
    target = _found(session, target_id)
    before = _told(target)
    session.delete(target)
    session.flush()
    return before


def _stored(session: Session, typed: Said, now: datetime) -> Target:
    return _new(session, _loaded(session, typed, now))


def _loaded(session: Session, typed: Said, now: datetime) -> Outcome:
    return load_table(session, KINDS["targets"], table_of_lines([typed]), Manner(now))


def _new(session: Session, found: Outcome) -> Target:
    if not found.new:
        raise AlreadyThere
    return session.scalars(select(Target).order_by(Target.id.desc()).limit(1)).one()


def _told(target: Target) -> dict[str, Any]:
    """A target as the log tells it."""
    whom = {"people": target.people, "organisations": target.organisations}
    return {
        "scope": f"{target.scope_name} ({target.scope})",
        "measure": target.measure,
        "fields": target.group.code if target.group else None,
        "whom": [name for name, is_for in whom.items() if is_for],
        "years": f"{target.first_year}–{target.last_year}",
        "demand": f"{target.comparator} {target.threshold.normalize():f}",
        "document": target.document,
        "precedence": target.precedence,
    }


def _log(
    session: Session,
    actor: Actor,
    action: Action,
    target: Target,
    now: datetime,
    left: str | None = None,
    **changed: Mapping[str, Any],
) -> None:
    """What `left` an office for another concerns the one above both, as a counter's move does."""
    key = f"{target.scope_name}, {target.document}"
    concerned = shared(
        session, [office_of(session, each) for each in (left or target.scope, target.scope)]
    )
    deed = Deed(action, "target", key, concerned, **changed)
    append(session.connection(), actor, deed, now)

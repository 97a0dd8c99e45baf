"""What commands do to tablets, as the log tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append
from survey.models import Counter, Kiosk
from survey.parts import shared


def log(
    session: Session, action: Action, kiosk: Kiosk, now: datetime, **changed: Mapping[str, Any]
) -> None:
    """Add to the log what a command did to a tablet, in the transaction under way."""
    _append(session, action, kiosk, kiosk.counter.office_id, now, **changed)


def log_move(session: Session, kiosk: Kiosk, left: Counter, there: Counter, now: datetime) -> None:
    """Add to the log that a tablet stands elsewhere; it concerns what has both offices under it."""
    office_id = shared(session, [left.office_id, there.office_id])
    before, after = {"counter": left.number}, {"counter": there.number}
    _append(session, Action.KIOSK_MOVED, kiosk, office_id, now, before=before, after=after)


def _append(
    session: Session,
    action: Action,
    kiosk: Kiosk,
    office_id: int | None,
    now: datetime,
    **changed: Mapping[str, Any],
) -> None:
    session.flush()
    deed = Deed(action, "kiosk", kiosk.number, office_id, **changed)
    append(session.connection(), Actor.of_command(), deed, now)

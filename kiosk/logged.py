"""What is done to tablets, by commands and on pages, as the log tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from survey.audit import Action, Actor, Deed, append
from survey.models import Counter, Kiosk
from survey.parts import shared


@dataclass(frozen=True)
class Logged:
    """Adds to the log what somebody does to tablets, in the transaction under way."""

    session: Session
    actor: Actor
    now: datetime

    def add(self, action: Action, kiosk: Kiosk, **changed: Mapping[str, Any]) -> None:
        """Say what was done to a tablet."""
        self._append(action, kiosk, kiosk.counter.office_id, **changed)

    def add_move(self, kiosk: Kiosk, left: Counter, there: Counter) -> None:
        """Say that it stands elsewhere, which concerns what has both offices under it."""
        office_id = shared(self.session, [left.office_id, there.office_id])
        before, after = {"counter": left.number}, {"counter": there.number}
        self._append(Action.KIOSK_MOVED, kiosk, office_id, before=before, after=after)

    def _append(
        self, action: Action, kiosk: Kiosk, office_id: int | None, **changed: Mapping[str, Any]
    ) -> None:
        self.session.flush()
        deed = Deed(action, "kiosk", kiosk.number, office_id, **changed)
        append(self.session.connection(), self.actor, deed, self.now)

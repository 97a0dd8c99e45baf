"""How a tablet shows its credential, and follows it by another without a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select, update

from kiosk.keys import fingerprint
from survey.models import Kiosk

RENEW_AFTER = timedelta(days=30)


class TakenCredential(ValueError):
    """The credential opens the server for another tablet already."""


@dataclass(frozen=True)
class Tablet:
    """A tablet that has shown its credential."""

    id: int
    number: str
    counter_id: int
    credential_since: datetime
    is_by_next: bool
    """Whether it showed the one that follows, for the first time."""

    def should_renew(self, now: datetime) -> bool:
        """Whether its credential is old, and was not followed by another just now."""
        return not self.is_by_next and now - self.credential_since > RENEW_AFTER


def opened_by(mine: str) -> ColumnElement[bool]:
    """Of which tablet a fingerprint is, be it of its credential or of the one that follows."""
    return or_(Kiosk.credential_hash == mine, Kiosk.next_hash == mine)


def tablet_with(connection: Connection, credential: str) -> Tablet | None:
    """The tablet that a credential opens the server for."""
    mine = fingerprint(credential)
    row: Any = connection.execute(
        select(
            Kiosk.id,
            Kiosk.number,
            Kiosk.counter_id,
            Kiosk.credential_since,
            Kiosk.credential_hash != mine,
        ).where(opened_by(mine), Kiosk.revoked_at.is_(None))
    ).first()
    return Tablet(*row) if row else None


def follow(connection: Connection, tablet: Tablet, following: str) -> None:
    """Take another credential as well, until it is used; the same again changes nothing."""
    its = fingerprint(following)
    if connection.scalar(select(Kiosk.id).where(opened_by(its), Kiosk.id != tablet.id)):
        raise TakenCredential
    another = update(Kiosk).where(Kiosk.id == tablet.id, Kiosk.credential_hash != its)
    connection.execute(another.values(next_hash=its))


def take_over(connection: Connection, credential: str, now: datetime) -> None:
    """The credential that followed has been used: from now on there is no other."""
    used = update(Kiosk).where(Kiosk.next_hash == fingerprint(credential))
    connection.execute(
        used.values(credential_hash=Kiosk.next_hash, credential_since=now, next_hash=None)
    )

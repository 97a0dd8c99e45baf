"""Files that wait until whoever sent them has seen what they would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, delete, or_, select
from sqlalchemy.orm import Session

from survey.accounts.tokens import digest, new_token
from survey.database import table_of
from survey.models import Upload
from survey.turns import writing

KEPT = timedelta(hours=1)
LONGEST_NAME = 120


@dataclass(frozen=True)
class Sent:
    """A file, what it is about, and how it is to be loaded."""

    kind: str
    name: str
    content: bytes
    options: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def keep(engine: Engine, user_id: int, sent: Sent, now: datetime) -> str:
    """Let a file wait in the place of the one before; the token by which it is found."""
    token, uploads = new_token(), table_of(Upload)
    gone = or_(uploads.c.user_id == user_id, uploads.c.at < now - KEPT)
    with writing(engine) as connection:
        connection.execute(delete(uploads).where(gone))
        row = {
            "digest": digest(token),
            "user_id": user_id,
            "kind": sent.kind,
            "options": dict(sent.options),
            "name": sent.name,
            "content": sent.content,
            "sha256": sent.sha256,
            "at": now,
        }
        connection.execute(uploads.insert(), row)
    return token


def waiting(session: Session, user_id: int, token: str, now: datetime) -> Sent | None:
    """The file that somebody has sent, if it still waits."""
    columns = select(Upload.kind, Upload.name, Upload.content, Upload.options)
    mine = columns.filter_by(digest=digest(token), user_id=user_id)
    row = session.execute(mine.where(Upload.at >= now - KEPT)).one_or_none()
    return Sent(*row) if row else None


def forget(connection: Connection, token: str) -> None:
    """Let it wait no longer."""
    connection.execute(delete(table_of(Upload)).where(Upload.digest == digest(token)))


def plain_name(name: str) -> str:
    """What a file is called without its folders, short, and harmless wherever it is shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in last if each.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "?"

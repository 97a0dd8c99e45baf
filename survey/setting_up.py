"""Offices, places, counters, fields and groups, set up one at a time.

A form is a table of one line: the same checks hold as for a file, and say the same. What somebody
else has changed since the form was filled is not overwritten unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.web import translatable
from survey.audit import Action, Actor, Deed, append, change
from survey.loading import BadTable, Kind, Manner, Problem, load_table, table_of_lines
from survey.loading.problems import of_file
from survey.loading.run import AT_ONCE
from survey.loading.sentences import Sentence
from survey.models import Office
from survey.parts import Part, within

Said = Mapping[str, str]
"""What a form says of a thing: the text in each cell, as in a file."""


class Changed(Exception):
    """Somebody else has changed the thing meanwhile. Holds what is said of it now."""

    def __init__(self, now: Said) -> None:
        super().__init__("changed meanwhile")
        self.now = now


CODE_OF_OTHERS = translatable("%(code)s cannot be used here; choose another code")


@dataclass(frozen=True)
class Setter:
    """Whoever sets something up: where they may, and as whom the log names them."""

    session: Session
    part: Part
    actor: Callable[[int | None], Actor]
    now: datetime

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A transaction; what is wrong with a line undoes all of it."""
        try:
            with change(self.session):
                yield
        except IntegrityError as error:
            raise of_file(AT_ONCE) from error

    def store(self, kind: Kind, lines: Sequence[Said], **manner: Any) -> None:
        """Check and store lines as those of a file."""
        chosen = Manner(self.now, part=self.part, **manner)
        load_table(self.session, kind, table_of_lines(lines), chosen)

    def is_ours(self, office_id: int) -> bool:
        """Whether an office lies in the part: of others nobody is told what they have."""
        mine = select(Office.id).where(Office.id == office_id, within(Office.id, self.part))
        return self.session.scalar(mine) is not None

    def log(
        self,
        action: Action,
        thing: tuple[str, str],
        office_id: int | None,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        acting_for: int | None = None,
    ) -> None:
        """Say in the log what was changed, of a thing named by its kind and its key.

        What concerns the office above two of them is done in the name of one.
        """
        self.session.flush()
        deed = Deed(action, *thing, office_id, before, after)
        append(self.session.connection(), self.actor(acting_for or office_id), deed, self.now)


def refuse(column: str, message: str, **values: object) -> BadTable:
    """What is wrong with a form that a file could say."""
    return BadTable([Problem(1, Sentence(message, **values), column)])


def cell(value: object) -> str:
    """A value as a form shows it, and a file could hold it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def digest(said: Said) -> str:
    """What a form takes along, so that it is seen whether the thing has changed since."""
    written = json.dumps(dict(said), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def refuse_if_changed(now: Said, seen: str) -> None:
    if digest(now) != seen:
        raise Changed(now)


def difference(before: Said, after: Said) -> tuple[Said, Said]:
    """What was changed, as it was before and as it is after."""
    names = [name for name in after if before.get(name, "") != after[name]]
    return {name: before.get(name, "") for name in names}, {name: after[name] for name in names}

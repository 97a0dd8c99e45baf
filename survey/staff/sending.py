"""What is asked of somebody who sends a file, and what comes of trying it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from wtforms import BooleanField, StringField, ValidationError

from forms.web import translatable
from survey.loading import KINDS, BadTable, Manner, Outcome, Problem, entries_of, try_out
from survey.loading.entries import Entry
from survey.loading.tables import read_named
from survey.loading.waiting import Sent, plain_name
from survey.parts import Part
from survey.periods import ADMINISTRATION, CALENDAR

VOLUMES = "volumes"
MOST_ROWS = 25_000
"""What is read while somebody waits for a page, and while answers wait on SQLite, which has one
writer at a time (survey.database.PATIENCE); a command on the server reads more, and they wait."""
CALENDARS = {
    ADMINISTRATION: translatable("administration: 15th to 14th"),
    CALENDAR: translatable("calendar: whole months"),
}

NO_KIND = translatable("Choose what the file is about.")
NO_FILE = translatable("Choose a file.")
NO_CALENDAR = translatable("Choose the quarters that the file speaks of.")


class SendFile(FlaskForm):
    """A file, what it is about, and how its numbers of dossiers are to be taken."""

    kind = StringField()
    file = FileField()
    calendar = StringField(default=ADMINISTRATION)
    replace = BooleanField()

    def __init__(self, kinds: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.kinds = kinds

    def validate_kind(self, field: StringField) -> None:
        if field.data not in self.kinds:
            raise ValidationError(NO_KIND)

    def validate_file(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(NO_FILE)

    def validate_calendar(self, field: StringField) -> None:
        if self.kind.data == VOLUMES and field.data not in CALENDARS:
            raise ValidationError(NO_CALENDAR)

    @property
    def sent(self) -> Sent:
        """What was sent, once it is known to be complete."""
        of_volumes = {"calendar": self.calendar.data, "replace": self.replace.data}
        options = of_volumes if self.kind.data == VOLUMES else {}
        name = plain_name(self.file.data.filename)
        return Sent(str(self.kind.data), name, self.file.data.read(), options)


@dataclass(frozen=True)
class Tried:
    """What a file would change, or what is wrong with it."""

    outcome: Outcome = field(default=Outcome(0, 0, 0))
    problems: Sequence[Problem] = ()


def tried(session: Session, sent: Sent, manner: Manner) -> Tried:
    """What would come of a file, of which nothing is stored."""
    try:
        return Tried(try_out(session, KINDS[sent.kind], entries(sent, manner), manner))
    except BadTable as bad:
        return Tried(problems=bad.problems)


def entries(sent: Sent, manner: Manner) -> Sequence[Entry]:
    """What the lines of a file say."""
    return entries_of(KINDS[sent.kind], read_named(sent.name, sent.content, MOST_ROWS), manner)


def manner(sent: Sent, part: Part, now: datetime) -> Manner:
    """How it is to be loaded, by somebody with this part."""
    return Manner(now, part=part, **sent.options)

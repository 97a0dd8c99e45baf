"""The forms of an office."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from wtforms import BooleanField, SelectMultipleField, SubmitField

from forms.web import translatable
from survey.mergers import CHOOSE_SUCCESSOR
from survey.offices import Since
from survey.setting_up import Said
from survey.staff.lines import Cell, LineForm, read_day
from survey.staff.looking import MANY, offered


class OfficeLine(LineForm):
    """What is said of an office. Whoever sees nobody above it moves it nowhere."""

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "name",
        "kind",
        "parent",
        "opened",
        "electronic_id",
        "area_code",
        "complaints",
    )
    name = Cell()
    kind = Cell()
    parent = Cell()
    opened = Cell()
    electronic_id = Cell()
    area_code = Cell()
    complaints = Cell()

    def __init__(self, parents: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.parents = parents


class EditOffice(OfficeLine):
    """The same, and since when."""

    since = Cell()
    was_a_mistake = BooleanField()

    def says_since(self, today: date) -> Since | None:
        """Since when; nothing if no day was typed, which stands beside the field then."""
        if self.was_a_mistake.data:
            return Since(today, is_correction=True)
        day = read_day(self.since)
        return Since(day) if day else None


class NewOffice(OfficeLine):
    """An office to be added."""

    COLUMNS = ("code", *OfficeLine.COLUMNS)
    code = Cell()


class CloseOffice(LineForm):
    """From which day an office, a place or a field is closed."""

    COLUMNS = ("closed",)
    closed = Cell()


NUMBER = re.compile(r"[1-9][0-9]{0,8}")
A_NEW_ONE = translatable("a new office, described below")
NEW = "+"
"""In the place of an office's code."""


class MergeOffices(LineForm):
    """Which offices are merged on which day, into which one, and what that is if it is new."""

    COLUMNS = ("code", "name", "kind", "parent", "area_code")
    others = SelectMultipleField(validate_choice=False)
    find = Cell()
    """Words by which offices are looked for among many."""
    look = SubmitField()
    day = Cell()
    into = Cell()
    code = Cell()
    name = Cell()
    kind = Cell()
    parent = Cell()
    area_code = Cell()

    def __init__(
        self, parents: Mapping[str, str], siblings: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(**options)
        self.parents = parents
        self.siblings = siblings

    @property
    def successors(self) -> Mapping[str, str]:
        """Those that may follow, of many the ones that were looked for."""
        found = offered(self.parents, self.find.data, [self.into.data or ""])
        return {NEW: gettext(A_NEW_ONE), **found}

    @property
    def beside(self) -> Mapping[str, str]:
        """Those that may be merged along, of many the ones that were looked for."""
        return offered(self.siblings, self.find.data, self.others.data)

    @property
    def is_long(self) -> bool:
        return len(self.parents) > MANY

    @property
    def chosen(self) -> list[int]:
        """The other offices that are merged along."""
        return [int(each) for each in self.others.data or () if each in self.siblings]

    @property
    def asked(self) -> list[int]:
        """The same, also of those that are merged already."""
        return [int(each) for each in self.others.data or () if NUMBER.fullmatch(each)]

    def says_into(self) -> bool:
        """Whether a successor was chosen; if not, that stands beside the field."""
        if self.into.data == NEW or self.into.data in self.parents:
            return True
        self.into.errors = [*self.into.errors, CHOOSE_SUCCESSOR]
        return False

    @property
    def new(self) -> Said | None:
        """The office that is to be made, if it is a new one."""
        return self.line if self.into.data == NEW else None

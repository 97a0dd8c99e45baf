"""Forms that are a line of a table: what is wrong with a cell stands beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField

from forms.web import translatable
from survey.loading import BadTable, Problem
from survey.loading.cells import day
from survey.loading.problems import Refused
from survey.setting_up import Changed, Said, digest
from survey.staff.forms import NO_DAY
from survey.staff.problems import put, put_beside, said

SAME_MEANWHILE = translatable(
    "Somebody else has changed this meanwhile, and what is stored now is what stands in the form."
)


class Cell(StringField):
    """A cell, without blanks around what was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(filters=[lambda text: (text or "").strip()], **options)


class LineForm(FlaskForm):
    """A line as a form, and what became of storing it."""

    COLUMNS: ClassVar[tuple[str, ...]] = ()
    """Those of which the form may have a field."""
    seen = HiddenField()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.refusal = ""
        """What is wrong and stands beside no field."""
        self.meanwhile: Sequence[tuple[str, str, str]] = ()
        """What somebody else has changed: the column, what is stored, what was typed."""

    @property
    def line(self) -> Said:
        """What stands in the form."""
        return {name: self[name].data or "" for name in self.COLUMNS if name in self}

    def fill(self, said: Said) -> None:
        """Show a thing as it is, and take along that it was so."""
        for name in self.COLUMNS:
            if name in self:
                self[name].data = said[name]
        self.seen.data = digest(said)

    def stores(self, deed: Callable[[], object]) -> bool:
        """Do what stores the line, or show why it could not be done."""
        try:
            deed()
        except BadTable as bad:
            self.show(bad.problems)
        except Changed as changed:
            self._show_both(changed.now)
        else:
            return True
        return False

    def show(self, problems: Iterable[Problem]) -> None:
        """Put what is wrong beside its field, or above all if the form has none for it."""
        rest = put_beside(self, problems)
        self.refusal = " ".join([self.refusal, *rest]).strip()

    def told(self, line: Said) -> Said:
        """A line as it is told of to people, beside another."""
        return line

    def _show_both(self, now: Said) -> None:
        stored, typed = self.told(now), self.told(self.line)
        names = [name for name in typed if name in stored and typed[name] != stored[name]]
        self.meanwhile = [(name, stored[name], typed[name]) for name in names]
        if not names:
            self.refusal = gettext(SAME_MEANWHILE)
        # Whoever sends it again has seen both.
        self.seen.data = digest(now)

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.refusal or self.meanwhile) or any(
            field.errors for field in self
        )


def read_day(field: StringField) -> date | None:
    """The day that was typed; if it is none, that stands beside the field."""
    if not field.data:
        put(field, [NO_DAY])
        return None
    try:
        return day(field.data)
    except Refused as refused:
        put(field, [said(Problem(1, refused.message, field.name))])
        return None


def day_said(field: StringField) -> str:
    """A day that `read_day` could read, as people write it."""
    return f"{day(field.data or ''):%d/%m/%Y}"
